"""A screen on which postings are judged: their pieces to touch, then their signs with reasons."""

from collections.abc import Callable
from typing import Any

from widgets.language import REFERENCE, Text, cv_languages, load_text
from widgets.page.screen import with_shared
from widgets.page.walk import Visit, Walk

from .board import Board
from .judging import TEXTS_OF_JUDGING, explained, pieces_of, seen, signs_of, touched_for_nothing
from .model import Posting

Message = dict[str, Any]
PRACTICE = "practice"


class JudgingScreen(Walk):
    """Its record keeps what she touched in a list, an item a posting: `{"id", "marks", "seen"}`."""

    styles = (*Walk.styles, "onward/vacancies/board.css")
    judged_in: str
    """The name of that list."""

    def __init__(self, visit: Visit, text: Text, board: Board, **more: Any) -> None:
        self.board = board
        shared = load_text(TEXTS_OF_JUDGING, text.language.tag)
        super().__init__(visit, with_shared(text, shared), **more)

    def questions(self) -> dict[str, Callable[[Message], Message]]:
        return {**super().questions(), "pieces": self._pieces, "judged": self._judged}

    def posting(self, message: Message) -> Posting:
        """The posting that a question is about; LookupError if it has left the board."""
        posting = self.board.posting(str(message.get("id")))
        if posting is None:
            raise LookupError(message.get("id"))
        return posting

    def practice(self, language: str) -> list[Posting]:
        return [
            each for each in self.board.postings() if each.source == PRACTICE and each.language == language
        ]

    def _pieces(self, message: Message) -> Message:
        posting = self.posting(message)
        rows = [{"number": str(each.number), "text": each.text} for each in pieces_of(posting.text)]
        return {"id": posting.id, "title": posting.title, "language": posting.language, "pieces": rows}

    def _judged(self, message: Message) -> Message:
        posting = self.posting(message)
        kept = self.document_now().get(self.judged_in, [])
        marks = set(next((each["marks"] for each in kept if each["id"] == posting.id), []))
        touched = [each for each in pieces_of(posting.text) if str(each.number) in marks]
        findings = signs_of(posting)
        saw = seen(findings, touched)
        rows = [{**row, "is_seen": row["sign"] in saw} for row in explained(findings, self.language)]
        return {"id": posting.id, "findings": rows, "touched": touched_for_nothing(findings, touched)}


def reading_language(wanted: object) -> str:
    """A language in which there are postings."""
    return str(wanted) if wanted in {each.tag for each in cv_languages()} else REFERENCE
