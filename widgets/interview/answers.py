"""What can really be seen in a written answer: its length, an example, a result, words better left out.

It judges no person and no pronunciation. `hints/` has the words for it in each language.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from widgets.privacy.details import details

from .questions import read_file

HINTS = Path(__file__).parent / "hints"
SHORTEST, LONGEST = 15, 130
"""Words; 130 are about a minute when they are spoken slowly."""
ARABIC_BEFORE = "(?:[وفبلك]|ال|وال|بال|لل)?"
"""What Arabic writes together with the next word: and, in, for, the."""
ARABIC = re.compile("[؀-ۿ]")
ARABIC_MARKS = "[\u0640\u064b-\u0652\u0670]*"
"""Vowel marks and strokes that she may write or leave out."""
STEM = "*"
"""In a hint: whatever ending the word has, or whatever word."""


@dataclass(frozen=True)
class Remark:
    """A code that the texts explain; `quote`: the words that it is about, where there are any."""

    code: str
    quote: str = ""


def remarks(text: str, languages: Sequence[str]) -> list[Remark]:
    """What to look at once more in an answer, which may be in any of these languages."""
    return list(seen_in(text, languages)) if text.strip() else [Remark("empty")]


def seen_in(text: str, languages: Sequence[str]) -> Iterator[Remark]:
    length = len(re.findall(r"\w+", text))
    if length < SHORTEST:
        yield Remark("too_short")
    if length > LONGEST:
        yield Remark("too_long")
    if not has(text, "example", languages):
        yield Remark("no_example")
    elif not has(text, "result", languages):
        yield Remark("no_result")
    for group in ("avoid", "personal"):
        yield from (Remark(f"{group}_{name}", quote) for name, quote in quotes(text, group, languages))
    yield from (Remark(f"private_{each.kind}", text[each.start : each.end]) for each in details(text))


def has(text: str, name: str, languages: Sequence[str]) -> bool:
    return any(pattern.search(folded(text)) for language in languages for pattern in hints(language, name))


def has_example(text: str, languages: Sequence[str]) -> bool:
    """Whether it tells of something that happened."""
    return has(text, "example", languages)


def quotes(text: str, group: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """The first words of each kind, such as ("family", "my husband"), once."""
    found: dict[str, str] = {}
    for language in languages:
        for name, patterns in grouped_hints(language, group).items():
            hits = (match for each in patterns if (match := each.search(folded(text))))
            first = min(hits, key=lambda match: match.start(), default=None)
            if first:
                found.setdefault(name, text[first.start() : first.end()])
    return list(found.items())


@cache
def hints(language: str, name: str) -> tuple[re.Pattern[str], ...]:
    return patterns_of(table(language).get(name, []))


@cache
def grouped_hints(language: str, group: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {name: patterns_of(phrases) for name, phrases in table(language).get(group, {}).items()}


def table(language: str) -> Mapping[str, Any]:
    return read_file(HINTS / f"{language}.toml")


def patterns_of(phrases: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern_of(each)) for each in phrases)


def pattern_of(phrase: str) -> str:
    """Whole words in any writing of accents; a word that ends in "*" may go on, "*" alone is any word."""
    words = [r"\w+" if word == STEM else word_pattern(word) for word in phrase.split()]
    before = ARABIC_BEFORE if ARABIC.search(phrase) else ""
    joined = r"\s+".join(words)
    return rf"(?<!\w){before}{joined}(?!\w)"


def word_pattern(word: str) -> str:
    plain = folded(word.removesuffix(STEM))
    marked = ARABIC_MARKS if ARABIC.search(plain) else ""
    return "".join(re.escape(letter) + marked for letter in plain) + (r"\w*" if word.endswith(STEM) else "")


def folded(text: str) -> str:
    """Small letters without accents, each in its place: as many characters as before."""
    return "".join(plain_letter(each) for each in text)


@cache
def plain_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return {"’": "'", "ς": "σ", "ى": "ي", "ة": "ه"}.get(plain, plain) if len(plain) == 1 else letter
