"""Words and concepts: what each language's file must hold, and how entries are matched."""

import tomllib

import pytest

from widgets.vacancies.warning_signs.folding import fold
from widgets.vacancies.warning_signs.lexicon import LEXICON, Branch, Lexicon, lexicon_for
from widgets.vacancies.warning_signs.model import HERE

CONCEPTS = set(tomllib.loads((HERE / "concepts.toml").read_text("utf-8")))


def lexicon_of(language: str, **entries: list[str]) -> Lexicon:
    """`pay=["pay*", "by hand"]`: entries by concept."""
    tree = Branch()
    for name, each in entries.items():
        for entry in each:
            tree.add(entry.split(), name)
    return Lexicon(language, tree)


def names(lexicon: Lexicon, text: str) -> list[tuple[str, int, int]]:
    found = lexicon.concepts(fold(text)[0].split())
    return [(each.name, each.first, each.last) for each in found]


def test_whole_words_stems_and_words_in_a_row_carry_concepts():
    lexicon = lexicon_of("en", cash=["cash", "by han*"], pay_verb=["pay*"])

    assert names(lexicon, "paying cash by hand") == [("pay_verb", 0, 0), ("cash", 1, 1), ("cash", 2, 3)]
    assert names(lexicon, "cashier by") == []


def test_arabic_words_count_with_what_is_written_before_them():
    lexicon = lexicon_of("ar", passport=["جواز"])

    said = "الجواز وجواز للجواز وبجواز وبالجواز فللجواز"
    assert [name for name, _, _ in names(lexicon, said)] == ["passport"] * 6


def test_arabic_words_further_on_count_so_too():
    lexicon = lexicon_of("ar", identity_papers=["بطاقه هويه"])

    assert names(lexicon, "البطاقة والهوية") == [("identity_papers", 0, 1)]


def test_letters_inside_an_arabic_word_stay():
    lexicon = lexicon_of("ar", passport=["يستمون"])

    assert names(lexicon, "يستلمون") == []


def test_german_stems_count_inside_a_word():
    lexicon = lexicon_of("de", fee=["gebuhr*"])

    assert names(lexicon, "Vermittlungsgebühren zahlen") == [("fee", 0, 0)]


@pytest.mark.parametrize("file", sorted(LEXICON.glob("*.toml")), ids=lambda file: file.stem)
def test_a_lexicon_names_known_concepts_only_and_most_of_them(file):
    named = set(tomllib.loads(file.read_text("utf-8")))

    assert named - CONCEPTS == set()
    assert len(named) > 0.9 * len(CONCEPTS)
    assert lexicon_for(file.stem).concepts(["zzzz"]) == []
