"""Her record "interview": her answers, what she sorted, the conversations she had. Never a recording."""

from typing import Any

from widgets.page.editing import Change, Document, Refusal
from widgets.page.plain import is_plain
from widgets.privacy.details import REFUSED, details, without

CHOSEN = "chosen_questions"
"""The kind of record in which her trainer says what she practises: `{"ids": [question, …]}`."""
PARTS = ("situation", "task", "action", "result")
"""The four parts of an answer with an example (STAR)."""
LONGEST = {**dict.fromkeys(PARTS, 600), "written": 2000, "text": 1000}
"""Her own words, and how many characters are kept."""
SHORT = 200
LISTS = {"answers", "sorted", "talks"}
VALUES = {"bring", "place", "chosen", "avoid", "gap", "ask", "sorting", "offer", "calls"}
TABLES = {"job", "thanks"}
ITEM = 2
"""The length of a path that leads to an item of a list."""


def empty_record(occupation: str, language: str) -> Document:
    return {
        "job": {"occupation": occupation, "language": language},
        "bring": [],
        "place": [],
        "calls": [],
        "chosen": [],
        "answers": [],
        "avoid": [],
        "gap": [],
        "ask": [],
        "sorting": [],
        "sorted": [],
        "talks": [],
        "thanks": {"start": [], "body": [], "end": [], "text": ""},
        "offer": [],
    }


def refusal(change: Change) -> Refusal | None:
    """Only what the lesson asks for is kept, and nothing in her own words that is too private."""
    path, value = change.path, change.value
    if not is_known(path) or not is_plain(value):
        return Refusal(path, "other")
    if not isinstance(value, str):
        return None
    if len(value) > LONGEST.get(path[-1], SHORT):
        return Refusal(path, "too_long")
    found = [each for each in details(value) if each.kind in REFUSED] if path[-1] in LONGEST else []
    return Refusal(path, found[0].kind, without(value, found)) if found else None


def is_known(path: tuple[str, ...]) -> bool:
    if not path:
        return False
    if path[0] in VALUES:
        return len(path) == 1
    if path[0] in TABLES:
        return len(path) == ITEM
    return path[0] in LISTS and len(path) in (ITEM, ITEM + 1)


def answer_in(document: Document, question_id: str) -> dict[str, Any]:
    """Her answer to one question; empty where she has none."""
    answers = document.get("answers", [])
    return next((each for each in answers if each.get("id") == question_id), {})


def words_of(answer: dict[str, Any]) -> str:
    """What she would say: as she wrote it at the rehearsal, else the four parts after each other."""
    written = str(answer.get("written") or "").strip()
    return written or " ".join(part for each in PARTS if (part := str(answer.get(each) or "").strip()))
