"""A word that no posting has, as the board writes it: one or two letters away."""

from collections.abc import Sequence

from .shelf import Shelf

SHORTEST = 4
LONG = 8
"""From this length on, two letters may differ."""
LOOKED_AT = 4000


def nearest(stem: str, shelves: Sequence[Shelf]) -> str:
    """The likeliest word of the boards; empty where none is near."""
    if len(stem) < SHORTEST or not stem.isalpha():
        return ""
    allowed = 2 if len(stem) >= LONG else 1
    best = (allowed + 1, 0, "")
    for start in dict.fromkeys((stem[0], stem[1])):
        for shelf in shelves:
            for word, count in shelf.words_from(start, start + "~", LOOKED_AT):
                if abs(len(word) - len(stem)) <= allowed and "_" not in word:
                    found = edits(stem, word, allowed)
                    best = min(best, (found, -count, word))
    return best[2] if best[0] <= allowed else ""


def edits(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap (optimal string alignment); more than `most` is `most + 1`."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for at, another in enumerate(other, 1):
            cost = min(last[at] + 1, row[at - 1] + 1, last[at - 1] + (letter != another))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == another:
                cost = min(cost, before[at - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)
