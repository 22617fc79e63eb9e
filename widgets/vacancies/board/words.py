"""What a posting and a query are compared by: words without the endings that tell number, case and gender."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from widgets.occupations.words import fold

HERE = Path(__file__).parent
STOP_WORDS, ENDINGS = HERE / "stop_words.toml", HERE / "endings.toml"
MOST_WORDS = 12
"""Of a query; the rest of a whole pasted page adds nothing."""
MOST_LETTERS = 400
SHORTEST, LONGEST = 3, 24
"""Letters of a stem; what is longer is no word."""
LONGEST_NUMBER = 5
"""Digits: a postcode may be searched for, a telephone number need not."""
MOST_REMEMBERED = 50_000
WORD = re.compile(r"[^\W_]+")
LAST_LETTERS = re.compile(r"(?:[aeiouy]|s)+$")


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def stems_of(text: str, language: str) -> list[str]:
    """In order, each once: `Cameriere/a ai piani` → camerier, ai, pian."""
    found = dict.fromkeys(map(stems(language).__getitem__, words_of(text)))
    return [each for each in found if each]


def stem_of(word: str, language: str) -> str:
    """`cameriere`, `cameriera` → `camerier`; empty for what nobody looks for, such as a single letter."""
    return stems(language)[word]


@cache
def stems(language: str) -> "Stems":
    return Stems(language)


class Stems(dict[str, str]):
    """Words of one language with their stems, as far as they were asked for."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[word] = shortened(word, self._language)
        return found


def shortened(word: str, language: str) -> str:
    if len(word) < 2 or len(word) > LONGEST or (word.isdigit() and len(word) > LONGEST_NUMBER):
        return ""
    folded = "".join(WORD.findall(fold(word, language)))
    for length in range(len(folded) - SHORTEST, 0, -1):
        instead = endings(language).get(folded[-length:])
        if instead is not None:
            folded = folded[:-length] + instead
            break
    short = LAST_LETTERS.sub("", folded)
    if language == "en" and len(folded) == SHORTEST + 1:
        return folded  # care is no car
    return short if len(short) >= SHORTEST else folded[:SHORTEST]


def query_stems(text: str, language: str | None) -> list[list[str]]:
    """For each word its stem, in every language if none is given; without those that carry nothing."""
    spoken = [language] if language else list(known_languages())
    found = [
        list(dict.fromkeys(filter(None, (stem_of(word, each) for each in spoken))))
        for word in dict.fromkeys(words_of(text[:MOST_LETTERS]))
    ]
    telling = [each for each in found if each and not stop_stems(language) & set(each)]
    return (telling or [each for each in found if each])[:MOST_WORDS]


@cache
def stop_stems(language: str | None) -> frozenset[str]:
    table = tomllib.loads(STOP_WORDS.read_text("utf-8"))
    chosen = {language: table.get(language, [])} if language else table
    return frozenset(stem_of(word, each) for each, some in chosen.items() for word in some)


@cache
def endings(language: str) -> dict[str, str]:
    """None for a language that we do not know."""
    return all_endings().get(language, {})


def known_languages() -> Iterator[str]:
    return iter(all_endings())


@cache
def all_endings() -> dict[str, dict[str, str]]:
    table = tomllib.loads(ENDINGS.read_text("utf-8"))
    return {language: row["endings"] for language, row in table.items()}
