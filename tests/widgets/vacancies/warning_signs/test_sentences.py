"""The hands' sentences: what the finder learns from, and what it is tested with."""

from pathlib import Path

import pytest

from widgets.vacancies.warning_signs.model import signs
from widgets.vacancies.warning_signs.training.practice import genuine
from widgets.vacancies.warning_signs.training.sentences import Marked, hands, languages, read_hand, unmarked

LEARNED_FROM = {"ar", "bg", "de", "el", "en", "es", "fr", "it", "ro"}
LEAST = 24
"""Of each of the first two hands, for each sign: sentences that carry it, and near misses."""
FIRST = ("a", "b")
LEAST_OF_OTHERS = 12
"""Of each later hand, for each sign of high severity."""
LEAST_GENUINE = 40
HANDS = [hand for language in languages() for hand in hands(language)]


def test_at_least_three_hands_wrote_in_each_language():
    found = {language: [hand.stem for hand in hands(language)][:3] for language in languages()}

    assert found == {language: [*FIRST, "c"] for language in LEARNED_FROM}


@pytest.mark.parametrize("language", sorted(LEARNED_FROM))
def test_each_language_has_genuine_texts_without_marks(language: str):
    texts = genuine(language)

    assert len(texts) >= LEAST_GENUINE
    assert [text for text in texts if set("[]{}") & set(text)] == []


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: f"{hand.parent.name}-{hand.stem}")
def test_each_sign_has_its_sentences_and_as_many_near_misses(hand: Path):
    sentences = read_hand(hand)
    carrying = [sentence.section for sentence in sentences if sentence.marks]
    near_misses = [sentence.section for sentence in sentences if not sentence.marks]

    wanted = [sign.id for sign in signs().values() if hand.stem in FIRST or sign.severity == "high"]
    least = LEAST if hand.stem in FIRST else LEAST_OF_OTHERS
    assert {sign for sign in wanted if carrying.count(sign) < least} == set()
    assert {sign for sign in wanted if near_misses.count(sign) < least} == set()


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
