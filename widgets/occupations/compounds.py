"""Takes words like `Kraftfahrzeugelektriker` apart where a part is a word of its own."""

from collections.abc import Collection

LINKS = ("", "s", "n", "en", "es", "er", "e")
"""Letters that German puts between two parts."""
LOST = ("", "e", "en")
"""Ends that a word may lose before another: `Schule` in `Schulleiter`."""
PART, TAIL, REST = 4, 5, 3
"""Least letters of a part; of a part beside one that is no word; and of a part without its link."""


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """`known` are folded words; the word alone where it can't be taken apart.

    Two known parts come before a known tail, for the tail says what a compound is.
    """
    places = [place for place in range(PART, len(word) - REST) if word[place:] in known]
    for place in places:
        if first := known_part(word[:place], known):
            return first, word[place:]
    for place in places:
        if len(word) - place >= TAIL:
            return word[:place], word[place:]
    return (word,)


def known_part(text: str, known: Collection[str]) -> str | None:
    bare = [text.removesuffix(link) for link in LINKS if text.endswith(link)]
    found = (each + lost for each in bare if len(each) >= REST for lost in LOST)
    return next((each for each in found if len(each) >= PART and each in known), None)
