"""What an exercise counts in her record "interview"; it brings no widget along."""

from typing import Any

from widgets.language import languages
from widgets.page.editing import Document

from . import unlawful
from .answers import has_example, remarks
from .record import words_of
from .talks import review_of

ANSWERS, SORTED, ASKED = 5, 8, 3
"""How many of each are asked for."""
SHORT = {"empty", "too_short"}


def grade(document: Document) -> dict[str, float]:
    """Shares from 0 to 1: `sorted`, `answers`, `talk` and `ask`."""
    return {
        "sorted": sorted_rightly(rows(document, "sorted")),
        "answers": min(len(full_answers(document)) / ANSWERS, 1.0),
        "talk": best_talk(rows(document, "talks")),
        "ask": min(len(set(texts(document, "ask"))) / ASKED, 1.0),
    }


def sorted_rightly(kept: list[Document]) -> float:
    """Of the questions that she sorted last, as many as an exercise has."""
    return sum(unlawful.is_right(each) for each in kept[-SORTED:]) / SORTED


def full_answers(document: Document) -> set[str]:
    """Ids of the questions that she answered at some length, with an example, in whatever language."""
    return {str(each.get("id")) for each in rows(document, "answers") if is_full(each)}


def is_full(answer: Document) -> bool:
    """Four parts are an example by their making; what she wrote freely must tell one."""
    words, known = words_of(answer), list(languages())
    has_parts = all(str(answer.get(part) or "").strip() for part in ("situation", "action", "result"))
    seen = {each.code for each in remarks(words, known)}
    return not seen & SHORT and (has_parts or has_example(words, known))


def best_talk(kept: list[Document]) -> float:
    """The best of the finished conversations that were drawn for her."""
    done = [review_of(each) for each in kept if each.get("is_drawn") is True]
    return max((each.share for each in done if each), default=0.0)


def rows(document: Document, name: str) -> list[dict[str, Any]]:
    value = document.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def texts(document: Document, name: str) -> list[str]:
    value = document.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
