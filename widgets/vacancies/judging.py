"""Judging a posting: its pieces to touch, and what stands behind its signs."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from widgets.language import load_text
from widgets.language.detect import detect

from .board.practice_set import SOURCE as PRACTICE
from .board.practice_set import practice_signs
from .model import Posting
from .own import own_postings
from .warning_signs import Finding, known_languages, signs
from .warning_signs.splitting import pieces

TEXTS = Path(__file__).parent / "warning_signs" / "text"
TEXTS_OF_JUDGING = Path(__file__).parent / "text"
SEVERITIES = ("high", "medium", "low")


@dataclass(frozen=True)
class Piece:
    """A sentence of a posting, which she may touch; `start` and `end` in characters of the text."""

    number: int
    start: int
    end: int
    text: str


def pieces_of(text: str) -> list[Piece]:
    return [
        Piece(number, start, start + len(piece), piece) for number, (start, piece) in enumerate(pieces(text))
    ]


def marked(posting: Posting, marks: Iterable[tuple[str, str]]) -> list[Finding]:
    """The signs that the posting's writer marked: a sign's id and the words that show it."""
    found = []
    for sign, words in marks:
        start = posting.text.find(words)
        if start >= 0:
            found.append(Finding(sign, signs()[sign].severity, start, start + len(words), words))
    return sorted(found, key=lambda each: each.start)


def explained(findings: Sequence[Finding], language: str) -> list[dict[str, Any]]:
    """Each sign once, the most serious first: its name, why it matters, what to do, and where it stands."""
    text = load_text(TEXTS, language)
    by_sign: dict[str, list[Finding]] = {}
    for finding in findings:
        by_sign.setdefault(finding.sign, []).append(finding)
    rows = [
        {
            "sign": sign,
            "severity": found[0].severity,
            "texts": list(dict.fromkeys(each.text for each in found)),
            **{part: text(f"{sign}.{part}") for part in ("name", "why", "do")},
        }
        for sign, found in by_sign.items()
    ]
    return sorted(rows, key=lambda row: SEVERITIES.index(row["severity"]))


def is_in(finding: Finding, piece: Piece) -> bool:
    """Whether a sign stands, with some of its words at least, in a sentence."""
    return finding.start < piece.end and piece.start < finding.end


def seen(findings: Sequence[Finding], touched: Sequence[Piece]) -> set[str]:
    """The signs of which she touched a piece."""
    return {finding.sign for finding in findings if any(is_in(finding, piece) for piece in touched)}


def touched_for_nothing(findings: Sequence[Finding], touched: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in touched if not any(is_in(finding, piece) for finding in findings)]


def draw(bad: Sequence[str], good: Sequence[str], chance: random.Random) -> list[str]:
    """Two postings with signs and one without, in any order: not every vacancy is a trap."""
    drawn = chance.sample(list(bad), min(2, len(bad))) + chance.sample(list(good), min(1, len(good)))
    chance.shuffle(drawn)
    return drawn


def signs_of(posting: Posting) -> list[Finding]:
    """What a posting's writer marked; in one from elsewhere, what the helper finds."""
    if posting.source == PRACTICE:
        return marked(posting, practice_signs(posting.id))
    if own := own_postings().get(posting.id):
        return marked(posting, own.kept_marks())
    return read(posting.text, posting.language, "ad").findings


@dataclass(frozen=True)
class Reading:
    """The signs in a text, and the language it was read in; empty: perhaps it could not be read."""

    language: str
    findings: list[Finding]


def read(text: str, language: str, kind: str) -> Reading:
    """In the language that the text seems to be in, and in the one that was named.

    Whoever names the wrong one would be told of no sign: hardly any shows itself in another language.
    """
    from .warning_signs import find_signs  # noqa: PLC0415 -- NumPy

    seeming, nothing = readable_language(text), Reading("", [])
    known = [each for each in dict.fromkeys((seeming, language)) if each in known_languages()]
    readings = [Reading(each, find_signs(text, each, kind)) for each in known]
    best = max(readings, key=lambda each: len(each.findings), default=nothing)
    return best if best.findings or seeming else nothing


def readable_language(text: str) -> str:
    """The text's, where signs are known in it; else empty, as where it is not clear."""
    language = detect(text)
    return language if language in known_languages() else ""
