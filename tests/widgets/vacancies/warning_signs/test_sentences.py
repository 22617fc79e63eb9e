"""The hands' sentences: what the finder learns from, and what it is tested with."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from widgets.vacancies.warning_signs.model import signs
from widgets.vacancies.warning_signs.training.practice import genuine
from widgets.vacancies.warning_signs.training.sentences import (
    Marked,
    Sentence,
    hands,
    languages,
    read_hand,
    unmarked,
)

LEARNED_FROM = {"ar", "bg", "de", "el", "en", "es", "fr", "it", "ro"}
LEAST = 24
"""Of each of the first two hands, for each sign: sentences that carry it, and near misses."""
FIRST = ("a", "b")
LEAST_OF_OTHERS = 12
"""Of each later hand, for each sign of high severity."""
ADDITIONS = {"ar-d", "es-d"}
"""Not whole hands: they fill up what was scarce."""
LEAST_TOGETHER = 60
"""Of all hands of a language, for each sign."""
LEAST_GENUINE = 40
HANDS = [hand for language in languages() for hand in hands(language)]
WHOLE = [hand for hand in HANDS if f"{hand.parent.name}-{hand.stem}" not in ADDITIONS]


def test_at_least_three_hands_wrote_in_each_language():
    found = {language: [hand.stem for hand in hands(language)][:3] for language in languages()}

    assert found == {language: [*FIRST, "c"] for language in LEARNED_FROM}


@pytest.mark.parametrize("language", sorted(LEARNED_FROM))
def test_each_language_has_genuine_texts_without_marks(language: str):
    texts = genuine(language)

    assert len(texts) >= LEAST_GENUINE
    assert [text for text in texts if set("[]{}") & set(text)] == []


@pytest.mark.parametrize("hand", WHOLE, ids=lambda hand: f"{hand.parent.name}-{hand.stem}")
def test_each_whole_hand_wrote_of_every_sign_that_it_should(hand: Path):
    found = scarce(read_hand(hand), LEAST if hand.stem in FIRST else LEAST_OF_OTHERS)

    assert {sign for sign in found if hand.stem in FIRST or signs()[sign].severity == "high"} == set()


@pytest.mark.parametrize("language", sorted(LEARNED_FROM))
def test_each_sign_has_its_sentences_and_as_many_near_misses(language: str):
    sentences = [sentence for hand in hands(language) for sentence in read_hand(hand)]

    assert len({sentence.text for sentence in sentences}) == len(sentences)
    assert scarce(sentences, LEAST_TOGETHER) == {}


def scarce(sentences: Sequence[Sentence], least: int) -> dict[str, tuple[int, int]]:
    """Signs of which fewer sentences carry them, or fewer are near misses: how many of both."""
    carrying = Counter(sentence.section for sentence in sentences if sentence.marks)
    near_misses = Counter(sentence.section for sentence in sentences if not sentence.marks)
    counts = {sign: (carrying[sign], near_misses[sign]) for sign in signs()}
    return {sign: both for sign, both in counts.items() if min(both) < least}


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.parent.name}-{hand.stem}")
def test_each_mark_names_a_known_sign_and_a_stretch_of_its_sentence(hand: Path):
    for sentence in read_hand(hand):
        for mark in sentence.marks:
            assert mark.sign in signs()
            assert sentence.text[mark.start : mark.end].strip()
        assert not set("[]{}") & set(sentence.text)


def test_a_marked_line_is_read_as_it_stands_without_its_marks():
    text, marks = unmarked("Pay [[80 euro now]] and [[the trip is free]]{travel_paid}.", "fee_upfront")

    assert text == "Pay 80 euro now and the trip is free."
    assert marks == (Marked("fee_upfront", 4, 15), Marked("travel_paid", 20, 36))
