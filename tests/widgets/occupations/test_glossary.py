"""What words of job titles mean: the lists, and what the search makes of them."""

import re
from pathlib import Path

import pytest

from widgets.occupations import Occupation
from widgets.occupations.glossary import FOLDER, glossary, unlabelled
from widgets.occupations.index import load_index, write_index
from widgets.occupations.search import OccupationSearch

LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.txt"))
LEAST = 1000
OCCUPATIONS = [
    Occupation("cleaner", {"en": ("building cleaner",), "de": ("Gebäudereiniger",)}),
    Occupation("cook", {"en": ("cook",), "de": ("Koch",)}),
]


def entries(language: str) -> list[str]:
    return (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_explains_a_word_of_its_own_in_plain_english(language: str):
    lines = entries(language)

    assert [line for line in lines if not re.fullmatch(r"\S+( \S+){0,2} = [a-z]+( [a-z]+)*", line)] == []
    said = [line.split(" = ")[0] for line in lines]
    assert sorted({word for word in said if said.count(word) > 1}) == []
    assert len(lines) >= LEAST


def test_a_word_that_a_label_has_is_left_to_the_labels():
    explained = {"koch": ("cook",), "spengler": ("plumber",), "beikoch koch": ("assistant", "cook")}

    found = unlabelled(explained, ["koch"])

    assert found == {"spengler": ("plumber",), "beikoch koch": ("assistant", "cook")}


def search_in(folder: Path) -> OccupationSearch:
    write_index(OCCUPATIONS, folder)
    return OccupationSearch(load_index(folder, "de"), "de")


def test_a_word_that_no_label_has_is_found_by_its_meaning(tmp_path: Path):
    assert "cleaner" in glossary("de")["putzfrau"]

    assert [match.uri for match in search_in(tmp_path / "index")("Putzfrau")][:1] == ["cleaner"]


def test_without_english_labels_it_is_not_found_and_nothing_breaks(tmp_path: Path):
    write_index([Occupation("cook", {"de": ("Koch",)})], tmp_path / "index")

    assert OccupationSearch(load_index(tmp_path / "index", "de"), "de")("Putzfrau") == []


def test_a_language_without_a_glossary_has_none():
    assert glossary("xx") == {}
