"""The table of places, and the distances that follow from it."""

from collections import Counter

import pytest

from widgets.language import locale_of
from widgets.vacancies.board import practice_postings
from widgets.vacancies.board.places import by_name, distance, find_place, key_of, near, places, similar_places


def test_every_place_of_a_practice_posting_is_known():
    named = [each for each in practice_postings() if each.place]

    assert len(named) > 200
    assert [each.place for each in named if not find_place(each.place, [each.country])] == []


def test_every_country_has_towns_on_the_map_of_europe():
    counts = Counter(each.country for each in places())

    assert {country for country, count in counts.items() if count >= 10} >= {
        "IT",
        "ES",
        "GR",
        "RO",
        "BG",
        "AT",
        "DE",
        "FR",
        "BE",
        "IE",
        "MT",
    }
    assert all(country in locale_of("en").territories for country in counts)
    assert all(27 < each.at[0] < 56 and -19 < each.at[1] < 35 for each in places())


def test_no_two_places_of_one_country_share_a_name():
    names = Counter((each.country, name) for each in places() for name in each.names)

    assert [name for name, count in names.items() if count > 1] == []


def test_a_name_means_one_place_of_a_country_in_whatever_letters():
    shared = {key: [each.country for each in some] for key, some in by_name().items() if len(some) > 1}

    assert shared == {"targoviste": ["RO", "BG"]}


@pytest.mark.parametrize(
    ("town", "written"),
    [
        ("Roma", ["روما", "رُومــا", "روما، إيطاليا", "Рим"]),
        ("Αθήνα", ["أثينا", "اثينا", "Афіни", "Афины", "ΑΘΉΝΑ"]),
        ("Venezia", ["البندقية", "بندقيه", "البندقيّة", "Венеція"]),
        ("Sevilla", ["إشبيلية", "اشبيليه"]),
        ("Wien", ["فيينا", "ڤيينا", "فی‌ینا", "Відень", "Вена"]),
        ("Milano", ["ميلانو", "Мілан"]),
        ("Oviedo", ["Ов'єдо", "Овʼєдо"]),
        ("Mellieħa", ["MELLIEĦA", "Mellieha"]),
    ],
)
def test_a_town_is_known_in_other_letters_and_spellings(town, written):
    assert [find_place(each).names[0] for each in written] == [town] * len(written)


def test_every_country_has_places_with_an_arabic_name():
    named = [each for each in places() if any("آ" <= name[0] <= "ي" for name in each.names)]

    assert len(named) > 400
    assert {each.country for each in named} == {each.country for each in places()}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Padva", {"Padova"}),
        ("برسلونة", {"Barcelona"}),
        ("Мюнхн", {"München"}),
        ("دمشق", set()),
        ("東京", set()),
    ],
)
def test_a_slip_is_mended_in_the_letters_that_it_is_written_in(slip, meant):
    assert {each.names[0] for each in similar_places(slip)} == meant


@pytest.mark.parametrize("nothing", ["", " ", "-", "\u200f", "ـ"])
def test_what_has_no_letter_names_no_place(nothing):
    assert (key_of(nothing), find_place(nothing), similar_places(nothing)) == ("", None, [])


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [("Roma", "Mailand", 477), ("Αθήνα", "Salonicco", 301), ("София", "Plovdiv", 132), ("Wien", "Graz", 145)],
)
def test_distances_are_right_within_a_few_kilometres(one, other, kilometres):
    assert abs(distance(find_place(one), find_place(other)) - kilometres) < 6


def test_around_a_town_lies_the_region_that_holds_it():
    names = {each.names[0] for each in near(find_place("Innsbruck"), 10)}

    assert {"Innsbruck", "Tirol"} <= names
    assert "Wien" not in names
