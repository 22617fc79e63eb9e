"""What a classifier sees of a piece of text, each feature as a hashed number.

Groups of letters, words and pairs of words are each language's own. Concepts and pairs of concepts mean the
same in every language, so that what is learned in one counts in all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

from .concepts import Concept, Word, concepts, plain_words, words_of
from .lexicon import REMEMBERED

LETTERS = 1 << 15
CONCEPTS = 1 << 14
SIZE = LETTERS + CONCEPTS
"""Numbers of features: first those of letters, then those of concepts."""
SHORTEST, LONGEST = 2, 5
REACH = 3
"""Words further apart make no pair: "never … pay" counts, across other words."""
NEAR, FAR = 3, 8
"""How many words on a concept stands near another one, or still belongs to it."""

Feature = tuple[int, int, int]
"""Its number below `SIZE`, and the characters of the folded text that it comes from: start, end."""


@dataclass(frozen=True)
class Parsed:
    """The words of a folded text, those that letters count of, and the concepts."""

    words: list[Word]
    plain: list[Word]
    concepts: list[Concept]

    @cached_property
    def numbers(self) -> tuple[set[int], set[int]]:
        """Of the features of letters, and of those of concepts less `LETTERS`."""
        of_letters = {number for number, _, _ in pairs(self.plain)}
        for word in self.plain:
            of_letters |= numbers_in(word.text)
        return of_letters, {number for number, _, _ in of_concepts(self.concepts)}

    def features(self) -> Iterator[Feature]:
        for word, start, _ in self.plain:
            for number, first, last in in_word(word):
                yield number, start + first, start + last
        yield from pairs(self.plain)
        for number, first, last in of_concepts(self.concepts):
            yield LETTERS + number, self.words[first].start, self.words[last].end


def parse(folded: str, language: str) -> Parsed:
    words = words_of(folded)
    found = concepts(folded, words, language)
    return Parsed(words, plain_words(words, found), found)


def in_word(word: str) -> list[Feature]:
    """The word and its groups of letters, the spaces around it among them."""
    padded = f" {word} "
    groups = [
        (hashed(padded[first : first + length]), max(first - 1, 0), min(first + length - 1, len(word)))
        for length in range(SHORTEST, LONGEST + 1)
        for first in range(len(padded) - length + 1)
    ]
    return [(hashed(f"w {word}"), 0, len(word)), *groups]


@lru_cache(REMEMBERED)
def numbers_in(word: str) -> frozenset[int]:
    return frozenset(number for number, _, _ in in_word(word))


def pairs(words: list[Word]) -> Iterator[Feature]:
    for place, (word, start, _) in enumerate(words):
        for distance, other in enumerate(words[place + 1 : place + 1 + REACH]):
            kind = "near" if distance else "next"
            yield hashed(f"{kind} {word} {other.text}"), start, other.end


def of_concepts(found: list[Concept]) -> Iterator[Feature]:
    """With the first and last word."""
    for place, one in enumerate(found):
        yield hashed(one.name, CONCEPTS), one.first, one.last
        for other in found[place + 1 :]:
            steps = other.first - one.last
            if steps > FAR:
                break
            if one.name != other.name and steps > 0:
                kind = "near" if steps <= NEAR else "far"
                yield hashed(f"{kind} {one.name} {other.name}", CONCEPTS), one.first, other.last


def hashed(name: str, size: int = LETTERS) -> int:
    return crc32(name.encode()) % size
