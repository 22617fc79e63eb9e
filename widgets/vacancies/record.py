"""Her record "vacancies": what she looks for, saved, judged, was sent and wrote."""

from collections.abc import Mapping
from typing import Any

from widgets.page.editing import Change, Document, Refusal
from widgets.page.plain import is_plain
from widgets.privacy.details import REFUSED, details, without

CHOSEN = "chosen_vacancies"
"""The kind of record in which her trainer says what she is to judge: `{"ids": [posting, …]}`."""
MAX_LENGTH = {
    ("wish", "place"): 60,
    ("wish", "words"): 60,
    ("message", "text"): 10_000,
    ("letters", "text"): 1500,
    ("saved", "note"): 300,
}
"""Her own words: path without the item's id, and how many characters are kept."""
PRIVATE = {
    ("letters", "text"),
    ("saved", "note"),
    *((each, field) for each in ("wish", "searches", "recent") for field in ("words", "place")),
}
"""Where street addresses and numbers of papers have no place; a message from somebody else may hold them."""
SHORT = 200
LISTS = {"saved", "searches", "recent", "judged", "letters"}
VALUES = {"places", "keep_recent", "questions", "used", "task", "task_found"}
TABLES = {"wish", "message"}
ITEM = 2
"""The length of a path that leads to an item of a list."""


def empty_record(wish: Mapping[str, Any], language: str) -> Document:
    return {
        "wish": {"occupation": "", "place": "", "distance": "", "hours": [], "night": "", "words": ""}
        | dict(wish),
        "places": [],
        "saved": [],
        "searches": [],
        "keep_recent": False,
        "recent": [],
        "used": [],
        "task": "",
        "task_found": "",
        "judged": [],
        "message": {"text": "", "kind": "message", "language": language},
        "questions": [],
        "letters": [],
    }


def refusal(change: Change) -> Refusal | None:
    """Only what the lesson asks for is kept, and nothing in her own words that is too private."""
    path, value = change.path, change.value
    if not is_known(path) or not is_plain(value):
        return Refusal(path, "other")
    if isinstance(value, dict):
        return refusal_of_item(path, value)
    return refusal_of_text(path, value) if isinstance(value, str) else None


def refusal_of_item(path: tuple[str, ...], item: Document) -> Refusal | None:
    """What may be kept of it is all, its own words without what is too private."""
    if path[0] in LISTS and item.get("id") != path[-1]:
        return Refusal(path, "other")
    texts = {name: value for name, value in item.items() if isinstance(value, str)}
    refused = {name: found for name, text in texts.items() if (found := refusal_of_text((*path, name), text))}
    kept = item | {name: each.kept or "" for name, each in refused.items()}
    return next((Refusal(path, each.reason, kept) for each in refused.values()), None)


def refusal_of_text(path: tuple[str, ...], text: str) -> Refusal | None:
    kind = (path[0], path[-1])
    if len(text) > MAX_LENGTH.get(kind, SHORT):
        return Refusal(path, "too_long")
    found = [each for each in details(text) if each.kind in REFUSED] if kind in PRIVATE else []
    return Refusal(path, found[0].kind, without(text, found)) if found else None


def is_known(path: tuple[str, ...]) -> bool:
    if not path:
        return False
    if path[0] in VALUES:
        return len(path) == 1
    if path[0] in TABLES:
        return len(path) == ITEM
    return path[0] in LISTS and len(path) in (ITEM, ITEM + 1)
