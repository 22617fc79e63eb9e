"""A classifier for each language, and from which score on a sign counts as found.

The thresholds come from one hand asked about what it has not seen: each hand's classifier reads the
practice postings, and at most `MOST_FLAGGED` of the genuine ones may show a sign of high severity.
"""

import numpy as np

from ..classifier import Classifier
from ..model import signs
from .learning import learn
from .practice import Text, practice_texts
from .sentences import Sentence, hands, languages, read_hand

MOST_FLAGGED = 0.05
PRICE = 0.6
HIGH = np.array([sign.severity == "high" for sign in signs().values()])
ZERO = np.zeros(len(HIGH), np.float32)


def learn_all() -> dict[str, Classifier]:
    texts = {language: practice_texts(language) for language in languages()}
    written = {language: [read_hand(hand) for hand in hands(language)] for language in languages()}
    highest = [
        highest_score(learn(hand, ZERO, PRICE), text)
        for language in languages()
        for hand in written[language]
        for text in texts[language]
        if text.is_genuine
    ]
    threshold = float(np.quantile(highest, 1 - MOST_FLAGGED))
    return {
        language: learn(everything(written[language], texts[language]), ZERO + np.float32(threshold), PRICE)
        for language in languages()
    }


def highest_score(classifier: Classifier, text: Text) -> float:
    """Of a sign of high severity, in any of the text's sentences."""
    return max(float(classifier.read(each.text).scores[HIGH].max()) for each in text.sentences)


def everything(written: list[list[Sentence]], texts: list[Text]) -> list[Sentence]:
    return [
        *(each for hand in written for each in hand),
        *(each for text in texts for each in text.sentences),
    ]
