"""The base of our screens: an anywidget that keeps one record, saved change by change."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets as t

from widgets.language import Text, load_text

from .editing import Change, Draft, Drafts, Editing, Outcome, Rule, allow
from .standalone import standalone_module, standalone_styles

log = logging.getLogger(__name__)
TEXTS = Path(__file__).parent / "text"


class Screen(anywidget.AnyWidget):
    """One screen and the record that it edits.

    A page of ours serves modules, styles and texts as static files (`is_served`); elsewhere, in
    JupyterLab or stock Voilà, the screen brings them along.
    """

    module: ClassVar[str]
    """The name of its ES module, such as `onward/cv/editor`."""
    styles: ClassVar[tuple[str, ...]] = ()

    text = t.Dict().tag(sync=True)  # empty when the page fetches the texts itself
    language = t.Unicode("en").tag(sync=True)  # the page's
    document = t.Dict().tag(sync=True)  # the record as last saved; kernel → page
    revision = t.Int(0).tag(sync=True)
    problem = t.Unicode().tag(sync=True)  # a code: why the record could not be read; empty: it could

    def __init__(
        self, drafts: Drafts, text: Text, *, is_served: bool = False, rule: Rule = allow, **traits: Any
    ) -> None:
        self._esm = served_module(self.module) if is_served else standalone_module(self.module)
        self._css = "" if is_served else standalone_styles(self.styles)
        self._editing = Editing(drafts, rule)
        draft, problem = self._opened()
        super().__init__(
            text={} if is_served else with_shared(text, load_text(TEXTS, text.language.tag)).for_browser(),
            language=text.language.tag,
            document=draft.document,
            revision=draft.revision,
            problem=problem,
            **traits,
        )
        self.on_msg(self._receive)

    def answers(self) -> dict[str, Callable[[dict[str, Any]], None]]:
        """What to do with each kind of message; screens add theirs."""
        return {"change": self._change}

    def changed(self, outcome: Outcome) -> None:
        """Called after something was saved; a place for advice and the like."""

    def attempt(self, message: dict[str, Any], action: Callable[[], None]) -> None:
        """Do something with the store; say so to the page when it fails. Her words stay on the screen."""
        try:
            action()
        except Exception as error:  # whatever it was, the page must learn of it
            reason = getattr(error, "code", "failed")
            log.warning("Not saved: %s", type(error).__name__)
            self.send({"kind": "unsaved", "seq": message.get("seq"), "reason": reason})

    def _opened(self) -> tuple[Draft, str]:
        """The record; where it can't be read, the page opens all the same and says so."""
        try:
            return self._editing.load(), ""
        except Exception as error:
            log.warning("Not read: %s", type(error).__name__)
            return Draft({}, 0), getattr(error, "code", "failed")

    def _receive(self, _widget: Any, message: Any, buffers: Any) -> None:
        answer = self.answers().get(str(message.get("kind"))) if isinstance(message, dict) else None
        if answer:
            answer({**message, "buffers": buffers})

    def _change(self, message: dict[str, Any]) -> None:
        self.attempt(message, lambda: self._apply(message))

    def _apply(self, message: dict[str, Any]) -> None:
        outcome = self._editing.apply([Change.from_message(change) for change in message["changes"]])
        self.send(receipt(message.get("seq"), outcome))
        # The page has this already: it learns of others' changes by conflicts, not in the midst of typing.
        self.set_trait("revision", outcome.draft.revision)
        self.changed(outcome)


def with_shared(text: Text, shared: Text) -> Text:
    """A lesson's texts and some that several share, for a page that can't fetch them."""
    return Text(text.language, {**shared.phrases, **text.phrases})


def served_module(module: str) -> str:
    """A stub: the page's import map knows the file, and the browser keeps it."""
    return f'export {{ default }} from "{module}";'


def receipt(seq: Any, outcome: Outcome) -> dict[str, Any]:
    """The answer to a change, sent only after the store has committed."""
    answer: dict[str, Any] = {"kind": "saved", "seq": seq, "revision": outcome.draft.revision}
    if outcome.refusals:
        stored = outcome.draft.document
        answer |= {"kind": "refused", "refusals": [each.for_browser(stored) for each in outcome.refusals]}
    if outcome.conflicts:
        answer |= {
            "kind": "conflict",
            "conflicts": [each.for_browser() for each in outcome.conflicts],
        }
    return answer
