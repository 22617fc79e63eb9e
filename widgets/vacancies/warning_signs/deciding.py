"""Which signs count as found in a text: a clear one by itself, a fainter one beside others.

Who deceives seldom shows a single sign, and an honest ad that sounds like one shows no second.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""Pieces of a text × signs."""
OTHERS = 2
"""So many other pieces with the highest scores speak for a piece's signs, or against them."""
LEAST, MOST = -0.6, 0.3
"""More or less than that another piece does not speak."""
GAIN = 1.25
USUAL = 12
"""Pieces of an ad."""
BEHIND = 0.2
"""Other pieces speak for the sign that a piece shows most, and for those so little behind it."""


@dataclass(frozen=True)
class Thresholds:
    """`ordinary`: of each sign, the score that a sentence of an honest ad seldom reaches.

    A sign is found so far above it: `alone`, or with what other pieces say, `together`. A long text has more
    sentences that could mislead, so both rise in it: by `longer` for each doubling of its pieces.
    """

    ordinary: Scores
    alone: float
    together: float
    longer: float

    def found(self, scores: Scores) -> NDArray[np.bool_]:
        above = scores - self.ordinary - self.longer * doublings(len(scores))
        return (above >= self.alone) | (with_others(above) >= self.together)


def doublings(pieces: int) -> float:
    """How often a text of the usual length is doubled in this one."""
    return math.log2(max(pieces / USUAL, 1))


def with_others(above: Scores) -> Scores:
    """Scores above the ordinary, with what the other pieces of the text say."""
    highest = above.max(axis=1)
    heard = np.clip(highest, LEAST, MOST)
    loudest = np.sort(np.append(heard, [LEAST] * (OTHERS + 1)))[::-1][: OTHERS + 1]
    # Without its own voice: that of the piece, or if it is among the loudest, that of the next.
    said = (loudest.sum() - np.maximum(heard, loudest[-1])) / OTHERS
    counts = above >= highest[:, None] - BEHIND
    return np.where(counts, above + GAIN * said[:, None], above + GAIN * LEAST)
