"""The word that was meant: one or two letters away from one that no posting has."""

SHORTEST, LONGEST = 4, 16
"""Letters of a word that is worth a guess."""
LONG = 8
"""From this length on, two letters may differ."""


def allowed(word: str) -> int:
    return 2 if len(word) >= LONG else 1


def is_guessable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def shortenings(word: str, letters: int = 1) -> set[str]:
    """The word, and what is left of it without some letters. Two words that a slip separates share one."""
    found = newest = {word}
    for _ in range(letters):
        newest = {each[:at] + each[at + 1 :] for each in newest for at in range(len(each))}
        found = found | newest
    return found


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
