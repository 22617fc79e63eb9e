"""A test on postings that she has not seen, different at each attempt; what she missed comes again."""

import random
from collections.abc import Callable, Collection, Sequence
from typing import Any

from widgets.language import Text, cv_languages
from widgets.page.editing import Change, Document, Refusal
from widgets.page.plain import is_plain
from widgets.page.walk import Visit

from .attempt import LIST, draw
from .board import Board, bank_postings
from .judging import explained, signs_of
from .judging_screen import JudgingScreen, Message, reading_language
from .model import Posting

VALUES = {"language", "attempt", "past", "missed"}


def empty_practice(language: str) -> Document:
    return {"language": language, "attempt": 1, LIST: [], "past": [], "missed": []}


def refusal(change: Change) -> Refusal | None:
    path = change.path
    is_known = path[0] in VALUES if len(path) == 1 else bool(path) and path[0] == LIST
    return None if is_known and is_plain(change.value) else Refusal(path, "other")


class SignPractice(JudgingScreen):
    """Five postings to judge, on the record "warning_signs"."""

    module = "onward/vacancies/practice"
    judged_in = LIST

    def __init__(self, visit: Visit, text: Text, board: Board, known: Collection[str], **more: Any) -> None:
        """`known` are the postings that she has judged or saved in the lesson before."""
        self._known = set(known)
        super().__init__(visit, text, board, rule=refusal, **more)

    def questions(self) -> dict[str, Callable[[Message], Message]]:
        return {
            **super().questions(),
            "choices": self._choices,
            "draw": self._draw,
            "result": self._result,
        }

    def posting(self, message: Message) -> Posting:
        """From the bank, or from the board; LookupError if there is none."""
        found = (each for each in bank_postings() if each.id == message.get("id"))
        return next(found, None) or super().posting(message)

    def _choices(self, _message: Message) -> Message:
        return {"languages": [(each.tag, each.name) for each in cv_languages()]}

    def _draw(self, _message: Message) -> Message:
        document = self.document_now()
        language = reading_language(document.get("language"))
        bank = [each for each in bank_postings() if each.language == language]
        postings = [*bank, *self.practice(language)]
        known = [*document.get("past", []), *sorted(self._known)]
        return {"ids": draw(postings, known, document.get("missed", []), random.SystemRandom())}

    def _result(self, _message: Message) -> Message:
        """How many serious signs there were, how many she saw, and those that she missed."""
        rows = [self._judged({"id": each["id"]}) for each in self.document_now().get(LIST, [])]
        high = [sign for row in rows for sign in row["findings"] if sign["severity"] == "high"]
        missed = list(dict.fromkeys(sign["sign"] for sign in high if not sign["is_seen"]))
        return {
            "total": len(high),
            "seen": sum(sign["is_seen"] for sign in high),
            "worried": sum(bool(row["touched"]) for row in rows if not row["findings"]),
            "missed": self._named(missed),
        }

    def _named(self, missed: Sequence[str]) -> list[Message]:
        findings = [
            finding
            for each in self.document_now().get(LIST, [])
            for finding in signs_of(self.posting(each))
            if finding.sign in missed
        ]
        return explained(findings, self.language)
