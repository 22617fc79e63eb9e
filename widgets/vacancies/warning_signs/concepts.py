"""The concepts in a text: of its words, and of its numbers and addresses."""

from bisect import bisect_right
from typing import NamedTuple

from .amounts import PERIODS, judged_pay, spots
from .lexicon import IN_ORDER, WORD, Concept, lexicon_for

__all__ = ["Concept", "Word", "concepts", "plain_words", "words_of"]

HIDDEN = ("#phone", "#mail", "#webmail", "#link", "#lookalike")
"""Of these the letters and digits say nothing."""
ZEROS = str.maketrans("123456789", "000000000")
REACH = 4
"""Words between an amount and the period that it is for."""


class Word(NamedTuple):
    """A word of the folded text and its characters there."""

    text: str
    start: int
    end: int


def words_of(folded: str) -> list[Word]:
    return [Word(found.group(), found.start(), found.end()) for found in WORD.finditer(folded)]


def concepts(folded: str, words: list[Word], language: str) -> list[Concept]:
    """In the order in which they stand there."""
    if not words:
        return []
    of_words = lexicon_for(language).concepts([word.text for word in words])
    starts = [word.start for word in words]
    of_numbers = []
    for name, start, end, amount in spots(folded):
        first, last = (max(bisect_right(starts, place) - 1, 0) for place in (start, end - 1))
        of_numbers.append(Concept(name, first, last))
        if amount is not None:
            of_numbers += pay(amount, Concept(name, first, last), of_words, language)
    return sorted({*of_words, *of_numbers}, key=IN_ORDER)


def pay(amount: float, at: Concept, of_words: list[Concept], language: str) -> list[Concept]:
    """What an amount is as pay, when a period stands beside it."""
    near = [
        each
        for each in of_words
        if each.name in PERIODS and -REACH <= each.first - at.last <= REACH and each.last >= at.first - REACH
    ]
    judged = {judged_pay(amount, PERIODS[each.name], language) for each in near[:1]}
    return [Concept(name, at.first, at.last) for name in judged if name]


def plain_words(words: list[Word], found: list[Concept]) -> list[Word]:
    """Digits as 0, and one word for an address or a telephone number."""
    hidden = {
        place: each for each in found if each.name in HIDDEN for place in range(each.first, each.last + 1)
    }
    plain = []
    for place, word in enumerate(words):
        if place not in hidden:
            plain.append(Word(word.text.translate(ZEROS), word.start, word.end))
        elif place == hidden[place].first:
            plain.append(Word(hidden[place].name, word.start, word.end))
    return plain
