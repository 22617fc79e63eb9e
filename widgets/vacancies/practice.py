"""A test on postings that she has not seen, different at each attempt; what she missed comes again."""

import random
from collections.abc import Callable, Collection, Sequence
from typing import Any

from widgets.language import Text, cv_languages
from widgets.page.editing import Change, Document, Refusal
from widgets.page.walk import Visit

from .board import Board, bank_postings, practice_postings, practice_signs
from .judging import explained, pieces_of, seen
from .judging_screen import JudgingScreen, Message, reading_language, signs_of
from .model import Posting
from .record import is_plain

BAD, GOOD = 3, 2
"""How many postings of an attempt carry signs, and how many none."""
VALUES = {"language", "attempt", "past", "missed"}
LIST = "ads"


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


def draw(
    postings: Sequence[Posting], known: Collection[str], missed: Collection[str], chance: random.Random
) -> list[str]:
    """Postings for an attempt: up to two that carry what she missed, then those that she has not seen."""

    def order(posting: Posting) -> tuple[bool, float]:
        return posting.id in known, chance.random()

    def again(posting: Posting) -> bool:
        return any(sign in missed for sign, _ in practice_signs(posting.id))

    bad = sorted((each for each in postings if practice_signs(each.id)), key=order)
    good = sorted((each for each in postings if not practice_signs(each.id)), key=order)
    first = [each for each in bad if again(each)][: BAD - 1]
    others = [each for each in bad if each not in first]
    drawn = [each.id for each in [*first, *others][:BAD] + good[:GOOD]]
    chance.shuffle(drawn)
    return drawn


def grade(document: Document) -> dict[str, float]:
    """Shares from 0 to 1 for a hand-in: `judged` postings, serious signs `seen`, and `calm` at good ones."""
    known = {each.id: each for each in (*practice_postings(), *bank_postings())}
    kept = [each for each in document.get(LIST, []) if isinstance(each, dict) and each.get("id") in known]
    return shares([(each, known[each["id"]]) for each in kept])


def shares(rows: Sequence[tuple[Document, Posting]]) -> dict[str, float]:
    high = found = calm = good = 0
    for kept, posting in rows:
        findings = signs_of(posting)
        touched = [each for each in pieces_of(posting.text) if str(each.number) in set(kept.get("marks", []))]
        serious = {each.sign for each in findings if each.severity == "high"}
        high += len(serious)
        found += len(serious & seen(findings, touched))
        good += not findings
        calm += not findings and not touched and kept.get("seen") is True
    judged = sum(kept.get("seen") is True for kept, _ in rows)
    return {
        "judged": min(judged / (BAD + GOOD), 1.0),
        "seen": found / high if high else 0.0,
        "calm": calm / good if good else 0.0,
    }
