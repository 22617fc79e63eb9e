"""Letters as they count: small, without accents and vowel marks, as people type on phones."""

import unicodedata
from functools import cache

LOOKALIKES = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ς": "σ", "ß": "s", "’": "'", "ـ": ""}
)


@cache
def folded(letter: str) -> str:
    """One character as it counts: none, one or more; a digit of any script is one of 0 to 9."""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", letter.lower()) if not unicodedata.combining(each)
    )
    return "".join(
        str(unicodedata.digit(each)) if each.isdigit() else each for each in plain.translate(LOOKALIKES)
    )


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the one that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in folded(letter):
            letters.append(each)
            places.append(place)
    return "".join(letters), places
