"""Searching the board: words, forms, slips, places, filters, order."""

import os
import sqlite3
import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest

from widgets.vacancies.board import Board, Query, open_board, practice_postings, practice_signs
from widgets.vacancies.board.filling import shelf_of, write_shelf
from widgets.vacancies.model import Posting
from widgets.vacancies.own import OwnPosting, OwnPostings

TODAY = date.today()
PAGE = 8192


def posting(number, title, text="", **more):
    fields = {"language": "it", "posted": TODAY, "country": "IT"} | more
    return Posting(id=str(number), title=title, text=text, **fields)


def board_of(*postings):
    return Board([shelf_of(postings)])


def ids(board, words="", **filters):
    return [each.id for each in board.search(Query(words=words, **filters)).postings]


@pytest.fixture(scope="module")
def practice():
    return open_board()


@pytest.mark.parametrize(
    ("language", "written", "searched"),
    [
        ("it", "Cameriere di sala", "cameriera"),
        ("it", "Operatrice di macchina", "operatore macchine"),
        ("it", "Addetta alle pulizie", "PULIZIA"),
        ("es", "Limpiador/a de oficinas", "limpiadoras"),
        ("es", "Camarera de pisos", "camarero"),
        ("fr", "Vendeuse en boulangerie", "vendeur"),
        ("fr", "Infirmier de nuit", "infirmière"),
        ("fr", "Employé·e de maison", "employee"),
        ("de", "Verkäufer (m/w/d)", "Verkäuferinnen"),
        ("de", "Köch:in gesucht", "kochin"),
        ("de", "Reinigungskraft in Teilzeit", "Reinigung"),
        ("en", "Office cleaners", "cleaning"),
        ("en", "Waiter", "waitress"),
        ("ro", "Bucătăreasă", "bucatar"),
        ("ro", "Vânzător la magazin", "vanzatoare"),
        ("el", "Καθαρίστρια", "καθαριστης"),
        ("el", "Σερβιτόροι", "ΣΕΡΒΙΤΌΡΑ"),
        ("bg", "Готвачка", "готвач"),
        ("bg", "Камериери", "камериерка"),
    ],
)
def test_other_forms_of_a_word_are_found(language, written, searched):
    board = board_of(posting(1, written, language=language), posting(2, "Xyz", language=language))

    assert ids(board, searched, language=language) == ["1"]


def test_without_a_language_every_language_is_searched():
    board = board_of(posting(1, "Cameriere"), posting(2, "Vendeuse", language="fr"))

    assert [ids(board, "cameriera"), ids(board, "vendeur")] == [["1"], ["2"]]


@pytest.mark.parametrize("slip", ["camerira", "cmaeriera", "cammeriera", "cameriwra"])
def test_a_slip_is_mended_and_told(slip):
    results = board_of(posting(1, "Cameriere ai piani"), posting(2, "Cuoca")).search(Query(words=slip))

    assert ([each.id for each in results.postings], results.corrected) == (["1"], "cameriere")


def test_a_slip_is_mended_with_words_of_the_language_that_is_searched():
    board = board_of(posting(1, "Badante"), posting(2, "Badanti", language="ro"))

    assert board.search(Query(words="badnate", language="it")).corrected == "badante"


def test_title_before_text_and_the_newest_first():
    board = board_of(
        posting(1, "Aiuto", "con il cuoco"),
        posting(2, "Cuoco", posted=TODAY - timedelta(9)),
        posting(3, "Cuoca", posted=TODAY - timedelta(2)),
    )

    assert ids(board, "cuoco") == ["3", "2", "1"]
    assert ids(board, "cuoco", sort="newest") == ["1", "3", "2"]


def test_an_occupation_is_found_whatever_a_posting_calls_it():
    board = board_of(
        posting(1, "Aiuto sala", occupation="waiter"), posting(2, "Cameriera"), posting(3, "Autista")
    )

    assert ids(board, "cameriera", language="it") == ["2", "1"]


def test_few_hits_are_followed_by_postings_with_some_of_the_words():
    board = board_of(posting(1, "Cuoca"), posting(2, "Cuoca a Rimini"), posting(3, "Autista"))

    assert ids(board, "cuoca rimini") == ["2", "1"]


