"""Which language a text is in: by its letters, and where they are Latin by the commonest words."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from widgets.occupations.words import fold

from .warning_signs import known_languages

FILE = Path(__file__).parent / "common_words.toml"
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = {"el": re.compile(r"[Ͱ-Ͽἀ-῿]"), "ar": re.compile(r"[؀-ۿ]"), "bg": re.compile(r"[Ѐ-ӿ]")}
FOREIGN = {"ar": frozenset("پچژگٹڈڑےںہ"), "bg": frozenset("іїєґыэёјљњћђ")}
"""Letters that the language does not have, and others in its script do."""
LEAST, LEAST_SHARE, CLEARER = 1.0, 0.08, 1.3
"""Common words of its own that a text must have, how many among all, and how many times those of the next."""


def text_language(text: str) -> str:
    """One in which signs are known; empty where that is not sure."""
    text = text.lower()
    letters = len("".join(WORD.findall(text)))
    for language, script in SCRIPTS.items():
        if len(script.findall(text)) * 2 > letters:
            return "" if FOREIGN.get(language, frozenset()) & set(text) else language
    return by_common_words(text)


def by_common_words(text: str) -> str:
    found: Counter[str] = Counter(dict.fromkeys(common_words(), 0))
    words = WORD.findall(fold(text, ""))
    for word in words:
        having = [language for language, common in common_words().items() if word in common]
        found.update(dict.fromkeys(having, 1 / len(having)) if having else {})
    (likeliest, most), (_, next_most) = found.most_common(2)
    is_sure = most >= max(LEAST, LEAST_SHARE * len(words)) and most >= CLEARER * next_most
    return likeliest if is_sure and likeliest in known_languages() else ""


@cache
def common_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(FILE.read_text("utf-8"))
    return {language: frozenset(fold(words, "").split()) for language, words in table.items()}
