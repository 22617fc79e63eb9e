"""Labels word by word: how far a query's words are found in a label, and a label's words in the query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .compounds import PART, parts
from .field import Arrays, Field, Labels, as_bytes, as_words, label_field, rarity_of
from .glossary import Glossary, unlabelled
from .meanings import Meanings, nearness, unit
from .postings import Floats, Numbers
from .words import pieces, stem, words

MEANING = 0.9
"""What a word of the same meaning counts beside the word itself."""
UNKNOWN = 0.75
"""How rare a word that no label has is taken to be, beside the rarest."""
ASKED = 0.35
"""What finding the query's words weighs, beside finding the label's: a title tells more than a label does."""


@dataclass(frozen=True)
class Wordings:
    """`words[:whole]` are the labels' own; after them come parts of compounds.

    Label n consists of the words with the numbers `flat[starts[n]:starts[n + 1]]` and begins with `first[n]`.
    """

    words: Sequence[str]
    whole: int
    pieces: Field
    rarity: Floats
    rarest: float
    flat: Numbers
    starts: Numbers
    first: Numbers
    owners: Numbers

    def known(self) -> frozenset[str]:
        """Words that may be a part of another."""
        return known_words(self.words[: self.whole])

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        own = {name: getattr(self, name) for name in ("rarity", "flat", "starts", "first", "owners")}
        sizes = {"whole": np.array(self.whole), "rarest": np.array(self.rarest)}
        field = {f"pieces_{name}": array for name, array in self.pieces.arrays().items()}
        return {"words": as_bytes(self.words), **own, **sizes, **field}

    @classmethod
    def of_arrays(cls, arrays: Arrays) -> "Wordings":
        prefix = "pieces_"
        field = {name.removeprefix(prefix): arrays[name] for name in arrays if name.startswith(prefix)}
        words = as_words(arrays["words"])
        rarity, rarest = arrays["rarity"].astype(np.float32), float(arrays["rarest"])
        numbers = (arrays[name].astype(np.int32) for name in ("flat", "starts", "first", "owners"))
        return cls(words, int(arrays["whole"]), Field.of_arrays(field), rarity, rarest, *numbers)


def wordings_of(labels: Labels, occupations: int) -> Wordings:
    """Labels without a single word are left out."""
    found = [(words(text), owner) for text, owner in zip(labels.texts, labels.owners, strict=True)]
    found = [(each, owner) for each, owner in found if each]
    whole = list(dict.fromkeys(word for each, _ in found for word in each))
    known = known_words(whole)
    split = [apart(each, known) for each, _ in found]
    numbers = {
        word: n for n, word in enumerate(dict.fromkeys([*whole, *(w for each in split for w in each)]))
    }
    flat = np.array([numbers[word] for each in split for word in each], np.int32)
    lengths = np.array([len(each) for each in split], np.int64)
    owners = np.array([owner for _, owner in found], np.int32)
    starts = (np.cumsum(lengths) - lengths).astype(np.int32)
    first = np.array([numbers[each[0]] for each, _ in found], np.int32)
    field = label_field(Labels(list(numbers), np.zeros(len(numbers), np.int64)), pieces, 1)
    rarity = rarity_of(flat, np.repeat(owners, lengths), len(numbers), occupations)
    return Wordings(
        list(numbers), len(whole), field, rarity, np.log1p(occupations), flat, starts, first, owners
    )


def known_words(whole: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in whole if len(word) >= PART)


def apart(found: Sequence[str], known: frozenset[str]) -> list[str]:
    """Each word or part once, in order."""
    return list(dict.fromkeys(part for word in found for part in parts(word, known)))


class WordLikeness:
    """Compares queries with the labels of one language."""

    def __init__(self, wordings: Wordings, meanings: Meanings, occupations: int, explained: Glossary) -> None:
        self.wordings, self.meanings, self.occupations = wordings, meanings, occupations
        self.vectors = meanings.words(wordings.words)
        self.numbers = {word: number for number, word in enumerate(wordings.words)}
        self.known = wordings.known() | known_words(explained)
        self.explained = unlabelled(explained, wordings.words)
        lengths = np.diff(wordings.starts, append=len(wordings.flat))
        order = np.argsort(-lengths, kind="stable")
        starts = wordings.starts[order]
        # The longest labels come first; `places[n]` are the words that are n-th in their labels.
        self.places = [
            wordings.flat[starts[: np.count_nonzero(lengths > place)] + place]
            for place in range(max(lengths, default=0))
        ]
        self.first, self.owners = wordings.first[order], wordings.owners[order]
        self.masses = self.by_label(np.add, wordings.rarity)

    def labels(self, folded: str) -> Floats:
        """Of each occupation by its best label, at most 1."""
        asked = apart(words(folded), self.known)
        if not asked:
            return np.zeros(self.occupations, np.float32)
        rarity = [self.rarity(word) for word in asked]
        found = [self.words(word) for word in asked]
        of_query = sum(
            weight * self.by_label(np.maximum, each) for weight, each in zip(rarity, found, strict=True)
        )
        of_label = self.by_label(np.add, np.maximum.reduce(found) * self.wordings.rarity) / self.masses
        likeness = (of_query / sum(rarity)) ** ASKED * of_label ** (1 - ASKED)
        return self.best(np.asarray(likeness, np.float32))

    def first_word(self, folded: str) -> Floats:
        """In most languages the one that says what she is, and the rest says of what."""
        begins = words(folded)[:1]
        likeness = self.wordings.pieces.cosines(pieces(" ".join(begins)))
        return self.best(likeness[self.first])

    def by_label(self, gather: np.ufunc, by_word: Floats) -> Floats:
        """The sum or maximum of each label's words.

        All first ones are gathered, then all second ones: one label after another takes far longer.
        """
        found = np.zeros(len(self.owners), np.float32)
        for place in self.places:
            part = found[: len(place)]
            gather(part, by_word[place], out=part)
        return found

    def words(self, word: str) -> Floats:
        """How like the word each word of the labels is, in its letters or in its meaning."""
        letters = self.wordings.pieces.cosines(pieces(word))
        meaning = np.maximum(nearness(self.vectors, self.meaning(word)), 0)
        return np.asarray(np.maximum(letters, MEANING * meaning**2), np.float32)

    def meaning(self, word: str) -> Floats:
        """Its own where labels have it, else that of its explanation."""
        explained = self.explained.get(stem(word), (word,))
        together: Floats = unit(self.meanings.words(explained).sum(0, keepdims=True))[0]
        return together

    def explanation(self, folded: str) -> str:
        """The query's words that no label has, in the language that the glossary explains them in."""
        asked = words(folded)
        stems = [stem(word) for word in asked]
        several = (" ".join(stems[at : at + size]) for size in (3, 2) for at in range(len(stems) - size + 1))
        keys = [*several, *(stem(word) for word in apart(asked, self.known))]
        return " ".join(dict.fromkeys(word for key in keys for word in self.explained.get(key, ())))

    def rarity(self, word: str) -> float:
        number = self.numbers.get(word)
        return UNKNOWN * self.wordings.rarest if number is None else float(self.wordings.rarity[number])

    def best(self, by_label: Floats) -> Floats:
        found = np.zeros(self.occupations, np.float32)
        np.maximum.at(found, self.owners, by_label)
        return found
