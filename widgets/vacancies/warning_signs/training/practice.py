"""The practice postings as sentences: how signs, near misses and ordinary words stand in whole texts."""

import tomllib
from dataclasses import dataclass

from ..model import HERE
from ..splitting import pieces
from .sentences import Marked, Sentence

POSTINGS = HERE.parent / "postings"
ENOUGH = 0.5
"""A piece carries a sign when this share of the piece, or of the words marked, lies in both."""


@dataclass(frozen=True)
class Text:
    """A posting's sentences; `is_genuine` when none carries a sign."""

    sentences: tuple[Sentence, ...]
    is_genuine: bool


def practice_texts(language: str) -> list[Text]:
    file = POSTINGS / f"{language}.toml"
    if not file.exists():
        return []
    rows = tomllib.loads(file.read_text("utf-8"))["posting"]
    return [Text(tuple(sentences_of(row["text"], row["signs"])), not row["signs"]) for row in rows]


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
