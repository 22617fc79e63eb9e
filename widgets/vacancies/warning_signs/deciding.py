"""Which signs count as found in a text: a clear one by itself, a fainter one beside others.

Who deceives seldom shows a single sign, and an honest ad that sounds like one shows no second.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""Pieces of a text × signs."""
OTHERS = 2
"""So many other pieces with the highest scores speak for a piece's signs, or against them."""
LEAST, MOST = -0.6, 0.3
"""More or less than that another piece does not speak."""
GAIN = 1.5
BEHIND = 0.1
"""Other pieces speak for the sign that a piece shows most, and for those so little behind it."""


@dataclass(frozen=True)
class Thresholds:
    """`ordinary`: of each sign, the score that a sentence of an honest ad seldom reaches.

    A sign is found so far above it: `alone`, or with what other pieces say, `together`.
    """

    ordinary: Scores
    alone: float
    together: float

    def found(self, scores: Scores) -> NDArray[np.bool_]:
        above = scores - self.ordinary
        return (above >= self.alone) | (with_others(above) >= self.together)


def with_others(above: Scores) -> Scores:
    """Scores above the ordinary, with what the other pieces of the text say."""
    highest = above.max(axis=1)
    heard = np.clip(highest, LEAST, MOST)
    said = np.array([voice(np.delete(heard, piece)) for piece in range(len(heard))], np.float32)
    counts = above >= highest[:, None] - BEHIND
    return np.where(counts, above + GAIN * said[:, None], above + GAIN * LEAST)


def voice(others: Scores) -> float:
    loudest = np.sort(others)[::-1][:OTHERS]
    return float(loudest.sum() + LEAST * (OTHERS - len(loudest))) / OTHERS
