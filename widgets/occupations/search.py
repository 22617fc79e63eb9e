"""Ranks occupations for what a person calls her work."""

from dataclasses import dataclass

import numpy as np

from .index import LanguageIndex
from .model import Match
from .postings import Floats
from .words import fold, pieces, stems

STEMS, PIECES = 0.2, 0.6
"""What whole words and pieces of words weigh in the likeness of a query and a label."""
POWER = 2.0
"""Makes one label that says exactly this count for more than many that say it roughly."""
WHOLE, JOINT = 0.4, 0.5
"""What the labels of an occupation together weigh beside its best one, and those of all languages."""

KNOWN = 0.04
"""What the logarithm of its number of labels weighs: a common occupation has more names than a rare one."""


@dataclass(frozen=True)
class OccupationSearch:
    """The occupations of an index in one language."""

    index: LanguageIndex
    language: str

    def __call__(self, query: str, most: int = 10) -> list[Match]:
        """The likeliest first; none for a query that shares nothing with any label."""
        scores = self.scores(query)
        order = np.argsort(-scores, kind="stable")[:most]
        uris = self.index.uris
        return [Match(uris[each], float(scores[each])) for each in order if scores[each] > 0]

    def scores(self, query: str) -> Floats:
        """One for each occupation of the index."""
        folded = fold(query, self.language)
        index, parts = self.index, pieces(folded)
        by_label = PIECES * index.label_pieces.cosines(parts) + STEMS * index.label_stems.cosines(
            stems(folded)
        )
        best = np.zeros(len(index.uris), np.float32)
        np.maximum.at(best, index.owners, by_label)
        together = WHOLE * index.whole_pieces.cosines(parts) + JOINT * index.joint_pieces.cosines(parts)
        likeness = best**POWER + together
        return np.asarray(np.where(likeness > 0, likeness + KNOWN * np.log(index.counts), 0), np.float32)
