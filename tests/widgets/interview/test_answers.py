import tomllib
from pathlib import Path

import pytest

from widgets.interview.answers import HINTS, LONGEST, Remark, folded, remarks, table
from widgets.language import languages

WRITTEN = tomllib.loads((Path(__file__).parent / "answers.toml").read_text("utf-8"))
GOOD, EMPTY = WRITTEN["good"], WRITTEN["empty"]
PRIVATE = {
    "en": ("my husband", "family"),
    "it": ("mio marito", "family"),
    "es": ("estoy embarazada", "pregnancy"),
    "fr": ("je suis malade", "health"),
    "ro": ("sunt însărcinată", "pregnancy"),
    "el": ("είμαι έγκυος", "pregnancy"),
    "bg": ("съпругът ми", "family"),
    "de": ("ich bin schwanger", "pregnancy"),
    "ar": ("وزوجي", "family"),
    "uk": ("мій чоловік", "family"),
}


def codes(text, language):
    return [each.code for each in remarks(text, [language])]


@pytest.mark.parametrize("language", list(languages()))
def test_an_answer_with_an_example_and_its_end_gets_no_remark(language):
    assert remarks(GOOD[language], [language]) == []


@pytest.mark.parametrize("language", list(languages()))
def test_claims_without_an_example_are_noticed(language):
    assert codes(EMPTY[language], language) == ["no_example"]


@pytest.mark.parametrize("language", list(languages()))
def test_what_is_private_is_quoted(language):
    words, kind = PRIVATE[language]

    found = remarks(f"{GOOD[language]} {words.capitalize()}.", [language])

    assert found == [Remark(f"personal_{kind}", found[0].quote)]
    assert folded(found[0].quote) in folded(words)


@pytest.mark.parametrize("language", list(languages()))
def test_every_language_has_words_for_everything(language):
    assert {name: len(words) >= 15 for name, words in table(language).items() if isinstance(words, list)} == {
        "example": True,
        "result": True,
    }
    assert {group: sorted(table(language)[group]) for group in ("avoid", "personal")} == {
        "avoid": ["any_work", "blame", "not_know", "rude", "self_down"],
        "personal": ["age", "family", "health", "origin", "past", "pregnancy", "religion"],
    }


def test_there_are_files_for_every_language():
    assert sorted(file.stem for file in HINTS.glob("*.toml")) == sorted(languages())


def test_short_long_and_empty_are_seen():
    assert codes("I cooked.", "en") == ["too_short", "no_result"]
    assert codes("Once I cooked so well. " * 30, "en") == ["too_long"]
    assert codes(" \n", "en") == ["empty"]
    assert LONGEST == 130


def test_an_example_without_an_end_asks_for_it():
    text = "Once I cooked for ten people with my sister and we had very little time and no water at all"

    assert codes(text, "en") == ["no_result"]


def test_her_own_language_is_read_beside_the_employers():
    assert remarks(GOOD["ar"], ["it", "ar"]) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("I live in via Roma 12, Palermo", "private_address"),
        ("My boss was bad", "avoid_blame"),
        ("I take any job", "avoid_any_work"),
        ("I am not good", "avoid_self_down"),
        ("No idea", "avoid_not_know"),
        ("I am 34 years old", "personal_age"),
    ],
)
def test_words_that_do_harm_are_named(words, code):
    assert code in codes(f"{GOOD['en']} {words}.", "en")


def test_a_childrens_nurse_may_speak_of_children():
    text = (
        "Once I looked after five children in a house and the children played outside. "
        "In the end the parents thanked me."
    )

    assert remarks(text, ["en"]) == []


def test_arabic_is_read_with_vowel_marks_and_without():
    assert "no_example" not in codes("مثلًا، نظّفتُ البيت", "ar")


def test_accents_and_capitals_do_not_matter():
    assert folded("PER ESÉMPIO, ΌΤΑΝ") == "per esempio, οταν"
    assert len(folded("İstanbul ﷺ ß")) == len("İstanbul ﷺ ß")
