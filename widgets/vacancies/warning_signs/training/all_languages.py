"""A classifier for each language, and from which score on a sign counts as found.

The thresholds come from sentences that a classifier has not seen: one hand and half of the practice
postings teach, the other hand and the other half are read.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ..classifier import Classifier
from ..deciding import Thresholds, doublings, with_others
from ..model import signs
from .learning import learn, scores, single
from .material import Material, material
from .sentences import languages

MOST_ALONE, MOST_FLAGGED = 0.01, 0.015
"""Of genuine postings may show a sign of high severity: a clear one by itself, and in all.

Fewer than the 5 of 100 aimed at, for people ask about ads that are harder to tell than most.
"""
ORDINARY = 0.998
"""So many sentences of genuine postings stay below the score that is ordinary for a sign."""
LONG = 3
"""So many postings together make a long text."""
HIGH = np.array([sign.severity == "high" for sign in signs().values()])
Scores = NDArray[np.float32]


def learn_all() -> list[Classifier]:
    materials = [material(language) for language in languages()]
    thresholds = thresholds_from([texts for hand in (0, 1) for texts in unseen(materials, hand)])
    learned = learn([(each, np.arange(len(each.hand))) for each in materials])
    return [replace(each, thresholds=thresholds) for each in learned]


def thresholds_from(unseen: list[list[Scores]]) -> Thresholds:
    """From genuine texts of each language, each with its sentences' scores."""
    ordinary = np.quantile(np.vstack([text for texts in unseen for text in texts]), ORDINARY, axis=0)
    above = [[text - ordinary for text in texts] for texts in unseen]
    alone, together = limits([text for texts in above for text in texts])
    long = [np.vstack(texts[first:][:LONG]) for texts in above for first in range(len(texts) - LONG + 1)]
    longer = (limits(long)[1] - together) / np.mean([doublings(len(text)) for text in long])
    return Thresholds(ordinary.astype(np.float32), alone, together, max(float(longer), 0.0))


def limits(above: list[Scores]) -> tuple[float, float]:
    """What a clear sign, and a fainter one beside others, must reach in few of these texts only."""
    by_itself = np.array([text[:, HIGH].max() for text in above])
    beside = np.array([with_others(text)[:, HIGH].max() for text in above])
    alone = np.quantile(by_itself, 1 - MOST_ALONE)
    together = np.quantile(np.where(by_itself >= alone, np.inf, beside), 1 - MOST_FLAGGED, method="lower")
    return float(alone), float(together)


def unseen(materials: list[Material], hand: int) -> list[list[Scores]]:
    """Of each language, scores of the genuine postings that this hand's classifiers have not seen."""
    learned = learn([(each, each.rows(hand, texts=hand)) for each in materials])
    texts = []
    for classifier, each in zip(learned, materials, strict=True):
        numbers = range(1 - hand, int(each.text.max(initial=-1)) + 1, 2)
        rows = [np.flatnonzero((each.text == number) & each.is_genuine) for number in numbers]
        texts.append([single(scores(classifier, each.seen[found])) for found in rows if len(found)])
    return texts
