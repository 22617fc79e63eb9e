import random
from collections import Counter
from datetime import date

import pytest

from widgets.page.editing import Change
from widgets.vacancies.attempt import BAD, GOOD, draw, grade
from widgets.vacancies.board import bank_postings, practice_postings, practice_signs
from widgets.vacancies.judging import marked, pieces_of
from widgets.vacancies.practice import empty_practice, refusal
from widgets.vacancies.warning_signs import signs

ITALIAN = [each for each in (*bank_postings(), *practice_postings()) if each.language == "it"]
BADS = [each for each in ITALIAN if practice_signs(each.id)]
GOODS = [each for each in ITALIAN if not practice_signs(each.id)]


def judged(posting, everything=True):
    found = marked(posting, practice_signs(posting.id)) if everything else []
    touched = [
        str(piece.number)
        for piece in pieces_of(posting.text)
        if any(piece.start < each.end and each.start < piece.end for each in found)
    ]
    return {"id": posting.id, "marks": touched, "seen": True}


def test_each_attempt_mixes_bad_and_good_in_any_order():
    drawn = [draw(ITALIAN, [], [], random.Random(seed)) for seed in range(20)]

    counts = {sum(bool(practice_signs(each)) for each in ids) for ids in drawn}
    assert counts == {BAD}
    assert {len(ids) for ids in drawn} == {BAD + GOOD}
    assert len({tuple(bool(practice_signs(each)) for each in ids) for ids in drawn}) > 1


def test_what_she_has_seen_comes_last():
    known = [each.id for each in ITALIAN[: len(ITALIAN) // 2]]

    drawn = draw(ITALIAN, known, [], random.Random(1))

    assert not set(drawn) & set(known)


def test_when_all_are_known_there_is_still_a_test():
    assert len(draw(ITALIAN, [each.id for each in ITALIAN], [], random.Random(1))) == BAD + GOOD


@pytest.mark.parametrize("sign", [name for name, sign in signs().items() if sign.severity == "high"])
def test_a_missed_serious_sign_comes_again_even_if_known(sign):
    carrying = {each.id for each in BADS if sign in dict(practice_signs(each.id))}
    assert carrying, sign

    drawn = draw(ITALIAN, carrying, [sign], random.Random(1))

    assert carrying & set(drawn)


def test_everything_seen_gets_all_shares():
    ads = [judged(each) for each in [*BADS[:BAD], *GOODS[:GOOD]]]

    assert grade({"ads": ads}) == {"judged": 1.0, "seen": 1.0, "calm": 1.0}


def test_nothing_touched_finds_no_sign_and_stays_calm():
    ads = [judged(each, everything=False) for each in [*BADS[:BAD], *GOODS[:GOOD]]]

    assert grade({"ads": ads}) == {"judged": 1.0, "seen": 0.0, "calm": 1.0}


def test_touching_everything_is_not_calm():
    ads = [{"id": each.id, "marks": [str(n) for n in range(60)], "seen": True} for each in GOODS[:GOOD]]

    assert grade({"ads": ads})["calm"] == 0.0


@pytest.mark.parametrize("document", [{}, {"ads": []}, {"ads": ["x", None, {}]}, {"ads": [{"id": "gone"}]}])
def test_an_empty_or_odd_hand_in_scores_nothing(document):
    assert grade(document) == {"judged": 0.0, "seen": 0.0, "calm": 0.0}


def test_only_the_tests_own_values_are_kept():
    assert refusal(Change(("ads", "it-01"), {"id": "it-01", "marks": [], "seen": False})) is None
    assert refusal(Change(("language",), "it")) is None
    assert refusal(Change(("grade",), 10)).reason == "other"
    assert refusal(Change((), {})).reason == "other"
    assert empty_practice("it")["language"] == "it"


def test_postings_are_as_old_as_today_says():
    first, later = (practice_postings(day)[0].posted for day in (date(2026, 1, 10), date(2026, 1, 20)))

    assert (later - first).days == 10


@pytest.mark.parametrize("language", ["it", "es", "el", "ro", "bg", "de", "fr", "en"])
def test_the_bank_of_each_language_has_every_serious_sign_and_its_quotes(language):
    bank = [each for each in bank_postings() if each.language == language]
    marks = [(each, mark) for each in bank for mark in practice_signs(each.id)]

    assert len(bank) == 12
    assert {name for name, sign in signs().items() if sign.severity == "high"} <= {
        mark[0] for _, mark in marks
    }
    assert [(each.id, words) for each, (_, words) in marks if each.text.count(words) != 1] == []


def test_the_board_and_the_bank_have_no_posting_in_common():
    assert not {each.id for each in bank_postings()} & {each.id for each in practice_postings()}


def test_the_board_has_thirty_postings_in_each_language_a_third_with_signs():
    counts = Counter(each.language for each in practice_postings())

    assert set(counts.values()) == {30}
    assert sum(bool(practice_signs(each.id)) for each in practice_postings()) >= 60
