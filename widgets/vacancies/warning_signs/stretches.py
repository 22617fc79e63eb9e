"""Where in a piece of text a sign stands: the parts of the sentence with the words that show it most."""

import re

from .classifier import Classifier, Reading

PRICE = 0.45
"""What a word must add to a sign's score to count: a share of what words add on average."""
PART = re.compile(r"[,;:()–—.!?…؟،؛]|\s-\s")
"""Between two parts of a sentence; people point at whole ones."""


def stretch(classifier: Classifier, reading: Reading, sign: int) -> tuple[int, int]:
    """Characters of the piece, start and end."""
    words = [(word.start, word.end) for word in reading.parsed.words]
    if not words:
        return 0, reading.places[-1] + 1 if reading.places else 0
    shares = classifier.shares(reading, sign)
    worth = [float(shares[start:end].sum()) for start, end in words]
    price = PRICE * sum(max(each, 0.0) for each in worth) / len(worth)
    first, last = best_run([each - price for each in worth])
    while first and not PART.search(reading.folded, words[first - 1][1], words[first][0]):
        first -= 1
    while last + 1 < len(words) and not PART.search(reading.folded, words[last][1], words[last + 1][0]):
        last += 1
    return reading.places[words[first][0]], reading.places[words[last][1] - 1] + 1


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
