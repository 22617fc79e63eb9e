"""Letters as they count: small, without accents and vowel marks, as people type on phones."""

import unicodedata
from collections.abc import Sequence

LOOKALIKES = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ς": "σ", "ß": "s", "’": "'", "ـ": ""}
)


class Folded(dict[int, str]):
    """Of each character what it counts as, as `str.translate` reads it; worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded(chr(code))
        return self[code]


def folded(letter: str) -> str:
    """One character as it counts: none, one or more; a digit of any script is one of 0 to 9."""
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", letter.lower()) if not unicodedata.combining(each)
    )
    return "".join(
        str(unicodedata.digit(each)) if each.isdigit() else each for each in plain.translate(LOOKALIKES)
    )


FOLDED = Folded()


def fold(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the place of the one that it comes from."""
    if all(len(FOLDED[ord(letter)]) == 1 for letter in set(text)):
        return text.translate(FOLDED), range(len(text))
    places = [place for place, letter in enumerate(text) for _ in FOLDED[ord(letter)]]
    return text.translate(FOLDED), places
