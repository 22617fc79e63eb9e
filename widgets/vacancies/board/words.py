"""What a posting and a query are compared by: stems of words, and facts as words of their own."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from widgets.occupations.words import fold, stem, words

from ..model import Posting

STOP_WORDS = Path(__file__).parent / "stop_words.toml"
MOST_WORDS = 12
"""Of a query; the rest of a whole pasted page adds nothing."""
LONGEST = 40
MARK = re.compile(r"[^a-z0-9]")
OPTIONAL_ENDING = re.compile(r"[/*:·(]-?\w{1,4}\)?(?=\W|$)")
""" "addetta/o", "Kellner*in", "îngrijitor(-oare)": the other gender."""
GERMAN_FEMININE = re.compile(r"(?<=\w{3})inn?(?:en)?$")


def stems_of(text: str, language: str) -> list[str]:
    """In order, without repeats: `"Cameriere/a ai piani"` → `["camerier", "pian"]`."""
    found = (stem_of(word, language) for word in words(fold(OPTIONAL_ENDING.sub(" ", text), language)))
    return list(dict.fromkeys(each for each in found if len(each) > 1))


def stem_of(word: str, language: str) -> str:
    short = stem(word[:LONGEST])
    return GERMAN_FEMININE.sub("", short) if language == "de" and len(short) > len("koechin") - 1 else short


def query_stems(text: str, language: str) -> list[str]:
    """Without words that carry nothing; of a query of nothing else, all."""
    found = stems_of(text[:400], language)[: 2 * MOST_WORDS]
    telling = [each for each in found if each not in stop_stems()]
    return (telling or found)[:MOST_WORDS]


@cache
def stop_stems() -> frozenset[str]:
    table = tomllib.loads(STOP_WORDS.read_text("utf-8"))
    return frozenset(each for language, some in table.items() for word in some for each in stems_of(word, language))


def facts_of(posting: Posting) -> list[str]:
    """Words that filters look for; none of them is a word that can be typed."""
    named = {"h": posting.hours, "k": posting.contract, "o": posting.occupation, "s": posting.source.lower()}
    return [
        f"l_{posting.language}",
        f"c_{posting.country.lower()}",
        f"n_{int(posting.night)}",
        f"e_{int(posting.experience)}",
        *(f"{kind}_{plain}" for kind, value in named.items() if (plain := MARK.sub("", value))),
        *filter(None, [place_word(posting.place)]),
    ]


def place_word(place: str) -> str:
    folded = MARK.sub("", fold(place, ""))
    return f"p_{folded}" if folded else ""


def any_of(tokens: Iterable[str]) -> str:
    return "(" + " OR ".join(f'"{each}"' for each in tokens) + ")"
