"""From a text to the signs in it."""

from .classifier import classifier_for
from .model import Finding, signs
from .splitting import pieces
from .stretches import stretch


def find_signs(text: str, language: str, kind: str = "ad") -> list[Finding]:
    """The signs of a posting ("ad") or a message, in the order in which they stand there.

    An empty list means "no sign found", never "safe". Raises UnknownLanguage.
    """
    classifier = classifier_for(language)
    found: list[Finding] = []
    for start, piece in pieces(text):
        reading = classifier.read(piece)
        for number, sign in enumerate(signs().values()):
            if reading.scores[number] >= classifier.thresholds[number]:
                first, last = stretch(classifier, reading, number)
                where = start + first, start + last
                found.append(Finding(sign.id, sign.severity, *where, text[slice(*where)]))
    return sorted(found, key=lambda each: (each.start, each.end, each.sign))
