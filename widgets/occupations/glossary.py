"""What words of job titles mean in English, for those that no label of a language has.

`glossary/<language>.txt`: `word = English words`, one a line; up to three words that belong together.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from .words import fold, stem, words

FOLDER = Path(__file__).parent / "glossary"
PIVOT = "en"
"""The language that words are explained in: it has the most labels."""
Glossary = Mapping[str, tuple[str, ...]]
"""Folded English words by folded word, or by up to three words with a space between."""


@cache
def glossary(language: str) -> Glossary:
    """Empty for a language that has none."""
    file = FOLDER / f"{language}.txt"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    entries = (line.split(" = ", 1) for line in lines)
    return {" ".join(words(fold(word, language))): tuple(words(fold(said, PIVOT))) for word, said in entries}


def unlabelled(of: Glossary, labelled: Iterable[str]) -> Glossary:
    """By stems, without what consists of labelled words only: labels say better what those mean."""
    known = {stem(word) for word in labelled}
    entries = ((tuple(stem(each) for each in words(word)), said) for word, said in of.items())
    return {" ".join(stems): said for stems, said in entries if not known.issuperset(stems)}
