"""`onward vacancies`: import with a preview, list, remove."""

import stat
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from deploy.cli.vacancies import app
from widgets.vacancies.board import Query, open_board

ROWS = """id,title,text,employer,place,posted
1,Zampognara,Testo,Esempio,Padova,2026-01-31
2,Zampognaro,Altro,,,
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ONWARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ONWARD_VACANCIES", str(tmp_path / "home" / "vacancies.sqlite"))
    return tmp_path / "home"


@pytest.fixture
def onward(home):
    def run(*arguments, stdin=None):
        return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)

    return run


@pytest.fixture
def jobs(tmp_path):
    file = tmp_path / "jobs.csv"
    file.write_text(ROWS, "utf-8")
    return file


def on_the_board():
    return sorted(each.id for each in open_board().search(Query(words="zampognara")).postings)


def test_what_is_imported_is_found_on_the_board(onward, jobs, home):
    done = onward("import", jobs, "--language", "it")

    assert done.exit_code == 0
    assert "Rows read: 2 (utf-8)" in done.output
    assert "2026-01-31  Zampognara | Esempio | Padova IT | it\n" in done.output
    assert "Vacancies imported: 2. Before there were 0 from import." in done.output
    assert on_the_board() == ["import:1", "import:2"]
    assert stat.S_IMODE((home / "vacancies.sqlite").stat().st_mode) == 0o644


def test_a_trial_shows_the_rows_and_imports_nothing(onward, jobs, home):
    done = onward("import", jobs, "--language", "it", "--dry-run")

    assert (done.exit_code, "Zampognara | Esempio" in done.output) == (0, True)
    assert not home.exists()


def test_one_bad_row_leaves_the_board_as_it_was(onward, jobs, home):
    onward("import", jobs, "--language", "it")
    before = (home / "vacancies.sqlite").read_bytes()
    jobs.write_text(ROWS + "3,,Testo,,,32/1/2026\n1,Zampogna,Testo,,,\n", "utf-8")

    done = onward("import", jobs, "--language", "it")

    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"Nothing was imported: 3 things are wrong in {jobs}.",
        "Row 4, title: is missing.",
        "Row 4, posted: 32/1/2026 is no day from the year 2000 to today, such as 2026-03-31 or 31/3/2026.",
        "Row 5, id: 1 stands in an earlier row too.",
    ]
    assert (home / "vacancies.sqlite").read_bytes() == before


def test_sources_are_listed_and_removed(onward, jobs):
    onward("import", jobs, "--language", "it", "--source", "town-hall")
    onward("import", jobs, "--language", "it")

    listed, asked = onward("list").output, onward("remove", "town-hall", stdin="n\n")
    removed = onward("remove", "town-hall", "--yes")

    assert (listed, asked.exit_code) == ("import: 2\ntown-hall: 2\n", 1)
    assert (removed.output, onward("list").output) == ("Vacancies of town-hall removed: 2.\n", "import: 2\n")
    assert onward("remove", "town-hall", "--yes").exit_code == 1


def test_an_empty_board_says_how_to_fill_it(onward):
    assert "onward vacancies import FILE" in onward("list").output


@pytest.mark.parametrize("source", ["practice", "trainer", "Town Hall", "../x", "", "x" * 31])
def test_a_source_has_a_plain_name(onward, jobs, source):
    assert onward("import", jobs, "--language", "it", "--source", source).exit_code == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "is a spreadsheet"),
        (b"<html>", "is a web page"),
        (b"[" * 100_000, "lists within lists"),
        (b"\xff\xfe\x00\xd8", "the letters can't be read"),
        (b"a;b\n1;2\n", "has no column for: title, text"),
    ],
)
def test_a_file_of_another_kind_gets_a_clear_message(onward, jobs, content, said):
    jobs.write_bytes(content)

    done = onward("import", jobs)

    assert (done.exit_code, said in done.stderr, "Traceback" in done.output) == (1, True, False)


@pytest.mark.parametrize("whole_until", [0, 8192])
def test_a_damaged_board_is_named_and_kept(onward, jobs, home, whole_until):
    onward("import", jobs, "--language", "it")
    file = home / "vacancies.sqlite"
    damaged = file.read_bytes()[:whole_until].ljust(file.stat().st_size, b"\0")
    file.write_bytes(damaged)

    results = [
        onward("import", jobs, "--language", "it"),
        onward("list"),
        onward("remove", "import", "--yes"),
    ]

    assert [(each.exit_code, "is damaged" in each.stderr) for each in results] == [(1, True)] * 3
    assert file.read_bytes() == damaged


def test_an_unknown_language_is_told(onward, jobs):
    done = onward("import", jobs, "--language", "xx")

    assert (done.exit_code, "xx is no language" in done.stderr) == (1, True)


def test_the_commands_load_no_numpy():
    code = "import sys, deploy.cli.vacancies; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
