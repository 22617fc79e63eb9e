"""Sets of rows as whole numbers, a bit for each row, the newest posting in the lowest.

Python combines a million bits in some microseconds, and needs no other library for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

SOMETHING = re.compile(rb"[^\0]")


def rows_in(bits: int) -> Iterator[int]:
    """The newest first."""
    content = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for match in SOMETHING.finditer(content):
        byte, start = match[0][0], match.start() * 8
        yield from (start + place for place in range(8) if byte >> place & 1)


def without(bits: int, others: int) -> int:
    return bits ^ (bits & others)


def joined(sets: Iterable[int]) -> int:
    found = 0
    for rows in sets:
        found |= rows
    return found


def by_count(sets: Sequence[int]) -> list[int]:
    """Rows that are in all of the sets, those in all but one, … and those in one."""
    at_least = [0] * len(sets)
    for bits in sets:
        for count in reversed(range(1, len(sets))):
            at_least[count] |= at_least[count - 1] & bits
        at_least[0] |= bits
    more = 0
    found = []
    for rows in reversed(at_least):
        found.append(without(rows, more))
        more |= rows
    return found


def of_bytes(content: bytes | bytearray) -> int:
    return int.from_bytes(content, "little")
