"""What a classifier sees of a piece of text: hashed groups of letters, words, and pairs of words."""

import re
from collections.abc import Iterator
from zlib import crc32

BITS = 15
SIZE = 1 << BITS
MASK = SIZE - 1
SHORTEST, LONGEST = 2, 5
REACH = 3
"""Words further apart make no pair: "never … pay" counts, across other words."""
WORD = re.compile(r"[^\W_]+|[€$£%@+]")

Feature = tuple[int, int, int]
"""Its number below `SIZE`, and the characters of the folded text that it comes from: start, end."""


def features(folded: str) -> list[Feature]:
    return [(crc32(name.encode()) & MASK, start, end) for name, start, end in named(folded)]


def named(folded: str) -> Iterator[tuple[str, int, int]]:
    words = [(found.group(), found.start(), found.end()) for found in WORD.finditer(folded)]
    for place, (word, start, end) in enumerate(words):
        yield f"w {word}", start, end
        padded = f" {word} "
        for length in range(SHORTEST, LONGEST + 1):
            for first in range(len(padded) - length + 1):
                last = min(first + length - 1, len(word))
                yield padded[first : first + length], start + max(first - 1, 0), start + last
        for distance in range(1, REACH + 1):
            if place + distance < len(words):
                other, _, other_end = words[place + distance]
                kind = "next" if distance == 1 else "near"
                yield f"{kind} {word} {other}", start, other_end
