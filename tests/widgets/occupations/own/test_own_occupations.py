"""Our own occupations: whole in every language, and found by what people call them."""

import tomllib
from pathlib import Path

import pytest

from widgets import occupations as package
from widgets import vacancies
from widgets.cv.phrases import PhraseBank
from widgets.language import cv_languages, page_languages
from widgets.occupations.own import Occupation, find_own, occupation_text, occupations

LANGUAGES = sorted({language.tag for language in [*page_languages(), *cv_languages()]})
IDS = sorted({occupation.id for occupation in occupations().values()})
TEXTS = Path(package.__file__).parent / "own" / "text"
POSTINGS = sorted((Path(vacancies.__file__).parent / "postings").glob("*.toml"))


def table(language):
    return tomllib.loads((TEXTS / f"{language}.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_occupation_with_every_field(language):
    assert sorted(table(language)) == IDS
    for row in table(language).values():
        assert sorted(row) == ["also", "does", "feminine", "masculine", "skills"]
        words = [row["feminine"], row["masculine"], row["does"], *row["skills"], *row["also"]]
        assert all(word and word == word.strip() for word in words)
        assert 4 <= len(row["skills"]) <= 6
        assert len(row["also"]) <= 5
        assert row["does"].endswith(".")


def test_about_sixty_occupations_have_a_unit_group_and_an_address():
    assert 55 <= len(IDS) <= 65
    for occupation in occupations().values():
        assert len(occupation.isco) == 4
        assert occupation.isco.isdigit()
        assert occupation.esco.startswith("http://data.europa.eu/esco/occupation/")


def test_the_phrase_bank_s_occupations_are_ours_under_the_same_name():
    for language in LANGUAGES:
        named = PhraseBank(language).occupations()
        assert {each: occupation_text(each, language).feminine for each in named} == named


def test_each_posting_s_occupation_is_one_of_ours():
    used = {
        posting["occupation"]
        for file in POSTINGS
        for posting in tomllib.loads(file.read_text("utf-8"))["posting"]
    }

    assert used
    assert used - occupations().keys() == set()


def test_a_second_id_leads_to_the_same_occupation():
    uri = "http://data.europa.eu/esco/occupation/d5db9d5c-2ebf-4a54-a79a-1b7e7ff70471"

    assert occupations()["waiter"] == Occupation("waitress", "5131", uri)
    assert occupation_text("waiter", "it") == occupation_text("waitress", "it")


@pytest.mark.parametrize(
    ("words", "language", "occupation"),
    [
        ("cameriera ai piani", "it", "room_attendant"),
        ("CAMERIERE AI PIANI", "it", "room_attendant"),
        ("kellnerin", "de", "waitress"),
        ("kuchenhilfe", "de", "kitchen_helper"),
        ("badante", "it", "elderly_carer"),
        ("badnate", "it", "elderly_carer"),
        ("badante", "en", "elderly_carer"),
        ("parruchiera", "it", "hairdresser"),
        ("magazin", "it", "warehouse_worker"),
        ("bucatareasa", "ro", "cook"),
        ("femme de menage", "fr", "cleaner"),
        ("limpiador", "es", "cleaner"),
        ("σερβιτορος", "el", "waitress"),
        ("Чистачка на офиси", "bg", "office_cleaner"),
        ("швачка", "uk", "seamstress"),
        ("الطباخة", "ar", "cook"),
        ("iron", "en", "ironing_worker"),
        ("lavoro in cucina", "it", "cook"),
    ],
)
def test_what_she_types_finds_her_occupation_first(words, language, occupation):
    assert find_own(words, language)[:1] == [occupation]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_name_finds_its_occupation_first(language):
    missed = {
        name: find_own(name, language)[:1]
        for each in IDS
        for name in (occupation_text(each, language).feminine, occupation_text(each, language).masculine)
        if find_own(name, language)[:1] != [each]
    }

    assert missed == {}


def test_strange_words_and_none_find_nothing():
    assert [find_own(words, "it") for words in ("qwertzuiop", "", " - ")] == [[], [], []]


def test_no_more_are_found_than_asked_for():
    assert len(find_own("operaia", "it", limit=3)) == 3


def test_an_unknown_language_shows_and_searches_english():
    assert occupation_text("cook", "xx") == occupation_text("cook", "en")
    assert find_own("cook", "xx") == find_own("cook", "en")


def test_an_unknown_occupation_is_refused():
    with pytest.raises(KeyError):
        occupation_text("astronaut", "en")
