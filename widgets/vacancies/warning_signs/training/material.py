"""What there is to learn from in a language: the hands' sentences and the practice postings', as numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from ..features import LETTERS, SIZE, parse
from ..folding import fold
from ..model import signs
from .ordinary import ordinary
from .practice import practice_texts
from .sentences import Sentence, hands, read_hand

Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Material:
    """Sentences as rows: their features (1 where one has it), their signs, and whence they come."""

    language: str
    seen: csr_matrix
    signs: NDArray[np.float64]
    hand: NDArray[np.int64]
    """The number of the hand that wrote it, or -1."""
    text: NDArray[np.int64]
    """The number of the practice posting that it stands in, or -1."""
    is_genuine: NDArray[np.bool_]
    """It stands in a posting without any sign. What is of no hand and no posting is ordinary."""

    def rows(self, hand: int, texts: int) -> Rows:
        """Of every second hand, the even postings (0) or the odd ones (1), and all ordinary sentences."""
        posted = (self.text >= 0) & (self.text % 2 == texts)
        ordinary = (self.hand < 0) & (self.text < 0)
        written = (self.hand >= 0) & (self.hand % 2 == hand)
        return np.flatnonzero(written | posted | ordinary)

    def near_misses(self, hand: int) -> Rows:
        """Sentences without a sign of the hands that `rows` leaves out."""
        other = (self.hand >= 0) & (self.hand % 2 != hand)
        return np.flatnonzero(other & (self.signs < 0).all(axis=1))


def material(language: str) -> Material:
    written = [
        (sentence, number, -1, False)
        for number, hand in enumerate(hands(language))
        for sentence in read_hand(hand)
    ]
    posted = [
        (sentence, -1, number, text.is_genuine)
        for number, text in enumerate(practice_texts(language))
        for sentence in text.sentences
    ]
    other = [(sentence, -1, -1, False) for sentence in ordinary(language)]
    sentences, hand, text, is_genuine = zip(*written, *posted, *other, strict=True)
    return Material(
        language,
        matrix(sentences, language),
        labels(sentences),
        np.array(hand),
        np.array(text),
        np.array(is_genuine),
    )


def matrix(sentences: tuple[Sentence, ...], language: str) -> csr_matrix:
    rows: list[int] = []
    columns: list[int] = []
    for row, sentence in enumerate(sentences):
        letters, concepts = parse(fold(sentence.text)[0], language).numbers
        found = [*letters, *(LETTERS + concepts)]
        rows += [row] * len(found)
        columns += found
    return csr_matrix((np.ones(len(rows)), (rows, columns)), (len(sentences), SIZE))


def labels(sentences: tuple[Sentence, ...]) -> NDArray[np.float64]:
    """Sentences × signs: 1 where a sentence carries one, else -1."""
    places = {name: place for place, name in enumerate(signs())}
    found = -np.ones((len(sentences), len(places)))
    for row, sentence in enumerate(sentences):
        for mark in sentence.marks:
            found[row, places[mark.sign]] = 1
    return found