def test_pages_do_not_overlap_and_share_their_total():
    board = board_of(*(posting(number, "Cuoca", posted=TODAY - timedelta(number)) for number in range(25)))
    pages = [board.search(Query(words="cuoca", offset=offset, limit=10)) for offset in (0, 10, 20)]

    assert [each.id for page in pages for each in page.postings] == [str(number) for number in range(25)]
    assert {page.total for page in pages} == {25}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"hours": "part_time"}, ["1"]),
        ({"contract": "seasonal"}, ["2"]),
        ({"night": True}, ["2"]),
        ({"night": False}, ["1", "3"]),
        ({"no_experience": True}, ["1", "3"]),
        ({"countries": ["AT", "DE"]}, ["3"]),
        ({"posted_within_days": 3}, ["1"]),
        ({"posted_within_days": 0}, ["1"]),
        ({"languages_known": ["it"]}, ["1"]),
        ({"languages_known": ["it-A1"]}, []),
        ({"languages_known": ["it-B1", "en-A2"]}, ["1", "2"]),
        ({"languages_known": ["de", "it-A2"]}, ["1", "3"]),
        ({"hours": "'; DROP"}, []),
    ],
)
def test_filters(filters, expected):
    board = board_of(
        posting(1, "Cuoca", hours="part_time", languages=["it-A2"]),
        posting(
            2,
            "Cuoca",
            contract="seasonal",
            night=True,
            experience=True,
            languages=["it-B1", "en-A2"],
            posted=TODAY - timedelta(4),
        ),
        posting(3, "Cuoca", country="AT", languages=["de-B2"], posted=TODAY - timedelta(5)),
    )

    assert ids(board, **filters) == ids(board, "cuoca", **filters) == expected


@pytest.mark.parametrize(
    ("place", "kilometres", "expected"),
    [
        ("Padova", None, ["1"]),
        ("padua", 0, ["1"]),
        ("Padva", None, ["1"]),
        ("Venedig", 40, ["1", "2"]),
        ("Padova (PD), Arcella", 10, ["1"]),
        ("Lugo", None, ["4"]),
        ("Borgo Sconosciuto", None, ["3"]),
        ("Nowhere", None, []),
        ("بادوفا", None, ["1"]),
        ("البندقية", 40, ["1", "2"]),
        ("Падуя", None, ["1"]),
        ("دمشق", None, []),
        ("قرية مجهولة", None, ["5"]),
        ("東京", None, []),
        ("?", None, []),
        (" ", None, ["1", "2", "3", "4", "5"]),
    ],
)
def test_a_place_and_what_lies_around_it(place, kilometres, expected):
    board = board_of(
        posting(1, "Cuoca", place="Padova"),
        posting(2, "Cuoca", place="Venezia (VE)"),
        posting(3, "Cuoca", place="Borgo Sconosciuto"),
        posting(4, "Cuoca", place="Lugo", country="ES"),
        posting(5, "Cuoca", place="قرية مجهولة"),
    )

    assert ids(board, "cuoca", place=place, distance_km=kilometres) == expected


@pytest.mark.parametrize(
    "words", ['"', "NEAR(", "a OR b AND", "title : x", "-", "*", "\0", "(" * 5000, "é" * 100_000, "x_y l_it"]
)
def test_nothing_that_is_typed_breaks_a_search(practice, words):
    assert practice.search(Query(words=words, place=words, hours=words, contract=words)).total >= 0


def test_jobs_like_this_are_of_the_same_language_and_never_this(practice):
    alike = practice.like("it-04", 3)

    assert len(alike) == 3
    assert {each.language for each in alike} == {"it"}
    assert "it-04" not in {each.id for each in alike}
    assert practice.like("nothing", 3) == []


def test_practice_postings_are_as_old_as_they_say_and_keep_their_signs_apart(practice):
    written = practice_postings()
    bad = [each for each in written if practice_signs(each.id)]

    assert len(written) >= 240
    assert len(bad) >= 60
    assert all(words in f"{each.title}\n{each.text}" for each in bad for _, words in practice_signs(each.id))
    assert not any(hasattr(each, "signs") for each in practice.postings())
    assert sorted(practice.postings(), key=lambda each: each.id) == sorted(written, key=lambda each: each.id)


