"""A classifier for each language, and from which score on a sign counts as found.

The thresholds come from sentences that a classifier has not seen: one hand and half of the practice
postings teach, the other hand and the other half are read.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from ..classifier import Classifier
from ..deciding import USUAL, Thresholds, doublings, with_others
from ..model import signs
from .learning import AT_ONCE, learn, scores, single
from .material import Material, Rows, material
from .sentences import languages

MOST_ALONE, MOST_FLAGGED = 0.01, 0.05
"""Of genuine texts with near misses may show a sign of high severity: a clear one by itself, and in all."""
ORDINARY = 0.998
"""So many sentences of genuine texts stay below the score that is ordinary for a sign."""
LONG = 3
"""So many postings together make a long text."""
MIXED = 200
"""Genuine texts for each language and hand, each with up to `NEAR_MISSES`."""
NEAR_MISSES = 2
HIGH = np.flatnonzero([sign.severity == "high" for sign in signs().values()])
Scores = NDArray[np.float32]


def learn_all() -> list[Classifier]:
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        materials = list(pool.map(material, languages()))
    both = [unseen(materials, hand) for hand in (0, 1)]
    thresholds = thresholds_from([[*one, *other] for one, other in zip(*both, strict=True)])
    learned = learn([(each, np.arange(len(each.hand))) for each in materials])
    return [replace(each, thresholds=thresholds) for each in learned]


def thresholds_from(unseen: list[list[Scores]]) -> Thresholds:
    """From genuine texts of each language, each with its sentences' scores."""
    ordinary = np.quantile(np.vstack([text for texts in unseen for text in texts]), ORDINARY, axis=0)
    above = [[text - ordinary for text in texts] for texts in unseen]
    alone, together = limits([text for texts in above for text in texts])
    return Thresholds(single(ordinary), alone, together, max(rise(above), 0.0))


def rise(above: list[list[Scores]]) -> float:
    """How much more a text must show with twice as many pieces: those of usual length, and some joined."""
    usual = [[text for text in texts if len(text) >= USUAL] for texts in above]
    joined = [np.vstack(texts[first:][:LONG]) for texts in usual for first in range(len(texts) - LONG + 1)]
    single_ones = [text for texts in usual for text in texts]
    (less, short), (more, long) = (
        (limits(each)[1], float(np.mean([doublings(len(text)) for text in each])))
        for each in (single_ones, joined)
    )
    return (more - less) / (long - short)


def limits(above: list[Scores]) -> tuple[float, float]:
    """What a clear sign, and a fainter one beside others, must reach in few of these texts only."""
    by_itself = np.array([text[:, HIGH].max() for text in above])
    beside = np.array([with_others(text)[:, HIGH].max() for text in above])
    alone = np.quantile(by_itself, 1 - MOST_ALONE)
    together = np.quantile(np.where(by_itself >= alone, np.inf, beside), 1 - MOST_FLAGGED, method="lower")
    return float(alone), float(together)


def unseen(materials: list[Material], hand: int) -> list[list[Scores]]:
    """Of each language, scores of genuine texts that this hand's classifiers have not seen."""
    learned = learn([(each, each.rows(hand, texts=hand)) for each in materials])
    texts = []
    for classifier, each in zip(learned, materials, strict=True):
        of_all = single(scores(classifier, each.seen))
        texts.append([of_all[rows] for rows in mixed(each, hand)])
    return texts


def mixed(of: Material, hand: int) -> list[Rows]:
    """Genuine postings with near misses of the other hand: people ask about ads that are hard to tell."""
    chance = np.random.default_rng(hand)
    near = of.near_misses(hand)
    numbers = range(1 - hand, int(of.text.max(initial=-1)) + 1, 2)
    found = [np.flatnonzero((of.text == number) & of.is_genuine) for number in numbers]
    texts = [rows for rows in found if len(rows)]
    return [
        np.append(texts[place % len(texts)], chance.choice(near, chance.integers(1, NEAR_MISSES + 1)))
        for place in range(MIXED)
    ]
