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
        words = "\n".join(self.vocabulary).encode()
        return {
            "vocabulary": np.frombuffer(words, np.uint8),
            "rarity": self.rarity,
            "starts": postings.starts,
            "rows": postings.rows,
            "weights": postings.weights,
            "size": np.array(postings.size),
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Field":
        words = arrays["vocabulary"].tobytes().decode().split("\n")
        vocabulary = {word: number for number, word in enumerate(words)}
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
    pairs = np.unique(labels.owners[found.rows] * len(vocabulary) + found.features)
    spread = np.bincount(pairs % max(len(vocabulary), 1), minlength=len(vocabulary))
    rarity = np.log1p(occupations / np.maximum(spread, 1)).astype(np.float32)
    return vocabulary, rarity, Entries(found.rows, found.features, rarity[found.features]).unit()
