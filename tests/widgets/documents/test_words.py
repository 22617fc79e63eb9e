import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from widgets.documents.words import Run, clean, isolate, runs_of, word_language


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Amina\x00\x07 Haddad", "Amina Haddad"),
        ("Amina\ud83d Haddad\udc00", "Amina Haddad"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a\tb\xa0c", "a b c"),
        ("safe\u202egnp.exe\u202c", "safegnp.exe"),
        ("x\ufffe\uffffy", "xy"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩🏽‍🍳 chef", "👩🏽‍🍳 chef"),
    ],
)
def test_words_are_cleaned(typed, cleaned):
    assert clean(typed) == cleaned


@given(st.text(st.characters(codec=None)))
def test_clean_words_fit_into_xml_and_stay_clean(typed):
    cleaned = clean(typed)
    element = etree.Element("t")

    element.text = cleaned

    assert element.text == cleaned
    assert clean(cleaned) == cleaned


def test_arabic_inside_italian_becomes_a_run_of_its_own():
    runs = runs_of("al ristorante مطعم السلام a Tunisi", "it", "it", within_right_to_left=False)

    assert runs == [
        Run("al ristorante ", "it-IT"),
        Run("مطعم السلام", "ar-SA", True),
        Run(" a Tunisi", "it-IT"),
    ]


def test_italian_inside_arabic_has_the_language_of_the_cv():
    runs = runs_of("عملت في Hotel Azzurro سنة", "ar", "it", within_right_to_left=True)

    assert [(run.language, run.is_right_to_left) for run in runs] == [
        ("ar-SA", True),
        ("it-IT", False),
        ("ar-SA", True),
    ]


@given(st.text(st.sampled_from("ab 12(),.مطع")), st.booleans())
def test_runs_hold_every_letter(text, is_rtl):
    runs = runs_of(text, "it", "it", is_rtl)

    assert "".join(run.text for run in runs) == text


def test_dates_after_arabic_words_keep_their_order():
    runs = [Run("عاملة", "ar-SA", True), Run("\t", "it-IT"), Run("2017 – 2019", "it-IT")]

    assert isolate(runs, within_right_to_left=False)[-1].text == "\u200e2017 – 2019"


def test_words_of_one_direction_get_no_marks():
    runs = [Run("(2019)", "it-IT")]

    assert isolate(runs, within_right_to_left=False) == runs


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("it", "it-IT"), ("el", "el-GR"), ("bg", "bg-BG"), ("en", "en-GB"), ("pt-BR", "pt-BR"), ("uk", "uk-UA")],
)
def test_language_tags_have_a_region(tag, expected):
    assert word_language(tag) == expected
