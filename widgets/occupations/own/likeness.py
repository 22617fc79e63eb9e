"""How like the words that she types are to a name, whatever their accents, endings and small mistakes."""

from dataclasses import dataclass

from ..words import fold, stem, words

ARABIC = str.maketrans({"ة": "ه", "ى": "ي"})
ARTICLE = "ال"
PREFIX, TYPO, INSIDE = 0.8, 0.7, 0.5
"""What a word's beginning, a mistyped word and a word inside a longer one count beside the same word."""
COVERED = 0.2
"""What it counts that she typed the whole name: "cook" means the cook before "pizza cook"."""
LONG_ENOUGH = 0.5
"""Of the letters that she typed, at least this share must be found in a name."""


@dataclass(frozen=True)
class Name:
    """The folded words of a name and their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


def name_of(text: str, language: str) -> Name:
    found = parts(text, language)
    return Name(tuple(found), tuple(stem(each) for each in found))


def parts(text: str, language: str) -> list[str]:
    """Folded words; in Arabic without the article and with one spelling of the last letter."""
    found = words(fold(text, language).translate(ARABIC))
    return [each.removeprefix(ARTICLE) if len(each) > 4 else each for each in found]


def likeness(typed: list[str], name: Name) -> float:
    """Above 0 only where most of what she typed is found; about 1 for the name itself."""
    letters = sum(len(each) for each in typed)
    if not letters:
        return 0.0
    covered = 0
    total = 0.0
    for each in typed:
        value, place = max(
            ((word_likeness(each, word, root), place) for place, (word, root) in places(name)),
            default=(0.0, 0),
        )
        total += value * len(each)
        covered += len(name.words[place]) if value else 0
    share = total / letters
    if share < LONG_ENOUGH:
        return 0.0
    whole = sum(len(each) for each in name.words)
    return share + (COVERED if covered >= whole else 0)


def places(name: Name) -> enumerate[tuple[str, str]]:
    return enumerate(zip(name.words, name.stems, strict=True))


def word_likeness(typed: str, word: str, root: str) -> float:
    if typed == word:
        return 1.0
    if len(typed) > 2 and stem(typed) == root:
        return 0.95
    if word.startswith(typed):
        return PREFIX + 0.1 * len(typed) / len(word)
    if len(typed) >= 4 and (is_near(typed, word) or is_near(typed, word[: len(typed)])):
        return TYPO
    return INSIDE if len(typed) >= 4 and (typed in word or (len(word) >= 5 and word in typed)) else 0.0


def is_near(typed: str, word: str) -> bool:
    """One mistake in a word, two in a long one, and none in its first letter."""
    most = 1 if len(typed) < 8 else 2
    return typed[0] == word[0] and abs(len(typed) - len(word)) <= most and within(typed, word, most)


def within(one: str, other: str, most: int) -> bool:
    """Whether at most so many letters are missing, too many, wrong or swapped with the next one."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    one, other = one[same:], other[same:]
    if not one or not other:
        return max(len(one), len(other)) <= most
    if not most:
        return False
    return (
        within(one[1:], other[1:], most - 1)
        or within(one[1:], other, most - 1)
        or within(one, other[1:], most - 1)
        or (one[:2] == other[1::-1] and within(one[2:], other[2:], most - 1))
    )
