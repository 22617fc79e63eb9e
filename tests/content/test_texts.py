"""Every text in every language: none missing, none left in English, placeholders and plurals right."""

import re
import string
from pathlib import Path

import pytest

import deploy
import grading
import lessons
import widgets
from exercises import __path__ as exercises_path
from widgets.language import cv_languages, languages, locale_of, page_languages
from widgets.language.text import Phrase, read_phrases

SCRIPTS = {"el": r"[Ͱ-Ͽἀ-῿]", "ar": r"[؀-ۿ]", "uk": r"[Ѐ-ӿ]", "bg": r"[Ѐ-ӿ]"}
ROOTS = [Path(p) for package in (deploy, grading, lessons, widgets) for p in package.__path__] + [
    Path(p) for p in exercises_path
]
PAGES = [language.tag for language in page_languages()]
CVS = [language.tag for language in cv_languages()]
ALL = list(languages())
LANGUAGES_OF = {
    "document_text": CVS,
    **dict.fromkeys(("phrases", "words", "topics", "manners", "jobs"), ALL),
}
"""Folders whose texts stand in a document, or on pages and in documents; every other is read on pages."""
DATA = (
    Path("occupations", "own", "text"),
    Path("vacancies", "postings"),
    Path("vacancies", "bank"),
    Path("vacancies", "warning_signs", "lexicon"),
    Path("interview", "questions"),
    Path("interview", "kinds"),
    Path("interview", "hints"),
)
"""Folders of tables with lists in them, each language its own; they have tests of their own."""
CONSOLE = Path("deploy", "cli")
"""The command line speaks English only, as the other tools of an administrator do."""
SAME_IN_MANY = {"CV", "PDF", "Word", "JSON Resume", "E-mail", "Email", "PIN", "Onward", "OK"}
LABEL = re.compile(r"(^|\.|_)(label|button|tab|short)s?(\.|$|_)")


def text_folders() -> list[Path]:
    found = {file.parent for root in ROOTS for file in root.rglob("en.toml")}
    return sorted(folder for folder in found if not is_data(folder))


def is_data(folder: Path) -> bool:
    return any(
        each.parts[-len(data.parts) :] == data.parts for data in DATA for each in (folder, folder.parent)
    )


def translations() -> list[tuple[Path, str]]:
    return [(folder, tag) for folder in text_folders() for tag in languages_of(folder) if tag != "en"]


def languages_of(folder: Path) -> list[str]:
    if folder.parent.parts[-2:] == CONSOLE.parts:
        return []
    return LANGUAGES_OF.get(folder.name, PAGES)


def named(case: object) -> str:
    return "/".join(case.parts[-3:]) if isinstance(case, Path) else str(case)


def forms(phrase: Phrase) -> list[str]:
    return list(phrase.values()) if isinstance(phrase, dict) else [phrase]


def placeholders(phrase: Phrase) -> set[str]:
    return {name for form in forms(phrase) for _, name, _, _ in string.Formatter().parse(form) if name}


def is_untranslated(english: str, own: str, tag: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}|[\w.+-]+@[\w.-]+", "", english))
    if not words or english in SAME_IN_MANY or all(word.isupper() for word in words):
        return False
    if tag in SCRIPTS:
        return re.search(SCRIPTS[tag], own) is None
    return len(words) > 2 and own == english


def test_there_are_texts_to_look_at() -> None:
    assert len(text_folders()) >= 5


@pytest.mark.parametrize(("folder", "tag"), translations(), ids=named)
def test_no_text_is_missing_and_none_is_left_over(folder: Path, tag: str) -> None:
    english, own = read_phrases(folder / "en.toml"), read_phrases(folder / f"{tag}.toml")

    missing, left_over = sorted(english.keys() - own.keys()), sorted(own.keys() - english.keys())

    assert (missing, left_over) == ([], [])


@pytest.mark.parametrize(("folder", "tag"), translations(), ids=named)
def test_no_text_is_left_in_english(folder: Path, tag: str) -> None:
    english, own = read_phrases(folder / "en.toml"), read_phrases(folder / f"{tag}.toml")

    left = [
        key for key in own for a, b in pairs(english.get(key, ""), own[key]) if is_untranslated(a, b, tag)
    ]

    assert left == []


def pairs(english: Phrase, own: Phrase) -> list[tuple[str, str]]:
    return [(forms(english)[-1], form) for form in forms(own)]


@pytest.mark.parametrize(("folder", "tag"), translations(), ids=named)
def test_placeholders_are_those_of_the_reference(folder: Path, tag: str) -> None:
    english, own = read_phrases(folder / "en.toml"), read_phrases(folder / f"{tag}.toml")

    different = [
        key for key in own if key in english and placeholders(own[key]) != placeholders(english[key])
    ]

    assert different == []


@pytest.mark.parametrize(
    ("folder", "tag"), [*translations(), *((f, "en") for f in text_folders())], ids=named
)
def test_plurals_have_every_form_that_the_language_counts_with(folder: Path, tag: str) -> None:
    needed = {locale_of(tag).plural_form(count) for count in range(200)}

    lacking = {
        key: sorted(needed - phrase.keys())
        for key, phrase in read_phrases(folder / f"{tag}.toml").items()
        if isinstance(phrase, dict) and not needed <= phrase.keys()
    }

    assert lacking == {}


@pytest.mark.parametrize(("folder", "tag"), translations(), ids=named)
def test_labels_fit_where_the_english_ones_fit(folder: Path, tag: str) -> None:
    english, own = read_phrases(folder / "en.toml"), read_phrases(folder / f"{tag}.toml")

    over_long = [
        (key, form)
        for key in own
        if key in english and LABEL.search(key)
        for form in forms(own[key])
        if len(form) > 2 * max(len(longest) for longest in forms(english[key])) + 12
    ]

    assert over_long == []


@pytest.mark.parametrize("folder", [f for f in text_folders() if languages_of(f)], ids=named)
def test_english_is_plain(folder: Path) -> None:
    sentences = [
        sentence
        for phrase in read_phrases(folder / "en.toml").values()
        for form in forms(phrase)
        for sentence in re.split(r"(?<=[.!?])\s", form)
    ]

    too_long = [sentence for sentence in sentences if len(sentence.split()) > 20]

    assert too_long == []
