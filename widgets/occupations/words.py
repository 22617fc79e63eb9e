"""What a label or a query is compared by: its words without their endings, and pieces of its words.

Letters are folded to Latin ones without accents, so that a word that many languages share is the same in all.
"""

import re
import unicodedata
from functools import lru_cache

CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхъыэ", "abvgdeziiklmnoprstufhaie", strict=True)),
    **{"ж": "j", "ц": "c", "ч": "c", "ш": "s", "щ": "st", "ь": "", "ю": "iu", "я": "ia"},
}
GREEK = {**dict(zip("αβγδεζηθικλμνξοπρσςτυφχω", "avgdezitiklmnxoprsstifho", strict=True)), "ψ": "ps"}
LETTERS = str.maketrans({**CYRILLIC, **GREEK, "ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
GERMAN_NOTES = re.compile(r"\([^)]*\b(?:m|w|di|ing|dipl)\b[^)]*\)")
"""Of Austria's list of occupations: the degree, or that both sexes are meant."""
GERMAN_FEMININE = re.compile(r"[/*:(]-?\(?(?:er?\)?)?in(?:nen)?\)?(?!\w)")
GERMAN_DEGREE = re.compile(r"\((?:DI|Ing|Dipl)\b[^)]*\)")
ENDING = re.compile(r"(?:[aeiouy]|s)+$")
SHORTEST, LONGEST = 3, 5
"""Letters of a piece of a word, the gaps around it included."""


def fold(text: str, language: str) -> str:
    """`Weinbautechniker/in (DI)` → `weinbautechniker`, `МУЗИКАЛЕН` → `muzikalen`."""
    lower = text.lower()
    if language == "de":
        lower = GERMAN_FEMININE.sub(" ", GERMAN_NOTES.sub(" ", lower))
    plain = (letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return "".join(plain).translate(LETTERS)


def spelled_out(title: str, language: str) -> str:
    """`Techniker/in (DI)` → `Techniker/in Ingenieur`; for titles only: `(Di)` in a text is Tuesday."""
    return GERMAN_DEGREE.sub(" Ingenieur ", title) if language == "de" else title


def words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)


def stem(word: str) -> str:
    """Without the vowels and s at its end, which tell number and gender: `camerieri` → `camerier`."""
    if len(word) <= 4:
        return word
    short = ENDING.sub("", word)
    return short if len(short) >= SHORTEST else word[:4]


def stems(folded: str) -> set[str]:
    return {stem(word) for word in words(folded)}


def pieces(folded: str) -> set[str]:
    """Three to five letters in a row, with a space where a word begins or ends."""
    return set().union(*(word_pieces(word) for word in words(folded)))


@lru_cache(maxsize=10_000)
def word_pieces(word: str) -> frozenset[str]:
    framed = f" {word} "
    return frozenset(
        framed[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(framed) - length + 1)
    )
