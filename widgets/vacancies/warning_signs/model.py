# ruff: noqa: N818 -- errors carry the field's names
"""The warning signs, and one found in a text."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LEARNED = HERE / "learned"


@dataclass(frozen=True)
class Sign:
    """An indicator of exploitation or deception; `severity` is "high", "medium" or "low"."""

    id: str
    group: str
    severity: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A sign at a stretch of a text, `start` to `end` in characters."""

    sign: str
    severity: str
    start: int
    end: int
    text: str


class UnknownLanguage(ValueError):
    """There is nothing learned for this language."""


@cache
def signs() -> dict[str, Sign]:
    """All, by id, in the order of their file."""
    table = tomllib.loads((HERE / "signs.toml").read_text("utf-8"))
    return {
        name: Sign(name, row["group"], row["severity"], tuple(row["sources"])) for name, row in table.items()
    }


@cache
def known_languages() -> tuple[str, ...]:
    """BCP 47 tags of the languages whose texts can be read."""
    return tuple(sorted({file.stem for file in LEARNED.glob("*.npz")} - {"concepts"}))
