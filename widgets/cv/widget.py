"""The CV lesson's screen: her answers come in; phrases, the preview and files go out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from widgets.language import Text, languages, load_text
from widgets.page.editing import Change, Document, Draft, Drafts, Outcome, Refusal
from widgets.page.screen import with_shared
from widgets.page.walk import Visit, Walk

from .advice import advise
from .choices import choices, language_of_cv, phrases
from .files import FILES, Brought, UnknownFile, formats, read_file
from .model import Cv
from .outline import outline
from .privacy import TOO_LONG, refusals, strip_forbidden

Message = dict[str, Any]
TEXTS = Path(__file__).parent / "text"


def new_cv(country: str, page_language: str) -> Document:
    """An empty CV in the language that employers of the country read."""
    cv = Cv()
    cv.settings.country = country
    cv.settings.language = language_of_cv(country, page_language)
    return cv.to_document()


@dataclass(frozen=True)
class CvDrafts:
    """Lets only a CV through to the store: no key of a home address, no shape that is not the model's."""

    drafts: Drafts

    def load(self) -> Draft:
        draft = self.drafts.load()
        return Draft(Cv.from_document(draft.document).to_document(), draft.revision)

    def save(self, document: Document, revision: int) -> Draft:
        return self.drafts.save(Cv.from_document(document).to_document(), revision)


def advice_on(document: Document) -> list[dict[str, Any]]:
    return [note.for_browser() for note in advise(Cv.from_document(document))]


def refusal(change: Change) -> Refusal | None:
    """Addresses, numbers of papers and banks are not kept, the words around them are; no endless text is."""
    found = refusals(change.path, change.value)
    if not found:
        return None
    is_endless = any(each.kind == TOO_LONG for each in found)
    kept = None if is_endless else strip_forbidden(change.path, change.value)
    return Refusal(change.path, found[0].kind, "" if kept is None and not is_endless else kept)


class CvEditor(Walk):
    """The CV, question by question, on the record "cv"."""

    module = "onward/cv/editor"
    styles = (*Walk.styles, "onward/cv/look.css")

    def __init__(self, visit: Visit, text: Text, **more: Any) -> None:
        drafts = CvDrafts(visit.drafts)
        advice = load_text(TEXTS, text.language.tag)
        super().__init__(
            visit.with_drafts(drafts), with_shared(text, advice), rule=refusal, remarks="cv/advice", **more
        )
        self.advice = advice_on(self.document)

    def changed(self, outcome: Outcome) -> None:
        self.advice = advice_on(outcome.draft.document)

    def answers(self) -> dict[str, Callable[[Message], None]]:
        return {
            **super().answers(),
            "choices": self._choices,
            "phrases": self._phrases,
            "preview": self._preview,
            "download": self._download,
            "import": self._import,
        }

    def cv(self) -> Cv:
        return Cv.from_document(self._editing.load().document)

    def _choices(self, _message: Message) -> None:
        self.send({"kind": "choices", "formats": formats(), **choices(self.language)})

    def _phrases(self, message: Message) -> None:
        def answer() -> None:
            theirs = self.cv().settings.language
            found = phrases(str(message.get("occupation", "")), self.language, theirs)
            self.send({"kind": "phrases", **found})

        self.attempt(message, answer)

    def _preview(self, message: Message) -> None:
        def answer() -> None:
            cv = self.cv()
            language = languages()[cv.settings.language]
            blocks = [block.for_browser() for block in outline(cv)]
            self.send(
                {
                    "kind": "preview",
                    "blocks": blocks,
                    "language": language.tag,
                    "direction": language.direction,
                }
            )

        self.attempt(message, answer)

    def _import(self, message: Message) -> None:
        def answer() -> None:
            try:
                brought = read_file(bytes(message["buffers"][0]), self.cv().settings)
            except UnknownFile:
                self.send({"kind": "imported", "result": "unknown"})
            else:
                self._take(brought)

        self.attempt(message, answer)

    def _take(self, brought: Brought) -> None:
        draft = self._editing.replace(brought.cv.to_document())
        self.advice = advice_on(draft.document)
        result = "done" if brought.is_whole else "left_out"
        self.send({"kind": "imported", "result": result, "document": draft.document})

    def _download(self, message: Message) -> None:
        def answer() -> None:
            file = FILES[message["format"]]
            sent = {"kind": "file", "format": message["format"], "name": file.name, "type": file.media_type}
            self.send(sent, buffers=[file.write(self.cv())])

        self.attempt(message, answer)
