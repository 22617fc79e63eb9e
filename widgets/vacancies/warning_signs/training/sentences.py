"""The sentences that hands wrote: `+` carries the section's sign, `-` carries none.

`[[…]]` marks the words that show it; `{other}` behind them names another sign of the list.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from ..model import HERE

SENTENCES = HERE / "sentences"
MARK = re.compile(r"\[\[(.+?)\]\](?:\{([a-z_]+)\})?")


@dataclass(frozen=True)
class Marked:
    """A sign and where it stands."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence; `section` is the sign that it was written for."""

    text: str
    section: str
    marks: tuple[Marked, ...]


def languages() -> list[str]:
    return sorted(folder.name for folder in SENTENCES.iterdir() if folder.is_dir())


def hands(language: str) -> list[Path]:
    return sorted((SENTENCES / language).glob("*.txt"))


def read_hand(file: Path) -> list[Sentence]:
    found, section = [], ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and line[1] != "[":
            section = line[1:-1]
        elif line[:2] in ("+ ", "- "):
            text, marks = unmarked(line[2:].strip(), section)
            found.append(Sentence(text, section, marks))
    return found


def unmarked(line: str, section: str) -> tuple[str, tuple[Marked, ...]]:
    """The sentence as it is read, and its marks."""
    text, marks, done = "", [], 0
    for found in MARK.finditer(line):
        text += line[done : found.start()]
        marks.append(Marked(found[2] or section, len(text), len(text) + len(found[1])))
        text += found[1]
        done = found.end()
    return text + line[done:], tuple(marks)
