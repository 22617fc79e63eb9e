"""Finds what must not be kept: street addresses, numbers of papers and accounts; birth dates are noticed."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .addresses import addresses, addresses_in_town
from .numbers import bank_numbers, document_numbers

REFUSED = {"address", "document", "bank"}
"""Kinds that are not stored; `refused.<kind>` explains it to her."""
DATE = r"(?:(?:19|20)\d\d(?!\d)|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4})"


@dataclass(frozen=True)
class Finding:
    """Something in a text that should not stand there: from `start` to `end` in the text at `path`."""

    kind: str
    start: int
    end: int
    path: tuple[str, ...] = ()


def details(
    text: str, path: tuple[str, ...] = (), *, is_town: bool = False, is_phone: bool = False
) -> list[Finding]:
    """Everything that a text should not hold, "address", "document", "bank" or "birth", in its order."""
    plain = with_ascii_digits(text)
    spans = {
        "address": addresses_in_town(plain) if is_town else addresses(plain),
        "document": [] if is_phone else document_numbers(plain),
        "bank": bank_numbers(plain),
        "birth": [match.span() for match in _born().finditer(plain)],
    }
    return _apart(Finding(kind, *span, path) for kind, each in spans.items() for span in each)


def without(text: str, found: Iterable[Finding]) -> str:
    """The words around what was found."""
    hidden = {place for finding in found for place in range(finding.start, finding.end)}
    return "".join(letter for place, letter in enumerate(text) if place not in hidden).strip(" \t\n,;")


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


@cache
def _born() -> re.Pattern[str]:
    """Words such as "born on" and a date or a year soon after them."""
    words = tomllib.loads((Path(__file__).parent / "births.toml").read_text("utf-8"))["words"]
    written = "|".join(re.escape(word).replace("_", r"\s+") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)\.?[^\n.;]{{0,30}}?(?<!\d){DATE}", re.IGNORECASE)
