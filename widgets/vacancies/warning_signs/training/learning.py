"""Ridge regression: concepts for all languages together, then letters for what concepts leave open."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix, diags, vstack

from ..classifier import Classifier, Linear
from ..deciding import Thresholds
from ..features import LETTERS
from ..model import signs
from .material import Material, Rows

Weights = NDArray[np.float64]
ROUNDS = 60
"""Of conjugate gradients; 40 more change no weight by a millionth of its step."""
AT_ONCE = 2
"""So many languages, or shares of the signs, at the same time: a small machine has no room for more."""
COMMON = 200
"""A feature that more sentences have is common."""
FINEST = 127
"""Weights in 254 steps, since a byte each is all that a small server should hold."""


@dataclass(frozen=True)
class Way:
    """How to learn from one kind of feature."""

    ridge: float
    floor: float
    fewest: int
    """A feature that fewer sentences have says nothing."""


OF_CONCEPTS = Way(ridge=3.0, floor=600, fewest=5)
OF_LETTERS = Way(ridge=0.1, floor=3000, fewest=1)
Part = tuple[Material, Rows]
UNSET = Thresholds(np.zeros(len(signs()), np.float32), alone=0.0, together=0.0, longer=0.0)


def learn(parts: Sequence[Part]) -> list[Classifier]:
    """A classifier from some rows of each language; its thresholds are yet to be set."""
    counts = [material.seen[rows] for material, rows in parts]
    wanted = [material.signs[rows] for material, rows in parts]
    bias = np.vstack(wanted).mean(axis=0)
    together = vstack([each[:, LETTERS:] for each in counts]).tocsr()
    rarity = rarity_of(together, OF_CONCEPTS.fewest)
    weights = learn_concepts(weighed(together, rarity, OF_CONCEPTS), np.vstack(wanted) - bias)
    concepts = in_steps(weights, rarity, OF_CONCEPTS)

    def learn_one(part: Part, count: csr_matrix, want: Weights) -> Classifier:
        left = want - bias - weighed(count[:, LETTERS:], rarity, OF_CONCEPTS) @ weights
        letters = learn_letters(count[:, :LETTERS], left)
        return Classifier(part[0].language, letters, concepts, single(bias), UNSET)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(learn_one, parts, counts, wanted))


def learn_concepts(seen: csr_matrix, wanted: Weights) -> Weights:
    """Each sign by itself, so they can be shared out."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = np.array_split(wanted, AT_ONCE, axis=1)
        return np.hstack([*pool.map(lambda part: by_features(seen, part, OF_CONCEPTS.ridge), parts)])


def learn_letters(counts: csr_matrix, wanted: Weights) -> Linear:
    rarity = rarity_of(counts, OF_LETTERS.fewest)
    seen = weighed(counts, rarity, OF_LETTERS)
    return in_steps(by_sentences(seen, wanted, OF_LETTERS.ridge), rarity, OF_LETTERS)


def rarity_of(counts: csr_matrix, fewest: int) -> Weights:
    """How much a feature says: more the fewer sentences have it, half if only one has."""
    having = np.asarray(counts.sum(axis=0)).ravel()
    rarity = np.log((1 + counts.shape[0]) / (1 + having)) + 1
    rarity[having == 1] /= 2
    rarity[having < fewest] = 0
    return np.asarray(rarity, np.float64)


def weighed(counts: csr_matrix, rarity: Weights | NDArray[np.float32], way: Way) -> csr_matrix:
    scaled = (counts @ diags(rarity)).tocsr()
    length = np.sqrt(np.asarray(scaled.multiply(scaled).sum(axis=1)).ravel() + way.floor)
    return (diags(1 / length) @ scaled).tocsr()


def by_sentences(seen: csr_matrix, wanted: Weights, ridge: float) -> Weights:
    """Solved among sentences: they are fewer than features."""
    likeness = likeness_of(seen)
    likeness[np.diag_indices_from(likeness)] += ridge
    factor = cho_factor(likeness, lower=True, overwrite_a=True, check_finite=False)
    return np.asarray(seen.T @ cho_solve(factor, wanted, check_finite=False), np.float64)


def likeness_of(seen: csr_matrix) -> Weights:
    """Sentences × sentences. What many have is multiplied as a full matrix, five times as fast."""
    columns = seen.tocsc()
    is_common = np.diff(columns.indptr) > COMMON
    common, rare = columns[:, is_common].toarray(), columns[:, ~is_common].tocsr()
    return np.asarray(common @ common.T + (rare @ rare.T).toarray(), np.float64)


def by_features(seen: csr_matrix, wanted: Weights, ridge: float) -> Weights:
    """The same for many sentences, by conjugate gradients, all signs at once."""
    turned = seen.T.tocsr()
    left = turned @ wanted
    found, step = np.zeros_like(left), left.copy()
    size = np.square(left).sum(axis=0)
    for _ in range(ROUNDS):
        pushed = turned @ (seen @ step) + ridge * step
        far = size / np.maximum((step * pushed).sum(axis=0), 1e-12)
        found += far * step
        left -= far * pushed
        before, size = size, np.square(left).sum(axis=0)
        step = left + size / np.maximum(before, 1e-12) * step
    return np.asarray(found, np.float64)


def scores(classifier: Classifier, counts: csr_matrix) -> Weights:
    """Of many sentences, sentences × signs."""
    parts = [
        (classifier.letters, counts[:, :LETTERS], OF_LETTERS),
        (classifier.concepts, counts[:, LETTERS:], OF_CONCEPTS),
    ]
    found = sum(
        weighed(seen, linear.rarity.astype(np.float64), way)
        @ (linear.weights * linear.steps.astype(np.float64))
        for linear, seen, way in parts
    )
    return np.asarray(found + classifier.bias)


def in_steps(weights: Weights, rarity: Weights, way: Way) -> Linear:
    steps = np.maximum(np.abs(weights).max(axis=0), 1e-9) / FINEST
    return Linear(np.rint(weights / steps).astype(np.int8), single(steps), single(rarity), way.floor)


def single(values: NDArray[np.floating]) -> NDArray[np.float32]:
    return values.astype(np.float32)
