"""What a CV must not hold, and where in it: street addresses, numbers of documents and accounts."""

import re
from collections.abc import Iterator, Sequence

from widgets.privacy.details import REFUSED, Finding, details, without

from .model import is_address_key

LONGEST = 5000
"""Characters of one answer, two pages: a longer one would keep what looks into it busy for nothing."""
TOO_LONG = "too_long"
CODED = {
    "id",
    "kind",
    "occupation",
    "phrase",
    "phrases",
    "hours",
    "language",
    "level",
    "start",
    "end",
    "email",
}
"""Keys whose values are no sentences: without a space they are not looked into."""


def findings(text: str, path: Sequence[str] = ()) -> list[Finding]:
    """Everything that the text at a path of the CV should not hold, in its order."""
    place = tuple(path)
    return details(text, place, is_town=place == ("basics", "town"), is_phone=place[-1:] == ("phone",))


def refusals(path: Sequence[str], value: object) -> list[Finding]:
    """Why a value can't be stored at its path; a whole entry is looked through; empty when it can."""
    return [finding for place, text in texts_of(tuple(path), value) for finding in _refused(place, text)]


def strip_forbidden(path: Sequence[str], value: object) -> object:
    """The value without its texts that can't be stored: what an import keeps; None where nothing is left."""
    if isinstance(value, dict):
        kept = {key: strip_forbidden((*path, str(key)), item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item is not None}
    if isinstance(value, list):
        kept_items = [strip_forbidden(path, item) for item in value]
        return [item for item in kept_items if item is not None]
    return (storable(tuple(path), value) or None) if isinstance(value, str) and value else value


def storable(path: tuple[str, ...], text: str) -> str:
    """The words around what can't be stored; nothing of an endless text, or below the key of an address."""
    found = _refused(path, text)
    is_all = any(each.kind == TOO_LONG or is_address_key(path[-1]) for each in found)
    return "" if is_all else without(text, found)


def texts_of(path: tuple[str, ...], value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a value with its path; an entry of a list goes by its id."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_of((*path, str(key)), item)
    elif isinstance(value, list):
        for item in value:
            entry = item.get("id") if isinstance(item, dict) else None
            yield from texts_of((*path, entry) if isinstance(entry, str) else path, item)


def _refused(path: tuple[str, ...], text: str) -> list[Finding]:
    if len(text) > LONGEST:
        return [Finding(TOO_LONG, 0, len(text), path)]
    if path and is_address_key(path[-1]):
        return [Finding("address", 0, len(text), path)] if text else []
    if path and path[-1] in CODED and not re.search(r"\s", text):
        return []
    return [finding for finding in findings(text, path) if finding.kind in REFUSED]