def test_a_practice_board_ages_with_the_days():
    made = TODAY - timedelta(30)
    shelf = shelf_of([posting(1, "Cuoca", posted=made - timedelta(2))], made_on=made)
    board = Board([shelf])

    assert board.posting("1").posted == TODAY - timedelta(2)
    assert [ids(board, posted_within_days=days) for days in (1, 2)] == [[], ["1"]]


def test_an_imported_file_and_the_practice_set_are_one_board(tmp_path, monkeypatch):
    file = tmp_path / "vacancies.sqlite"
    write_shelf([posting("new", "Zampognara", source="import", weekly_hours=12.5)], file)
    monkeypatch.setenv("ONWARD_VACANCIES", str(file))

    board = open_board()

    assert ids(board, "zampognari") == ["new"]
    assert board.posting("new") == posting("new", "Zampognara", source="import", weekly_hours=12.5)
    assert board.posting("it-01").source == "practice"


def test_what_a_trainer_wrote_is_on_the_board_too(tmp_path, monkeypatch):
    file = tmp_path / "own.json"
    monkeypatch.setenv("ONWARD_OWN_VACANCIES", str(file))
    written = OwnPostings(file).save(OwnPosting(posting("", "Zampognara"))).posting

    board = open_board()

    assert (ids(board, "zampognari"), board.posting(written.id)) == ([written.id], written)


def test_a_file_that_is_replaced_is_read_anew(tmp_path, monkeypatch):
    file, other = tmp_path / "vacancies.sqlite", tmp_path / "other.sqlite"
    monkeypatch.setenv("ONWARD_VACANCIES", str(file))
    write_shelf([posting("old", "Zampognara")], file)
    before = ids(open_board(), "zampognara")
    write_shelf([posting("new", "Zampognara")], other)
    other.replace(file)

    assert (before, ids(open_board(), "zampognara")) == (["old"], ["new"])


def test_a_damaged_file_leaves_the_practice_set(tmp_path, monkeypatch):
    file = tmp_path / "vacancies.sqlite"
    file.write_bytes(b"no database" * 100)
    monkeypatch.setenv("ONWARD_VACANCIES", str(file))

    assert open_board().posting("it-01")


def test_damage_that_shows_later_leaves_the_practice_set(tmp_path, monkeypatch, caplog):
    file = tmp_path / "vacancies.sqlite"
    monkeypatch.setenv("ONWARD_VACANCIES", str(file))
    write_shelf([posting(number, f"Zampognara {number}", "x" * 9_000) for number in range(20)], file)
    whole, pages = file.read_bytes(), range(0, file.stat().st_size, PAGE)
    for start in pages:
        file.write_bytes(whole[:start] + bytes(PAGE) + whole[start + PAGE :])
        os.utime(file, (start, start))
        board = open_board()

        assert board.search(Query(words="zampognara cameriera", language="it", limit=500)).total
        assert board.search(Query(sort="newest", limit=500)).postings
        assert board.like("it-04", 3)
        assert board.posting("5") in (None, posting(5, "Zampognara 5", "x" * 9_000))
        assert len(board.postings()) >= 240

    assert 0 < len(caplog.messages) <= len(pages)


def test_an_error_of_our_own_is_no_damage():
    with pytest.raises(sqlite3.ProgrammingError):
        board_of(posting(1, "Cuoca")).posting(object())


def test_a_board_is_searched_from_another_thread(practice):
    found = []
    thread = threading.Thread(target=lambda: found.append(practice.search(Query(words="cuoco")).total))
    thread.start()
    thread.join()

    assert found == [practice.search(Query(words="cuoco")).total]


def test_one_id_in_two_sources_is_the_first_shelfs():
    first, second = posting(1, "Cuoca"), posting(1, "Autista")

    assert Board([shelf_of([first]), shelf_of([second])]).posting("1") == replace(first)
