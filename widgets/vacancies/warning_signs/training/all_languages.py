"""A classifier for each language, and from which score on a sign counts as found.

The thresholds come from sentences that a classifier has not seen: one hand and half of the practice
postings teach, the other hand and the other half are read.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..classifier import Classifier
from ..deciding import Thresholds, with_others
from ..model import signs
from .learning import learn, scores, single
from .material import Material, material
from .sentences import languages

MOST_ALONE, MOST_FLAGGED = 0.02, 0.04
"""Of genuine postings may show a sign of high severity: a clear one by itself, and in all."""
ORDINARY = 0.998
"""So many sentences of genuine postings stay below the score that is ordinary for a sign."""
HIGH = np.array([sign.severity == "high" for sign in signs().values()])
Scores = NDArray[np.float32]


def learn_all() -> list[Classifier]:
    materials = [material(language) for language in languages()]
    thresholds = thresholds_from([text for hand in (0, 1) for text in unseen(materials, hand)])
    learned = learn([(each, np.arange(len(each.hand))) for each in materials])
    return [replace(each, thresholds=thresholds) for each in learned]


def thresholds_from(texts: list[Scores]) -> Thresholds:
    """From genuine texts, each with its sentences' scores."""
    ordinary = np.quantile(np.vstack(texts), ORDINARY, axis=0)
    above = [text - ordinary for text in texts]
    by_itself = np.array([text[:, HIGH].max() for text in above])
    beside = np.array([with_others(text)[:, HIGH].max() for text in above])
    alone = np.quantile(by_itself, 1 - MOST_ALONE)
    together = np.quantile(np.where(by_itself >= alone, np.inf, beside), 1 - MOST_FLAGGED, method="lower")
    return Thresholds(ordinary.astype(np.float32), float(alone), float(together))


def unseen(materials: list[Material], hand: int) -> list[Scores]:
    """Scores of the genuine postings that this hand's classifiers have not seen: a sentence a row."""
    learned = learn([(each, each.rows(hand, texts=hand)) for each in materials])
    texts = []
    for classifier, each in zip(learned, materials, strict=True):
        for number in range(1 - hand, int(each.text.max(initial=-1)) + 1, 2):
            rows = np.flatnonzero((each.text == number) & each.is_genuine)
            if len(rows):
                texts.append(single(scores(classifier, each.seen[rows])))
    return texts
