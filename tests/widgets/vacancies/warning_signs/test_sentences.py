"""The hands' sentences: what the finder learns from, and what it is tested with."""

from pathlib import Path

import pytest

from widgets.vacancies.warning_signs.model import signs
from widgets.vacancies.warning_signs.training.sentences import Marked, hands, languages, read_hand, unmarked

LEARNED_FROM = {"ar", "bg", "de", "el", "en", "es", "fr", "it", "ro"}
LEAST = 24
"""Of each hand, for each sign: sentences that carry it, and near misses."""
HANDS = [hand for language in languages() for hand in hands(language)]


def test_two_hands_wrote_in_each_language():
    assert {language: len(hands(language)) for language in languages()} == dict.fromkeys(LEARNED_FROM, 2)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.parent.name}-{hand.stem}")
def test_each_sign_has_its_sentences_and_as_many_near_misses(hand: Path):
    sentences = read_hand(hand)
    carrying = [sentence.section for sentence in sentences if sentence.marks]
    near_misses = [sentence.section for sentence in sentences if not sentence.marks]

    assert {sign for sign in signs() if carrying.count(sign) < LEAST} == set()
    assert {sign for sign in signs() if near_misses.count(sign) < LEAST} == set()


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
