"""A shelf's rows of words and facts, beside a plain search through the same postings."""

import random
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest

from widgets.vacancies.board import Board, Query, filling, shelf
from widgets.vacancies.board.filling import shelf_of, write_shelf
from widgets.vacancies.board.rows import by_count, rows_in
from widgets.vacancies.board.shelf import Shelf, UnreadableShelf
from widgets.vacancies.model import Posting

TODAY = date.today()
WORDS = "cuoco sala notte banco piano bimbi forno campo turno stiro".split()  # noqa: SIM905 -- one line
HOURS = ("full_time", "part_time", "")


def some_postings(count):
    chance = random.Random(7)
    return [
        Posting(
            id=str(number),
            title=" ".join(chance.sample(WORDS, chance.randint(1, 2))),
            text=" ".join(chance.sample(WORDS, min(len(WORDS), int(chance.expovariate(0.4))))),
            language="it",
            posted=TODAY - timedelta(number // 7),
            hours=chance.choice(HOURS),
            night=chance.random() < 0.05,
        )
        for number in range(count)
    ]


@pytest.fixture(params=["small chunks", "one chunk"])
def stocked(request, monkeypatch):
    if request.param == "small chunks":
        for module in (shelf, filling):
            monkeypatch.setattr(module, "CHUNK", 64)
        monkeypatch.setattr(filling, "FREQUENT", 6)
        monkeypatch.setattr(filling, "FEW", 9)
    postings = some_postings(400)
    return shelf_of(postings), postings


def holds(posting, word, *, in_title=False):
    return word in posting.title.split() or (not in_title and word in posting.text.split())


@pytest.mark.parametrize("in_title", [False, True])
def test_rows_of_a_word_are_those_that_hold_it(stocked, in_title):
    made, postings = stocked
    for word in WORDS:
        (stem,) = shelf_stems(word)
        expected = [row for row, each in enumerate(postings) if holds(each, word, in_title=in_title)]

        assert expected
        assert list(rows_in(made.with_word([stem], in_title=in_title))) == expected


def shelf_stems(word):
    return filling.stems_of(word, "it")


def test_rows_of_a_fact_and_of_days(stocked):
    made, postings = stocked

    assert list(rows_in(made.with_fact("n_1"))) == [row for row, each in enumerate(postings) if each.night]
    assert list(rows_in(made.with_fact("h_fulltime", "h_parttime"))) == [
        row for row, each in enumerate(postings) if each.hours
    ]
    assert [made.since(TODAY - timedelta(days)).bit_count() for days in (-1, 0, 3, 999)] == [0, 7, 28, 400]
    assert made.everything.bit_count() == 400


def test_a_search_gives_what_a_plain_one_does_in_the_same_order(stocked):
    made, postings = stocked
    board = Board([made])
    for first, second in pairwise(WORDS):
        both = [each for each in postings if holds(each, first) and holds(each, second) and not each.night]
        above = [
            each for each in both if holds(each, first, in_title=True) and holds(each, second, in_title=True)
        ]
        expected = above + [each for each in both if each not in above]

        results = board.search(Query(words=f"{first} {second}", language="it", night=False, limit=400))

        assert len(both) > 5
        assert [each.id for each in results.postings] == [each.id for each in expected]
        assert results.total == len(expected)


def test_rows_by_the_number_of_sets_that_hold_them():
    assert by_count([0b0111, 0b0011, 0b1001]) == [0b0001, 0b0010, 0b1100]
    assert by_count([0b101]) == [0b101]
    assert by_count([]) == []


def test_an_empty_shelf_finds_nothing():
    board = Board([shelf_of([])])

    assert board.search(Query(words="cuoco")) == board.search(Query(place="Roma"))
    assert board.search(Query()).total == 0


def test_the_practice_set_is_searched_after_a_fork():
    """In a process of its own, since this one may have threads."""
    code = (
        "import os; from widgets.vacancies.board import Query, open_board\n"
        "find = lambda: open_board().search(Query(words='cuoco')).total\n"
        "before = find(); child = os.fork()\n"
        "if not child: os._exit(find() != before or not before)\n"
        "os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("content", [b"", b"no database" * 100, b"SQLite format 3\0" + bytes(5000)])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    file = tmp_path / "other.sqlite"
    file.write_bytes(content)

    with pytest.raises(UnreadableShelf):
        Shelf.open(file)


def test_a_file_of_another_version_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "vacancies.sqlite"
    write_shelf(some_postings(3), file)
    monkeypatch.setattr(shelf, "VERSION", shelf.VERSION + 1)

    with pytest.raises(UnreadableShelf):
        Shelf.open(file)


def test_a_file_name_may_hold_any_letter(tmp_path):
    file = tmp_path / "offerte ?#% è.sqlite"
    write_shelf(some_postings(3), file)

    assert len(list(Shelf.open(file).all())) == 3
