"""A linear classifier of pieces of text, one column for each sign; `training/` makes it.

What letters say is learned for each language, what concepts say for all languages at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .concepts import HIDDEN
from .deciding import Thresholds
from .features import LETTERS, Numbers, Parsed, parse
from .folding import fold
from .model import LEARNED, UnknownLanguage, known_languages, signs

Scores = NDArray[np.float32]
LIMITS = ("alone", "together", "longer")
BESIDE_CONTACT = 4
"""So many words may stand beside a telephone number in a line that is only a contact."""
SHARED = "concepts"
"""The file of what all languages share."""


@dataclass(frozen=True)
class Linear:
    """`weights`: features × signs, a column in steps of `steps`; `rarity` of each feature.

    `floor` keeps a piece of one or two words from weighing as much as a sentence.
    """

    weights: NDArray[np.int8]
    steps: Scores
    rarity: Scores
    floor: float

    def length(self, numbers: Numbers) -> float:
        return float(np.sqrt(np.square(self.rarity[numbers]).sum() + self.floor))

    def scores(self, numbers: Numbers) -> Scores:
        sums: Scores = self.rarity[numbers] @ self.weights[numbers].astype(np.float32)
        return sums * self.steps / np.float32(self.length(numbers))

    def worth(self, numbers: Numbers, sign: int) -> Scores:
        """What each feature adds to a sign's score."""
        steps = self.steps[sign] / np.float32(self.length(numbers))
        worth: Scores = self.rarity[numbers] * self.weights[numbers, sign] * steps
        return worth


@dataclass(frozen=True)
class Classifier:
    """Scores of signs are about -1 for none and 1 for sure."""

    language: str
    letters: Linear
    concepts: Linear
    bias: Scores
    thresholds: Thresholds

    def read(self, text: str) -> "Reading":
        folded, places = fold(text)
        parsed = parse(folded, self.language)
        letters, concepts = parsed.numbers
        scores = self.letters.scores(letters) + self.concepts.scores(concepts) + self.bias
        return Reading(folded, places, parsed, letters, concepts, scores)

    def shares(self, reading: "Reading", sign: int) -> Scores:
        """What each character of the folded text adds to a sign's score."""
        known = np.concatenate([reading.letters, reading.concepts + LETTERS])
        worth = np.concatenate(
            [self.letters.worth(reading.letters, sign), self.concepts.worth(reading.concepts, sign)]
        )
        numbers, starts, ends = reading.parsed.features.T
        which = np.searchsorted(known, numbers)
        seen = np.bincount(which, minlength=len(known))
        each = (worth / np.maximum(seen, 1))[which] / np.maximum(ends - starts, 1)
        length = len(reading.folded) + 1
        added = np.bincount(starts, each, length) - np.bincount(ends, each, length)
        return np.cumsum(added)[:-1].astype(np.float32)


@dataclass(frozen=True)
class Reading:
    """A piece of text as a classifier has read it; `scores` has one for each sign."""

    folded: str
    places: Sequence[int]
    parsed: Parsed
    letters: Numbers
    concepts: Numbers
    scores: Scores

    @property
    def is_contact(self) -> bool:
        """Little else than a telephone number or an address: "Telefono 081 000 000, Anna"."""
        at = [(each.first, each.last) for each in self.parsed.concepts if each.name in HIDDEN]
        covered = {place for first, last in at for place in range(first, last + 1)}
        return bool(at) and len(self.parsed.words) - len(covered) <= BESIDE_CONTACT


@cache
def classifier_for(language: str) -> Classifier:
    """Raises UnknownLanguage."""
    if language not in known_languages():
        raise UnknownLanguage(language)
    return load(LEARNED, language)


@cache
def shared(folder: Path) -> Linear:
    with np.load(folder / f"{SHARED}.npz", allow_pickle=False) as kept:
        return Linear(kept["weights"], kept["steps"], kept["rarity"], float(kept["floor"]))


def load(folder: Path, language: str) -> Classifier:
    with np.load(folder / f"{language}.npz", allow_pickle=False) as kept:
        if list(kept["signs"]) != list(signs()):
            raise ValueError(f"{language}.npz was learned for other signs")
        letters = Linear(kept["weights"], kept["steps"], kept["rarity"], float(kept["floor"]))
        thresholds = Thresholds(kept["ordinary"], *(float(kept[name]) for name in LIMITS))
        return Classifier(language, letters, shared(folder), kept["bias"], thresholds)


def save(classifier: Classifier, folder: Path) -> None:
    """Byte for byte the same for the same classifier."""
    np.savez_compressed(folder / f"{SHARED}.npz", allow_pickle=False, **arrays(classifier.concepts))
    np.savez_compressed(
        folder / f"{classifier.language}.npz",
        allow_pickle=False,
        **arrays(classifier.letters),
        bias=classifier.bias,
        ordinary=classifier.thresholds.ordinary,
        **{name: np.float32(getattr(classifier.thresholds, name)) for name in LIMITS},
        signs=np.array(list(signs())),
    )


def arrays(linear: Linear) -> dict[str, Any]:
    floor = np.float32(linear.floor)
    return {"weights": linear.weights, "steps": linear.steps, "rarity": linear.rarity, "floor": floor}
