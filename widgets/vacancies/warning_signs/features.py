"""What a classifier sees of a piece of text, each feature as a hashed number.

Groups of letters, words and pairs of words are each language's own. Concepts and pairs of concepts mean the
same in every language, so that what is learned in one counts in all.
"""

from collections.abc import Iterator
from zlib import crc32

from .concepts import Concept, Word, concepts, plain_words, words_of

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
Named = tuple[str, int, int]


def features(folded: str, language: str) -> list[Feature]:
    words = words_of(folded)
    found = concepts(folded, words, language)
    return [
        *(
            (crc32(name.encode()) % LETTERS, start, end)
            for name, start, end in of_letters(plain_words(words, found))
        ),
        *(
            (LETTERS + crc32(name.encode()) % CONCEPTS, words[first].start, words[last].end)
            for name, first, last in of_concepts(found)
        ),
    ]


def of_letters(words: list[Word]) -> Iterator[Named]:
    for place, (word, start, end) in enumerate(words):
        yield f"w {word}", start, end
        padded = f" {word} "
        for length in range(SHORTEST, LONGEST + 1):
            for first in range(len(padded) - length + 1):
                last = min(first + length - 1, len(word))
                yield padded[first : first + length], start + max(first - 1, 0), min(start + last, end)
        for distance in range(1, REACH + 1):
            if place + distance < len(words):
                other = words[place + distance]
                kind = "next" if distance == 1 else "near"
                yield f"{kind} {word} {other.text}", start, other.end


def of_concepts(found: list[Concept]) -> Iterator[Named]:
    """Names with the first and last word."""
    for place, one in enumerate(found):
        yield one.name, one.first, one.last
        for other in found[place + 1 :]:
            steps = other.first - one.last
            if steps > FAR:
                break
            if one.name != other.name and steps > 0:
                kind = "near" if steps <= NEAR else "far"
                yield f"{kind} {one.name} {other.name}", one.first, other.last
