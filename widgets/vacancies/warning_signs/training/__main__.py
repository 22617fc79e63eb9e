"""Learns all languages anew and writes `learned/`; byte for byte the same from the same sentences."""

from ..classifier import save
from ..model import LEARNED
from .all_languages import learn_all

if __name__ == "__main__":
    LEARNED.mkdir(exist_ok=True)
    for classifier in learn_all():
        save(classifier, LEARNED)
