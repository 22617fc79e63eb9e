"""What a classifier sees of a piece of text, each feature as a hashed number.

Groups of letters, words and pairs of words are each language's own. Concepts and pairs of concepts mean the
same in every language, so that what is learned in one counts in all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

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

Numbers = NDArray[np.int64]
Features = NDArray[np.int64]
"""Rows: its number below `SIZE`, and the characters of the folded text that it comes from: start, end."""

NOTHING = np.empty((0, 3), np.int64)


@dataclass(frozen=True)
class Parsed:
    """The words of a folded text, those that letters count of, and the concepts."""

    words: list[Word]
    plain: list[Word]
    concepts: list[Concept]

    @cached_property
    def numbers(self) -> tuple[Numbers, Numbers]:
        """Of the features of letters, and of those of concepts less `LETTERS`; each once, in order."""
        every = np.sort(self.features[:, 0])
        is_new = np.ones(len(every), np.bool_)
        is_new[1:] = every[1:] != every[:-1]
        found = every[is_new]
        middle = np.searchsorted(found, LETTERS)
        return found[:middle], found[middle:] - LETTERS

    @cached_property
    def features(self) -> Features:
        in_words = [in_word(word.text) for word in self.plain]
        starts = np.repeat([word.start for word in self.plain], [len(each) for each in in_words])
        of_words = np.concatenate([NOTHING, *in_words])
        of_words[:, 1:] += starts.astype(np.int64)[:, None]
        more = chain(pairs(self.plain), of_concepts(self.concepts, self.words))
        flat = np.fromiter(chain.from_iterable(more), np.int64)
        return np.concatenate([of_words, flat.reshape(-1, 3)])


def parse(folded: str, language: str) -> Parsed:
    words = words_of(folded)
    found = concepts(folded, words, language)
    return Parsed(words, plain_words(words, found), found)


@lru_cache(REMEMBERED)
def in_word(word: str) -> Features:
    """The word and its groups of letters, the spaces around it among them."""
    letters = [each.encode() for each in f" {word} "]
    groups = [
        number % LETTERS
        for first in range(len(letters) - 1)
        for number in [*accumulate(letters[first : first + LONGEST], crc_on, initial=0)][SHORTEST:]
    ]
    return np.column_stack([[hashed(f"w {word}"), *groups], places(len(word))])


def crc_on(before: int, letter: bytes) -> int:
    return crc32(letter, before)


@cache
def places(length: int) -> NDArray[np.int64]:
    """Where the groups of letters of a word so long stand in it."""
    groups = [
        (max(first - 1, 0), min(first + group - 1, length))
        for first in range(length + 2)
        for group in range(SHORTEST, min(LONGEST, length + 2 - first) + 1)
    ]
    return np.array([(0, length), *groups], np.int64)


def pairs(words: list[Word]) -> Iterator[tuple[int, int, int]]:
    for place, (word, start, _) in enumerate(words):
        for distance, other in enumerate(words[place + 1 : place + 1 + REACH]):
            kind = "near" if distance else "next"
            yield hashed(f"{kind} {word} {other.text}"), start, other.end


def of_concepts(found: list[Concept], words: list[Word]) -> Iterator[tuple[int, int, int]]:
    starts, ends = [word.start for word in words], [word.end for word in words]
    for place, one in enumerate(found):
        yield hashed_concept(one.name), starts[one.first], ends[one.last]
        for other in found[place + 1 :]:
            steps = other.first - one.last
            if steps > FAR:
                break
            if one.name != other.name and steps > 0:
                kind = "near" if steps <= NEAR else "far"
                yield hashed_concept(f"{kind} {one.name} {other.name}"), starts[one.first], ends[other.last]


def hashed(name: str) -> int:
    return crc32(name.encode()) % LETTERS


def hashed_concept(name: str) -> int:
    return LETTERS + crc32(name.encode()) % CONCEPTS
