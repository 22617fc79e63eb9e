"""The practice postings as sentences: how signs, near misses and ordinary words stand in whole texts."""

import tomllib
from dataclasses import dataclass
from typing import Any

from ..model import HERE
from ..splitting import pieces
from .sentences import Marked, Sentence

POSTINGS = HERE.parent / "postings", HERE.parent / "bank"
GENUINE = HERE / "genuine"
"""Honest ads and messages that sound like others; an empty line between two."""
ENOUGH = 0.5
"""A piece carries a sign when this share of the piece, or of the words marked, lies in both."""


@dataclass(frozen=True)
class Text:
    """A posting's sentences; `is_genuine` when none carries a sign."""

    sentences: tuple[Sentence, ...]
    is_genuine: bool


def practice_texts(language: str) -> list[Text]:
    posted = [
        Text(tuple(sentences_of(row["text"], row["signs"])), not row["signs"]) for row in rows_of(language)
    ]
    return [*posted, *(Text(tuple(sentences_of(text, [])), True) for text in genuine(language))]


def genuine(language: str) -> list[str]:
    file = GENUINE / f"{language}.txt"
    return [text.strip() for text in file.read_text("utf-8").split("\n\n")] if file.exists() else []


def genuine_lines(language: str) -> list[str]:
    """Titles and contacts."""
    return [row[line] for row in rows_of(language) if not row["signs"] for line in ("title", "contact")]


def rows_of(language: str) -> list[dict[str, Any]]:
    files = [folder / f"{language}.toml" for folder in POSTINGS]
    return [
        row for file in files if file.exists() for row in tomllib.loads(file.read_text("utf-8"))["posting"]
    ]


def sentences_of(text: str, quoted: list[tuple[str, str]]) -> list[Sentence]:
    marks = [
        Marked(sign, text.index(words), text.index(words) + len(words))
        for sign, words in quoted
        if words in text
    ]
    return [
        Sentence(piece, "", tuple(found for mark in marks if (found := within(mark, start, len(piece)))))
        for start, piece in pieces(text)
    ]


def within(mark: Marked, start: int, length: int) -> Marked | None:
    """The part of a mark that lies in a piece, in characters of the piece."""
    first, last = max(mark.start - start, 0), min(mark.end - start, length)
    if last - first < ENOUGH * min(mark.end - mark.start, length):
        return None
    return Marked(mark.sign, first, last)
