"""Which texts have a feature, and how much it counts there: an inverted index in NumPy arrays."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """Feature f stands in `rows[starts[f]:starts[f + 1]]`, with `weights` there; each row has length 1."""

    starts: Numbers
    rows: Numbers
    weights: Floats
    size: int

    def cosines(self, features: NDArray[np.int64], weights: Floats) -> Floats:
        """How like each row is to features with weights of length 1."""
        spans = [slice(self.starts[each], self.starts[each + 1]) for each in features]
        if not spans:
            return np.zeros(self.size, np.float32)
        rows = np.concatenate([self.rows[span] for span in spans])
        values = np.concatenate(
            [self.weights[span] * weight for span, weight in zip(spans, weights, strict=True)]
        )
        return np.bincount(rows, values, self.size).astype(np.float32)


@dataclass(frozen=True)
class Entries:
    """A sparse matrix in the making: `values[i]` in row `rows[i]` for feature `features[i]`."""

    rows: NDArray[np.int64]
    features: NDArray[np.int64]
    values: Floats

    def unit(self) -> "Entries":
        """Every row scaled to length 1."""
        if not len(self.rows):
            return self
        lengths = np.sqrt(np.bincount(self.rows, np.square(self.values, dtype=np.float64)))
        return Entries(self.rows, self.features, (self.values / lengths[self.rows]).astype(np.float32))

    def gathered(self, owners: NDArray[np.int64], width: int) -> "Entries":
        """Rows of one owner become one; the root keeps a word that many labels share from ruling it."""
        keys, places = np.unique(owners[self.rows] * width + self.features, return_inverse=True)
        sums = np.bincount(places, self.values, len(keys))
        return Entries(keys // width, keys % width, np.sqrt(sums).astype(np.float32)).unit()

    def postings(self, size: int, width: int) -> Postings:
        order = np.lexsort((self.rows, self.features))
        starts = np.zeros(width + 1, np.int32)
        np.cumsum(np.bincount(self.features, minlength=width), out=starts[1:])
        return Postings(starts, self.rows[order].astype(np.int32), self.values[order], size)


def entries(texts: Iterable[Iterable[str]], vocabulary: dict[str, int]) -> Entries:
    """One for each feature of each text, of value 1; adds what is new to the vocabulary."""
    lengths: list[int] = []
    features = array("q")
    for text in texts:
        found = sorted(text)
        lengths.append(len(found))
        features.extend([vocabulary.setdefault(feature, len(vocabulary)) for feature in found])
    rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    return Entries(rows, np.array(features, np.int64), np.ones(len(rows), np.float32))
