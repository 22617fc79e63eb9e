"""What words mean, learned from the labels alone: near are words, of any language, that name the same work.

Latent semantic analysis (Deerwester et al. 1990): the strongest directions of stems and occupations.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .field import Arrays, Field, as_bytes, as_words
from .postings import Floats, Postings
from .words import stem

SIZE = 100
"""Directions; 250 rank no better."""
SPARE, ROUNDS = 20, 5
"""More directions while they are sought, and how often the table is gone through."""


@dataclass(frozen=True)
class Meanings:
    """A row of `stems` for each stem in `vocabulary`; rows of `occupations` have length 1."""

    vocabulary: dict[str, int]
    rarity: Floats
    stems: Floats
    strengths: Floats
    occupations: Floats

    def words(self, words: Iterable[str]) -> Floats:
        """A row of length 1 for each word, or of zeros where it is unknown."""
        places = np.array([self.vocabulary.get(stem(word), -1) for word in words], np.int64)
        rows = np.zeros((len(places), len(self.strengths)), np.float32)
        rows[places >= 0] = self.stems[places[places >= 0]] * np.sqrt(self.strengths)
        return unit(rows)

    def likeness(self, stems: Iterable[str]) -> Floats:
        """How near each occupation is to the stems together."""
        known = np.array(sorted(self.vocabulary[each] for each in stems if each in self.vocabulary), np.int64)
        together = (self.rarity[known, None] * self.stems[known]).sum(0, keepdims=True)
        return nearness(self.occupations, unit(together)[0])

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Half the digits are enough for what is compared, and half the size."""
        return {
            "vocabulary": as_bytes(self.vocabulary),
            "rarity": self.rarity,
            "stems": self.stems.astype(np.float16),
            "strengths": self.strengths,
            "occupations": self.occupations.astype(np.float16),
        }

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Meanings":
        names = ("rarity", "stems", "strengths", "occupations")
        return cls(
            {word: number for number, word in enumerate(as_words(arrays["vocabulary"]))},
            *(arrays[name].astype(np.float32) for name in names),
        )


def learn_meanings(field: Field) -> Meanings:
    """`field`: a row for each occupation, of the stems in its labels of all languages."""
    table = Table(field.postings)
    size = min(SIZE, field.postings.size, len(field.vocabulary))
    occupations, strengths = directions(table, size)
    stems = table.of_features(occupations) / strengths
    return Meanings(field.vocabulary, field.rarity, stems, strengths, unit(occupations * strengths))


def directions(table: "Table", size: int) -> tuple[Floats, Floats]:
    """The strongest, a column each, and how strong: subspace iteration from a fixed beginning."""
    rows = table.postings.size
    tried = np.random.default_rng(0).standard_normal((rows, min(rows, size + SPARE))).astype(np.float32)
    for _ in range(ROUNDS):
        tried = np.linalg.qr(table.of_rows(table.of_features(tried)))[0]
    seen = table.of_features(tried)
    squares, turned = np.linalg.eigh(seen.T @ seen)
    order = np.argsort(-squares)[:size]
    strengths = np.sqrt(np.maximum(squares[order], 1e-9)).astype(np.float32)
    return np.asarray(tried @ turned[:, order], np.float32), strengths


class Table:
    """Products with a sparse table, whose columns are features."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.features = np.repeat(np.arange(len(postings.starts) - 1), np.diff(postings.starts))

    def of_features(self, columns: Floats) -> Floats:
        return product(
            self.features, self.postings.rows, self.postings, len(self.postings.starts) - 1, columns
        )

    def of_rows(self, columns: Floats) -> Floats:
        return product(self.postings.rows, self.features, self.postings, self.postings.size, columns)


def product(
    to: NDArray[np.integer], of: NDArray[np.integer], postings: Postings, size: int, columns: Floats
) -> Floats:
    made = [np.bincount(to, postings.weights * column[of], size) for column in columns.T]
    return np.array(made, np.float32).T


def nearness(rows: Floats, one: Floats) -> Floats:
    """By einsum: a product by BLAS starts threads, which wait for each other where cores are shared."""
    return np.asarray(np.einsum("rc,c->r", rows, one), np.float32)


def unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
