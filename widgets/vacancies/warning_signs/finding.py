"""From a text to the signs in it."""

import numpy as np

from .classifier import classifier_for
from .model import Finding, signs
from .splitting import pieces
from .stretches import stretch

NONE = -1
"""The score of a piece that shows no sign: a contact's telephone is not the worker's."""


def find_signs(text: str, language: str, kind: str = "ad") -> list[Finding]:
    """The signs of a posting ("ad") or a message, in the order in which they stand there.

    An empty list means "no sign found", never "safe". Raises UnknownLanguage.
    """
    classifier = classifier_for(language)
    readings = [(start, classifier.read(piece)) for start, piece in pieces(text)]
    if not readings:
        return []
    names = list(signs().values())
    scores = np.array([reading.scores for _, reading in readings])
    scores[[reading.is_contact for _, reading in readings], list(signs()).index("phone_control")] = NONE
    found = classifier.thresholds.found(scores)
    findings = []
    for place, number in np.argwhere(found):
        start, reading = readings[place]
        first, last = stretch(classifier, reading, number)
        where = start + first, start + last
        findings.append(Finding(names[number].id, names[number].severity, *where, text[slice(*where)]))
    return sorted(findings, key=lambda each: (each.start, each.end, each.sign))
