"""How like the words that she types are to a name, whatever their accents, endings and small mistakes."""

from dataclasses import dataclass

from ..words import fold, stem, words

ARABIC = str.maketrans({"ة": "ه", "ى": "ي"})
ARTICLE = "ال"
SAME_STEM, PREFIX, TYPO, INSIDE = 0.95, 0.8, 0.7, 0.5
"""What another ending, a word's beginning, a mistyped word and a word inside a longer one count beside it."""
WHOLE = 0.2
"""What it counts that she typed the whole name: "cook" means the cook before "pizza cook"."""
LONG_ENOUGH = 0.35
"""The share of her letters that must be found in a name; the rest may be words like "work in a"."""


@dataclass(frozen=True)
class Name:
    """The folded words of a name and their stems."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


def name_of(text: str, language: str) -> Name:
    """In Arabic without the article and with one spelling of the last letter."""
    found = words(fold(text, language).translate(ARABIC))
    plain = tuple(each.removeprefix(ARTICLE) if len(each) > 4 else each for each in found)
    return Name(plain, tuple(stem(each) for each in plain))


def likeness(typed: Name, name: Name) -> float:
    """Above 0 only where most of what she typed is found; more than 1 for the name itself."""
    letters = sum(len(each) for each in typed.words)
    found, total = set(), 0.0
    for word, root in zip(typed.words, typed.stems, strict=True):
        value, place = max(
            (word_likeness(word, root, name, place), place) for place in range(len(name.words))
        )
        total += value * len(word)
        if value:
            found.add(place)
    if not letters or total < LONG_ENOUGH * letters:
        return 0.0
    return total / letters + (WHOLE if len(found) == len(name.words) else 0)


def word_likeness(typed: str, root: str, name: Name, place: int) -> float:
    word = name.words[place]
    if typed == word:
        return 1.0
    if len(typed) > 2 and root == name.stems[place]:
        return SAME_STEM
    if word.startswith(typed):
        return PREFIX + 0.1 * len(typed) / len(word)
    if len(typed) < 4:
        return 0.0
    if any(is_near(typed, each) for each in (word, word[: len(typed)], word[: len(typed) + 1])):
        return TYPO
    return INSIDE if typed in word or (len(word) >= 5 and word in typed) else 0.0


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
