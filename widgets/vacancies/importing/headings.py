"""What fields and their values are called in files that people make, in several languages."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from widgets.occupations.words import fold, words

from .plain_text import one_line

FILE = Path(__file__).parent / "headings.toml"


@cache
def tables() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def plain(text: str) -> str:
    """`Ore / settimana` → `ore settimana`."""
    return " ".join(words(fold(text.strip("\ufeff").replace("_", " "), "")))


def field_of(heading: str) -> str:
    """Our name of a column; its own where we do not know it."""
    return by_word("fields").get(plain(heading), one_line(heading))


def value_of(table: str, written: str) -> str | None:
    """Our code for what is written in a field with few values; None for an unknown one."""
    return by_word(table).get(plain(written))


def codes(table: str) -> list[str]:
    return list(tables()[table])


@cache
def by_word(table: str) -> dict[str, str]:
    rows = tables()[table].items()
    return {plain(word): code for code, others in rows for word in (code, *others)}
