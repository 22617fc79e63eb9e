"""A classifier for each language, and from which score on a sign counts as found.

The thresholds come from sentences that a classifier has not seen: one hand and half of the practice
postings teach, the other hand and the other half are read.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..classifier import Classifier
from ..model import signs
from .learning import learn, scores
from .material import Material, material
from .sentences import languages

MOST_FLAGGED = 0.05
"""Of genuine postings may show a sign of high severity."""
ORDINARY = 0.995
"""A sign's scores are compared from where so many sentences of genuine postings stay below."""
HIGH = np.array([sign.severity == "high" for sign in signs().values()])
Scores = NDArray[np.float64]


def learn_all() -> list[Classifier]:
    materials = [material(language) for language in languages()]
    thresholds = thresholds_from(materials).astype(np.float32)
    learned = learn([(each, np.arange(len(each.hand))) for each in materials])
    return [replace(each, thresholds=thresholds) for each in learned]


def thresholds_from(materials: list[Material]) -> Scores:
    """One for each sign."""
    texts = [text for hand in (0, 1) for text in unseen(materials, hand)]
    ordinary = np.quantile(np.vstack(texts), ORDINARY, axis=0)
    highest = [float((text - ordinary)[:, HIGH].max()) for text in texts]
    return np.asarray(ordinary + np.quantile(highest, 1 - MOST_FLAGGED))


def unseen(materials: list[Material], hand: int) -> list[Scores]:
    """Scores of the genuine postings that this hand's classifiers have not seen: a sentence a row."""
    learned = learn([(each, each.rows(hand, texts=hand)) for each in materials])
    texts = []
    for classifier, each in zip(learned, materials, strict=True):
        for number in range(1 - hand, int(each.text.max(initial=-1)) + 1, 2):
            rows = np.flatnonzero((each.text == number) & each.is_genuine)
            if len(rows):
                texts.append(scores(classifier, each.seen[rows]))
    return texts
