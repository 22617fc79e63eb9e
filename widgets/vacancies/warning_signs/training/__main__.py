"""Learns all languages anew and writes `learned/`; byte for byte the same from the same sentences."""

from ..classifier import save
from ..model import LEARNED
from .all_languages import learn_all
from .inputs import MADE_FROM, digest

if __name__ == "__main__":
    LEARNED.mkdir(exist_ok=True)
    made_from = digest()
    for classifier in learn_all():
        save(classifier, LEARNED)
    MADE_FROM.write_text(f"{made_from}\n", "utf-8")
