"""The classifiers that ship: current, small, and for every language that hands wrote in."""

import pytest

from widgets.vacancies.warning_signs import find_signs, known_languages
from widgets.vacancies.warning_signs.model import LEARNED
from widgets.vacancies.warning_signs.training.inputs import MADE_FROM, digest
from widgets.vacancies.warning_signs.training.sentences import languages

MOST_BYTES = 1_000_000


def test_they_are_current():
    said = "The sentences or words have changed: python -m widgets.vacancies.warning_signs.training"

    assert MADE_FROM.read_text("utf-8").strip() == digest(), said


def test_there_is_a_small_one_for_each_language():
    assert list(known_languages()) == languages()
    assert {file.name for file in LEARNED.glob("*.npz") if file.stat().st_size > MOST_BYTES} == set()


def test_a_demand_for_money_is_found_where_it_stands():
    text = "Cleaner in Galway, 20 hours.\nYou must pay a registration fee of 150 euro before the interview."

    found = find_signs(text, "en")

    assert [(each.sign, each.severity) for each in found] == [("fee_upfront", "high")]
    assert "fee of 150 euro" in found[0].text
    assert text[found[0].start : found[0].end] == found[0].text


def test_nothing_is_found_in_nothing():
    assert find_signs("", "it") == []
    assert find_signs(" \n…\n", "it") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Telefono 081 000 00 12", "it"),
        ("Telefono: 081 000 00 12, Anna", "it"),
        ("casa@villa.example, telefono 0184 000 226", "it"),
        ("Telefon: 030 000 00 12", "de"),
        ("tel. 0210 000 0012", "el"),
    ],
)
def test_a_contacts_telephone_is_not_taken_away(text, language):
    assert "phone_control" not in {each.sign for each in find_signs(text, language)}
