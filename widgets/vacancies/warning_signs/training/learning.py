"""From sentences to a classifier: ridge regression, solved among sentences rather than among features."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags

from ..classifier import Classifier
from ..features import SIZE, features
from ..folding import fold
from ..model import signs
from .sentences import Sentence

RIDGE = 0.3
RARE = 2
"""A feature that fewer sentences have counts half."""
FINEST = 127


def learn(sentences: Sequence[Sentence], thresholds: NDArray[np.float32], price: float) -> Classifier:
    """Weights in 254 steps, since a byte each is all that a small server should hold."""
    counts = matrix(sentences)
    rarity = rarity_of(counts)
    seen = weighted(counts, rarity)
    wanted = 2 * labels(sentences) - 1
    bias = wanted.mean(axis=0)
    likeness = (seen @ seen.T).toarray()
    shares = np.linalg.solve(likeness + RIDGE * np.eye(len(sentences)), wanted - bias)
    weights = seen.T @ shares
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-9) / FINEST
    in_steps = np.rint(weights / steps).astype(np.int8)
    single = [each.astype(np.float32) for each in (steps, rarity, bias)]
    return Classifier(in_steps, single[0], single[1], single[2], thresholds, price)


def matrix(sentences: Sequence[Sentence]) -> csr_matrix:
    """Sentences × features: 1 where a sentence has one."""
    rows: list[int] = []
    columns: list[int] = []
    for row, sentence in enumerate(sentences):
        found = {number for number, _, _ in features(fold(sentence.text)[0])}
        rows += [row] * len(found)
        columns += found
    return csr_matrix((np.ones(len(rows)), (rows, columns)), (len(sentences), SIZE))


def rarity_of(counts: csr_matrix) -> NDArray[np.float64]:
    """How much a feature says: more the fewer sentences have it, nothing where none has."""
    having = np.asarray(counts.sum(axis=0)).ravel()
    rarity = np.where(having > 0, np.log((1 + counts.shape[0]) / (1 + having)) + 1, 0.0)
    rarity[having < RARE] /= 2
    return rarity


def weighted(counts: csr_matrix, rarity: NDArray[np.float64]) -> csr_matrix:
    """Every sentence of length 1."""
    scaled = counts @ diags(rarity)
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel())
    return (diags(1 / np.maximum(length, 1e-9)) @ scaled).tocsr()


def labels(sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Sentences × signs: 1 where a sentence carries one."""
    places = {name: place for place, name in enumerate(signs())}
    found = np.zeros((len(sentences), len(places)))
    for row, sentence in enumerate(sentences):
        for mark in sentence.marks:
            found[row, places[mark.sign]] = 1
    return found
