import pytest

from widgets.cv.choices import choices, language_of_cv, phrases
from widgets.language import page_languages


@pytest.mark.parametrize("language", [each.tag for each in page_languages()])
def test_every_choice_has_words(language):
    offered = choices(language)

    assert {key: len(each) > 0 for key, each in offered.items()} == dict.fromkeys(offered, True)
    assert [value for each in offered.values() for value, words in each if not words] == []


def test_names_are_those_of_the_pages_language():
    italian = dict(choices("it")["countries"])

    assert (italian["DE"], dict(choices("it")["languages"])["ar"]) == ("Germania", "arabo")
    assert not {"EU", "ZZ"} & italian.keys()


@pytest.mark.parametrize(
    ("country", "page", "expected"),
    [("IT", "ar", "it"), ("AT", "uk", "de"), ("", "fr", "fr"), ("", "ar", "en"), ("NG", "fr", "en")],
)
def test_the_cvs_language_begins_with_the_countrys(country, page, expected):
    assert language_of_cv(country, page) == expected


def test_phrases_come_in_her_language_with_the_cvs_beside_it():
    offered = phrases("cleaner", "en", "it")

    first = offered["tasks"][0]
    assert first["id"].startswith("cleaner.")
    assert first["mine"] != first["theirs"]
    assert (first["language"], offered["occupation"]) == ("it", "cleaner")


def test_without_an_occupation_only_everyday_phrases_are_offered():
    offered = phrases("", "en", "it")

    assert (offered["tasks"], offered["skills"]) == ([], [])
    assert len(offered["everyday"]) > 5
