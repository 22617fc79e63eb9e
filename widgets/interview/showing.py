"""Questions as the page shows them: in the employer's language, with hers beside it."""

from collections.abc import Mapping
from typing import Any

from .own import OwnQuestion
from .questions import question_text, questions

Row = dict[str, Any]


def line(question_id: str, mine: str, theirs: str, own: Mapping[str, OwnQuestion]) -> Row | None:
    """A question in a list: `{"id", "mine", "theirs", "language"}`; None if there is no such question."""
    if question_id in own:
        question = own[question_id]
        return {
            "id": question_id,
            "mine": question.ask,
            "theirs": question.ask,
            "language": question.language,
        }
    if question_id not in questions():
        return None
    return {
        "id": question_id,
        "mine": question_text(question_id, mine).ask,
        "theirs": question_text(question_id, theirs).ask,
        "language": theirs,
    }


def whole(question_id: str, mine: str, theirs: str, own: Mapping[str, OwnQuestion]) -> Row | None:
    """The same with why it is asked, what a good answer holds, ways to begin, words to know."""
    row = line(question_id, mine, theirs, own)
    if row is None:
        return None
    if question_id in own:
        return {**row, "why": "", "good": own[question_id].good, "starters": [], "words": []}
    hers, employers = question_text(question_id, mine), question_text(question_id, theirs)
    return {
        **row,
        "why": hers.why,
        "good": hers.good,
        "starters": pairs(hers.starters, employers.starters, theirs),
        "words": pairs(hers.words, employers.words, theirs),
    }


def pairs(mine: tuple[str, ...], theirs: tuple[str, ...], language: str) -> list[Row]:
    """Phrases side by side; their numbers are their ids."""
    return [
        {"id": str(number), "mine": hers, "theirs": employers, "language": language}
        for number, (hers, employers) in enumerate(zip(mine, theirs, strict=True))
    ]
