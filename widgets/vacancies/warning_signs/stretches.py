"""Where in a piece of text a sign stands: the parts of the sentence with the words that show it most."""

import re

from .classifier import Classifier, Reading

PRICE = 0.45
"""What a word must add to a sign's score to count: a share of what words add on average."""
PART = re.compile(r"[;()!?…؟،؛]|[,:–—](?!\d)|(?<!\b\w)\.(?!\w)|\s-\s")
"""Between two parts of a sentence, never inside "1.250,00" or "S.r.l."; people point at whole ones."""


def stretch(classifier: Classifier, reading: Reading, sign: int) -> tuple[int, int]:
    """Characters of the piece, start and end."""
    words = [(word.start, word.end) for word in reading.parsed.words]
    if not words:
        return 0, reading.places[-1] + 1 if reading.places else 0
    shares = classifier.shares(reading, sign)
    worth = [float(shares[start:end].sum()) for start, end in words]
    price = PRICE * sum(max(each, 0.0) for each in worth) / len(worth)
    first, last = best_run([each - price for each in worth])
    while first and not parted(reading.folded, words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and not parted(reading.folded, words[last], words[last + 1]):
        last += 1
    return reading.places[words[first][0]], reading.places[words[last][1] - 1] + 1


def parted(folded: str, word: tuple[int, int], other: tuple[int, int]) -> bool:
    """Looks at the first character of the other word, too: whether it is a digit."""
    return PART.search(folded, word[1], other[0] + 1) is not None


def best_run(values: list[float]) -> tuple[int, int]:
    """First and last place of the run with the highest sum."""
    best, best_run, total, begin = float("-inf"), (0, 0), 0.0, 0
    for place, value in enumerate(values):
        if total <= 0:
            total, begin = 0.0, place
        total += value
        if total > best:
            best, best_run = total, (begin, place)
    return best_run
