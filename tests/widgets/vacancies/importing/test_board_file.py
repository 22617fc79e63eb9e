"""The board's file: one source replaced, the others kept; a failure changes nothing."""

import stat
from datetime import date
from threading import Thread

import pytest

from widgets.vacancies.board.shelf import Shelf
from widgets.vacancies.importing import UnreadableBoard, add_source, board_file, remove_source, sources
from widgets.vacancies.model import Posting

PAGE = 8192


def posting(name, source="import", day=1):
    return Posting(
        id=f"{source}:{name}", title=name, language="it", posted=date(2026, 1, day), text="", source=source
    )


@pytest.fixture
def file(tmp_path):
    return tmp_path / "home" / "vacancies.sqlite"


def titles(file):
    return [each.title for each in Shelf.open(file).all()]


def test_a_source_is_replaced_and_the_others_stay_newest_first(file):
    add_source(file, "town", [posting("a", "town", 5), posting("b", "town", 1)])
    add_source(file, "import", [posting("c")])

    before = add_source(file, "import", [posting("d", day=3), posting("e", day=9)])

    assert (before, titles(file)) == (1, ["e", "a", "d", "b"])
    assert sources(file) == {"import": 2, "town": 2}


def test_a_source_is_removed_and_the_last_takes_the_file_along(file):
    add_source(file, "town", [posting("a", "town")])
    add_source(file, "import", [posting("c")])

    assert (remove_source(file, "nobody"), remove_source(file, "town"), titles(file)) == (0, 1, ["c"])
    assert (remove_source(file, "import"), file.exists(), sources(file)) == (1, False, {})


def test_every_account_may_read_it_and_only_its_owner_write(file):
    add_source(file, "import", [posting("a")])

    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_a_failure_leaves_the_board_and_no_rubbish(file):
    add_source(file, "import", [posting("a")])
    before = file.read_bytes()

    with pytest.raises(OSError, match="UNIQUE"):
        add_source(file, "town", [posting("x", "town"), posting("x", "town")])

    assert file.read_bytes() == before
    assert {each.name for each in file.parent.iterdir()} == {file.name, "vacancies.lock"}


def test_a_damaged_file_is_not_written_over(file):
    file.parent.mkdir()
    file.write_bytes(b"no database at all" * 100)

    for change in (lambda: add_source(file, "import", [posting("a")]), lambda: remove_source(file, "import")):
        with pytest.raises(UnreadableBoard):
            change()
    assert file.read_bytes().startswith(b"no database")


def test_damage_in_the_middle_is_named_and_never_written_over(file):
    add_source(file, "town", [posting(str(number), "town") for number in range(30)])
    whole = file.read_bytes()
    outcomes = set()
    for start in range(0, len(whole), PAGE):
        damaged = whole[:start] + bytes(PAGE) + whole[start + PAGE :]
        file.write_bytes(damaged)
        for change in (
            lambda: sources(file),
            lambda: remove_source(file, "nobody"),
            lambda: add_source(file, "import", [posting("a")]),
        ):
            try:
                change()
                outcomes.add("done")
            except UnreadableBoard:
                outcomes.add("unreadable")
                assert file.read_bytes() == damaged

    assert outcomes == {"done", "unreadable"}


def test_two_changes_at_once_come_one_after_the_other(file, monkeypatch):
    write = board_file.write_shelf
    other = Thread(target=add_source, args=(file, "import", [posting("b")]))

    def write_while_another_comes(postings, made):
        monkeypatch.setattr(board_file, "write_shelf", write)
        other.start()
        other.join(0.3)
        write(postings, made)

    monkeypatch.setattr(board_file, "write_shelf", write_while_another_comes)
    add_source(file, "town", [posting("a", "town")])
    other.join()

    assert sources(file) == {"import": 1, "town": 1}


def test_who_reads_the_old_file_goes_on_reading_it(file):
    add_source(file, "import", [posting("a")])
    reader = Shelf.open(file)

    add_source(file, "import", [posting("b")])

    assert ([each.title for each in reader.all()], titles(file)) == (["a"], ["b"])
