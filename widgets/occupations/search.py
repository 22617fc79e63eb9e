"""Ranks occupations for what a person calls her work."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .field import Field
from .glossary import PIVOT, glossary
from .index import LanguageIndex, load_labels
from .model import Match
from .postings import Floats
from .wordings import WordLikeness
from .words import fold, pieces, spelled_out, stems

PREFERRED, POWER = 0.5, 2.0
"""What the label that ESCO prefers weighs beside the best one, which counts 1; the power favours one that
says exactly this."""
WHOLE, JOINT = 0.4, 0.7
"""What all labels of an occupation together weigh, and those of all languages."""
FIRST, MEANING = 0.15, 0.2
"""What the word that a label begins with weighs, and what the query means as a whole."""
EXPLAINED = 0.4
"""What the glossary's explanation of words that no label has weighs, by one label and by all together."""
KNOWN = 0.1
"""What the logarithm of its number of labels weighs: a common occupation has more names than a rare one."""


@dataclass(frozen=True)
class OccupationSearch:
    """The occupations of an index in one language.

    The weights are the same in every language. Those fitted to five of six languages rank the sixth nearly
    as well as those fitted to all.
    """

    index: LanguageIndex
    language: str

    def __call__(self, query: str, most: int = 10) -> list[Match]:
        """The likeliest first; none for a query that shares nothing with any label."""
        scores = self.scores(query)
        order = np.argsort(-scores, kind="stable")[:most]
        uris = self.index.uris
        return [Match(uris[each], float(scores[each])) for each in order if scores[each] > 0]

    def scores(self, query: str) -> Floats:
        """One for each occupation of the index; above 0 where the query or its explanation shares letters."""
        index, folded = self.index, fold(spelled_out(query, self.language), self.language)
        parts = pieces(folded)
        whole, joint = index.whole.cosines(parts), index.joint.cosines(parts)
        likeness = (
            self.words.labels(folded)
            + PREFERRED * index.preferred.cosines(parts) ** POWER
            + WHOLE * whole
            + JOINT * joint
            + FIRST * self.words.first_word(folded)
            + MEANING * index.meanings.likeness(stems(folded))
            + EXPLAINED * (explained := self.explained(self.words.explanation(folded)))
            + KNOWN * np.log(index.counts)
        )
        return np.asarray(np.where(whole + joint + explained > 0, likeness, 0), np.float32)

    def explained(self, text: str) -> Floats:
        """How like the explanation the English labels are."""
        if not (text and self.pivot):
            return np.zeros(len(self.index.uris), np.float32)
        whole, words = self.pivot
        return words.labels(text) + whole.cosines(pieces(text))

    @cached_property
    def pivot(self) -> tuple[Field, WordLikeness] | None:
        """English labels, loaded when a word must be explained; None where the index has none."""
        index = self.index
        if PIVOT not in index.languages:
            return None
        whole, wordings = load_labels(index.folder, PIVOT)
        return whole, WordLikeness(wordings, index.meanings, len(index.uris), glossary(PIVOT))

    @cached_property
    def words(self) -> WordLikeness:
        index = self.index
        return WordLikeness(index.wordings, index.meanings, len(index.uris), glossary(self.language))
