"""What a label or a query is compared by: its words without their endings, and pieces of its words.

Letters are folded to Latin ones without accents, so that a word that many languages share is the same in all.
"""

import re
import unicodedata

CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхъыэ", "abvgdeziiklmnoprstufhaie", strict=True)),
    **{"ж": "j", "ц": "c", "ч": "c", "ш": "s", "щ": "st", "ь": "", "ю": "iu", "я": "ia"},
}
GREEK = {**dict(zip("αβγδεζηθικλμνξοπρσςτυφχω", "avgdezitiklmnxoprsstifho", strict=True)), "ψ": "ps"}
LETTERS = str.maketrans({**CYRILLIC, **GREEK, "ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe"})
GERMAN_NOTES = re.compile(r"\([^)]*\b(?:m|w|di|ing|dipl)\b[^)]*\)")
"""Of Austria's list of occupations: the degree, or that both sexes are meant."""
GERMAN_FEMININE = re.compile(r"[/*:(]-?\(?(?:er?\)?)?in(?:nen)?\)?(?!\w)")
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
    return {
        framed[start : start + length]
        for framed in (f" {word} " for word in words(folded))
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(framed) - length + 1)
    }
