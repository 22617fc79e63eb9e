"""What is found for a query, in an index of a few labels."""

import pytest

from widgets.occupations import MissingIndex, Occupation, UnknownLanguage
from widgets.occupations.index import load_index, write_index
from widgets.occupations.search import OccupationSearch

OCCUPATIONS = [
    Occupation("cook", {"it": ("cuoco/cuoca", "cuoca"), "de": ("Koch/Köchin", "Köchin"), "bg": ("готвач",)}),
    Occupation("room", {"it": ("cameriere ai piani", "addetta alle camere"), "de": ("Zimmermädchen",)}),
    Occupation("waiter", {"it": ("cameriere di sala",), "de": ("Kellner/Kellnerin",), "bg": ("сервитьор",)}),
    Occupation("biologist", {"it": ("biologo",), "de": ("Biologe", "Biologin"), "bg": ("биолог",)}),
    Occupation("photographer", {"it": ("fotografo",), "de": ("Fotograf",)}),
]


@pytest.fixture
def folder(tmp_path):
    write_index(OCCUPATIONS, tmp_path / "index")
    return tmp_path / "index"


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("it", "cameriera ai piani", "room"),
        ("it", "CAMERIERI DI SALA", "waiter"),
        ("de", "kochin", "cook"),
        ("de", "Kellner/in (m./w.)", "waiter"),
        ("bg", "Сервитьорка", "waiter"),
        ("bg", "фотограф", "photographer"),
    ],
)
def test_other_forms_and_words_of_other_languages_find_the_occupation(folder, language, query, first):
    search = OccupationSearch(load_index(folder, language), language)

    assert search(query)[0].uri == first


def test_the_likeliest_come_first_and_no_more_than_asked_for(folder):
    search = OccupationSearch(load_index(folder, "it"), "it")

    found = search("cameriere", most=2)

    assert {each.uri for each in found} == {"room", "waiter"}
    assert found[0].score >= found[1].score > 0


@pytest.mark.parametrize("query", ["", "/ ()", "xyzxyz"])
def test_a_query_that_shares_nothing_finds_nothing(folder, query):
    assert OccupationSearch(load_index(folder, "it"), "it")(query) == []


def test_a_degree_in_an_austrian_title_asks_for_an_engineer(tmp_path):
    titles = {"technician": "Elektrotechniker", "engineer": "Ingenieur Elektrotechnik"}
    write_index([Occupation(uri, {"de": (label,)}) for uri, label in titles.items()], tmp_path / "index")
    search = OccupationSearch(load_index(tmp_path / "index", "de"), "de")

    assert [search(query)[0].uri for query in ("Elektrotechniker/in", "Elektrotechniker/in (DI)")] == [
        "technician",
        "engineer",
    ]


def test_labels_without_a_word_are_no_obstacle(tmp_path):
    write_index([Occupation("nameless", {"it": ("---",)})], tmp_path / "index")

    assert OccupationSearch(load_index(tmp_path / "index", "it"), "it")("cuoco") == []


def test_a_new_import_replaces_the_old_one_and_leaves_nothing_beside_it(folder):
    write_index(OCCUPATIONS[:1], folder)

    assert load_index(folder, "it").uris == ["cook"]
    assert list(folder.parent.iterdir()) == [folder]


def test_a_folder_of_something_else_is_not_overwritten(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(FileExistsError):
        write_index(OCCUPATIONS, tmp_path)

    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_a_missing_index_and_a_missing_language_are_told_apart(folder, tmp_path):
    with pytest.raises(MissingIndex):
        load_index(tmp_path / "none", "it")
    with pytest.raises(UnknownLanguage):
        load_index(folder, "../it")
