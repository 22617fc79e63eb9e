"""A linear classifier of pieces of text, one column for each sign; `training/` makes it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .features import Feature, features
from .folding import fold
from .model import LEARNED, UnknownLanguage, known_languages, signs

Scores = NDArray[np.float32]
ARRAYS = ("weights", "steps", "rarity", "bias", "thresholds")


@dataclass(frozen=True)
class Classifier:
    """`weights`: numbers of features × signs, a column in steps of `steps`; `rarity` of each feature.

    A sign is found from its threshold on; scores are about -1 for none and 1 for sure.
    """

    weights: NDArray[np.int8]
    steps: Scores
    rarity: Scores
    bias: Scores
    thresholds: Scores
    price: float
    """What a word must add to a sign's score, as a share of it, to belong to the stretch that shows it."""

    def read(self, text: str) -> "Reading":
        folded, places = fold(text)
        found = features(folded)
        numbers = np.unique(np.fromiter((number for number, _, _ in found), np.int64, len(found)))
        length = float(np.sqrt(np.square(self.rarity[numbers]).sum())) or 1.0
        sums = self.rarity[numbers] @ self.weights[numbers].astype(np.float32)
        return Reading(folded, places, found, length, sums * self.steps / length + self.bias)

    def shares(self, reading: "Reading", sign: int) -> Scores:
        """What each character of the folded text adds to a sign's score."""
        added = np.zeros(len(reading.folded) + 1, np.float32)
        numbers = [number for number, _, _ in reading.features]
        worth = self.rarity[numbers] * self.weights[numbers, sign] * self.steps[sign] / reading.length
        seen: dict[int, int] = {}
        for number in numbers:
            seen[number] = seen.get(number, 0) + 1
        for (number, start, end), value in zip(reading.features, worth, strict=True):
            each = value / seen[number] / max(end - start, 1)
            added[start] += each
            added[end] -= each
        return np.cumsum(added)[:-1].astype(np.float32)


@dataclass(frozen=True)
class Reading:
    """A piece of text as a classifier has read it; `scores` has one for each sign."""

    folded: str
    places: list[int]
    features: list[Feature]
    length: float
    scores: Scores


@cache
def classifier_for(language: str) -> Classifier:
    """Raises UnknownLanguage."""
    if language not in known_languages():
        raise UnknownLanguage(language)
    return load(LEARNED / f"{language}.npz")


def load(file: Path) -> Classifier:
    with np.load(file, allow_pickle=False) as kept:
        if list(kept["signs"]) != list(signs()):
            raise ValueError(f"{file.name} was learned for other signs")
        arrays = {name: kept[name] for name in ARRAYS}
        return Classifier(**arrays, price=float(kept["price"]))


def save(classifier: Classifier, file: Path) -> None:
    """Byte for byte the same for the same classifier."""
    arrays = {name: getattr(classifier, name) for name in ARRAYS}
    np.savez_compressed(file, signs=np.array(list(signs())), price=np.float32(classifier.price), **arrays)
