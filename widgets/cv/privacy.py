"""What a CV must not hold: street addresses, numbers of documents and accounts; birth dates are noticed."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .addresses import addresses, addresses_in_town
from .model import is_address_key
from .numbers import bank_numbers, document_numbers

REFUSED = {"address", "document", "bank"}
"""Kinds that are not stored; `refused.<kind>` explains it to her."""
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
DATE = r"(?:(?:19|20)\d\d(?!\d)|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4})"


@dataclass(frozen=True)
class Finding:
    """Something in a text that should not stand there: from `start` to `end` in the text at `path`."""

    kind: str
    start: int
    end: int
    path: tuple[str, ...] = ()


def findings(text: str, path: Sequence[str] = ()) -> list[Finding]:
    """Everything that a text should not hold, "address", "document", "bank" or "birth", in its order."""
    plain, place = with_ascii_digits(text), tuple(path)
    key = place[-1] if place else ""
    spans = {
        "address": addresses_in_town(plain) if place == ("basics", "town") else addresses(plain),
        "document": [] if key == "phone" else document_numbers(plain),
        "bank": bank_numbers(plain),
        "birth": [match.span() for match in _born().finditer(plain)],
    }
    return _apart(Finding(kind, *span, place) for kind, each in spans.items() for span in each)


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
    return None if refusals(path, value) else value


def with_ascii_digits(text: str) -> str:
    """The same text, as long, with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """The findings in their order; what overlaps becomes one finding of the first one's kind."""
    apart: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, -each.end)):
        if apart and finding.start < apart[-1].end:
            apart[-1] = replace(apart[-1], end=max(apart[-1].end, finding.end))
        else:
            apart.append(finding)
    return apart


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
    if path and is_address_key(path[-1]):
        return [Finding("address", 0, len(text), path)] if text else []
    if path and path[-1] in CODED and not re.search(r"\s", text):
        return []
    return [finding for finding in findings(text, path) if finding.kind in REFUSED]


@cache
def _born() -> re.Pattern[str]:
    """Words such as "born on" and a date or a year soon after them."""
    words = tomllib.loads((Path(__file__).parent / "births.toml").read_text("utf-8"))["words"]
    written = "|".join(re.escape(word).replace("_", r"\s+") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)\.?[^\n.;]{{0,30}}?(?<!\d){DATE}", re.IGNORECASE)
