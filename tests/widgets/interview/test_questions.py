"""Every question in every language: there, translated, plain, with all that helps to answer it."""

import re

import pytest

from widgets.interview.questions import (
    FIRST,
    HERE,
    first_questions,
    general_questions,
    question_text,
    questions,
    questions_for,
    read_file,
)
from widgets.interview.showing import line, whole
from widgets.language import cv_languages, languages, page_languages
from widgets.occupations.own.occupations import occupations

OCCUPATIONS = list(dict.fromkeys(each.id for each in occupations().values()))
FOLDERS = sorted(folder.name for folder in (HERE / "questions").iterdir() if folder.is_dir())
PAGES = {each.tag for each in page_languages()}
TOPICS = {
    "opening",
    "motivation",
    "experience",
    "people",
    "difficult_day",
    "availability",
    "languages",
    "tools_and_safety",
    "pay",
    "your_questions",
}
SCRIPTS = {"el": r"[Ͱ-Ͽἀ-῿]", "ar": r"[؀-ۿ]", "uk": r"[Ѐ-ӿ]", "bg": r"[Ѐ-ӿ]"}
LONGEST = 26
"""Words of a sentence: other languages need some more than English, which has 20 at most."""


def sentences(text):
    return re.split(r"(?<=[.!?])\s", text)


def test_each_of_sixty_occupations_has_twelve_questions_of_many_kinds():
    kinds = {each: [question.kind for question in questions_for(each)] for each in OCCUPATIONS}

    assert len(kinds) == 60
    assert {each: len(found) for each, found in kinds.items() if len(found) < 12} == {}
    assert {each: sorted(set(found)) for each, found in kinds.items() if len(set(found)) < 7} == {}


def test_there_are_thirty_general_questions_on_every_topic():
    general = general_questions()

    assert len(general) >= 30
    assert {each.kind for each in general} == TOPICS
    assert set(FIRST) <= {each.id for each in general}


def test_every_folder_belongs_to_questions():
    assert sorted({each.split("/")[0] for each in questions()}) == FOLDERS


@pytest.mark.parametrize("language", list(languages()))
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_question_is_missing_or_left_over(folder, language):
    own = read_file(HERE / "questions" / folder / f"{language}.toml")
    english = read_file(HERE / "questions" / folder / "en.toml")
    wanted = {"ask", "words"} if folder != "general" else {"ask", "words", "starters"}
    explained = ({"good"} if folder != "general" else {"good", "why"}) if language in PAGES else set()

    assert list(own) == [each.split("/")[1] for each in questions() if each.startswith(f"{folder}/")]
    assert {name: sorted(row) for name, row in own.items() if row.keys() < wanted | explained} == {}
    assert [name for name, row in own.items() if len(row["words"]) != len(english[name]["words"])] == []


@pytest.mark.parametrize("language", list(languages()))
def test_every_question_has_all_that_helps(language):
    for each in questions():
        text = question_text(each, language)
        assert all([text.ask, text.why, text.good, *text.starters, *text.words]), each
        assert (len(text.starters), 3 <= len(text.words) <= 6) == (3, True), each


@pytest.mark.parametrize("language", list(SCRIPTS))
def test_no_question_is_left_in_english(language):
    left = [
        words
        for each in questions()
        for text in [question_text(each, language)]
        for words in (text.ask, *text.starters, *text.words)
        if not re.search(SCRIPTS[language], words) and re.search(r"[a-z]{3}", words)
    ]

    assert left == []


@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
def test_questions_differ_from_the_english_ones(language):
    same = [
        each for each in questions() if question_text(each, language).ask == question_text(each, "en").ask
    ]

    assert same == []


@pytest.mark.parametrize("language", list(languages()))
def test_questions_and_explanations_are_short(language):
    long = [
        sentence
        for each in questions()
        for text in [question_text(each, language)]
        for words in (text.ask, text.good, text.why)
        for sentence in sentences(words)
        if len(sentence.split()) > (20 if language == "en" else LONGEST)
    ]

    assert long == []


@pytest.mark.parametrize("language", list(languages()))
def test_beginnings_are_left_open(language):
    closed = [
        start
        for each in questions()
        for start in question_text(each, language).starters
        if "…" not in start and not start.endswith(("?", "؟", ";"))
    ]

    assert closed == []


def test_she_begins_with_what_is_asked_most_and_some_of_her_work():
    first = first_questions("cleaner")

    assert first[:3] == list(FIRST)
    assert len(first) == 6
    assert len({questions()[each].kind for each in first[3:]}) == 3
    assert first_questions("unknown") == list(FIRST)


def test_a_question_is_shown_in_two_languages():
    shown = whole("general/about_you", "ar", "it", {})

    assert shown["mine"] == question_text("general/about_you", "ar").ask
    assert shown["theirs"] == question_text("general/about_you", "it").ask
    assert [pair["mine"] for pair in shown["words"]] == list(question_text("general/about_you", "ar").words)
    assert (line("nobody/knows", "ar", "it", {}), whole("nobody/knows", "ar", "it", {})) == (None, None)


def test_the_languages_of_interviews_are_those_of_cvs():
    assert {each.tag for each in cv_languages()} == {"it", "es", "el", "ro", "bg", "de", "fr", "en"}
