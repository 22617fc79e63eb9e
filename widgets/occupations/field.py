"""One way to look at the occupations: features of their labels, and how rare each is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .postings import Entries, Floats, Postings, entries

Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Field:
    """Rows are labels or whole occupations; `rarity` is of the features in `vocabulary`."""

    vocabulary: dict[str, int]
    rarity: Floats
    postings: Postings

    def cosines(self, features: Iterable[str]) -> Floats:
        known = np.array(
            sorted(self.vocabulary[each] for each in features if each in self.vocabulary), np.int64
        )
        weights = self.rarity[known]
        return self.postings.cosines(known, weights / (np.linalg.norm(weights) or 1))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        postings = self.postings
        return {
            "vocabulary": as_bytes(self.vocabulary),
            "rarity": self.rarity,
            "starts": postings.starts,
            "rows": postings.rows,
            "weights": postings.weights,
            "size": np.array(postings.size),
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Field":
        vocabulary = {word: number for number, word in enumerate(as_words(arrays["vocabulary"]))}
        starts, rows, weights = (arrays[name] for name in ("starts", "rows", "weights"))
        postings = Postings(
            starts.astype(np.int32), rows.astype(np.int32), weights.astype(np.float32), int(arrays["size"])
        )
        return cls(vocabulary, arrays["rarity"].astype(np.float32), postings)


@dataclass(frozen=True)
class Labels:
    """Folded labels and the number of the occupation that each belongs to, in rising order."""

    texts: Sequence[str]
    owners: NDArray[np.int64]


def label_field(labels: Labels, features: Callable[[str], set[str]], occupations: int) -> Field:
    """A row for each label."""
    vocabulary, rarity, found = weighed(labels, features, occupations)
    return Field(vocabulary, rarity, found.postings(len(labels.texts), len(vocabulary)))


def whole_field(labels: Labels, features: Callable[[str], set[str]], occupations: int) -> Field:
    """A row for each occupation, of all its labels."""
    vocabulary, rarity, found = weighed(labels, features, occupations)
    gathered = found.gathered(labels.owners, len(vocabulary))
    return Field(vocabulary, rarity, gathered.postings(occupations, len(vocabulary)))


def weighed(
    labels: Labels, features: Callable[[str], set[str]], occupations: int
) -> tuple[dict[str, int], Floats, Entries]:
    """The rarer among the occupations, the more a feature weighs."""
    vocabulary: dict[str, int] = {}
    found = entries(map(features, labels.texts), vocabulary)
    rarity = rarity_of(found.features, labels.owners[found.rows], len(vocabulary), occupations)
    return vocabulary, rarity, Entries(found.rows, found.features, rarity[found.features]).unit()


def rarity_of(
    features: NDArray[np.integer], owners: NDArray[np.integer], size: int, occupations: int
) -> Floats:
    """Of each feature by the number of its occupations; the two arrays say which of them go together."""
    pairs = np.unique(owners.astype(np.int64) * size + features)
    spread = np.bincount(pairs % max(size, 1), minlength=size)
    return np.log1p(occupations / np.maximum(spread, 1)).astype(np.float32)


def as_bytes(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words without line ends, as an array that can be kept beside others."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def as_words(kept: NDArray[np.generic]) -> list[str]:
    text = kept.tobytes().decode()
    return text.split("\n") if text else []
