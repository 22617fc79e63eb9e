"""The command line without a running Hub."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.cli import app
from deploy.cohorts import find_cohort
from deploy.people import People, open_store
from deploy.settings import Settings
from grading.store import UnknownLearner
from widgets.documents import read_document

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def onward(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`onward("cohort list")` in an installation of this test's own."""
    monkeypatch.setenv("ONWARD_HOME", str(home))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")

    def run(line: str) -> Result:
        return CliRunner().invoke(app, line.split(), catch_exceptions=False)

    return run


@pytest.fixture
def people(onward: Run, home: Path) -> People:
    """An installation with the cohort oak."""
    assert onward("cohort create oak").exit_code == 0
    return People.of(Settings(home=home))


def test_a_new_cohort_has_all_it_needs_and_nobody_else_may_look(onward: Run, home: Path):
    result = onward("cohort create oak")

    cohort = home / "cohorts" / "oak"
    assert result.exit_code == 0
    assert {path.name for path in cohort.iterdir()} == {
        "cohort.toml",
        "course",
        "keys",
        "lessons",
        "log",
        "run",
        "store.sqlite",
    }
    assert (cohort / "course" / "nbgrader_config.py").exists()
    folders = [home, home / "hub", cohort, cohort / "keys", cohort / "course", cohort / "run"]
    assert [oct(stat.S_IMODE(folder.stat().st_mode)) for folder in folders] == ["0o700"] * len(folders)


def test_a_second_cohort_of_that_name_is_refused_and_the_first_is_kept(onward: Run, people: People):
    code = people.add_learner(people_cohort(people)).name

    result = onward("cohort create oak")

    assert (result.exit_code, "already" in result.output) == (1, True)
    assert onward("learner list").output.split() == [code]


def test_a_cohort_has_a_country_and_its_list_says_so(onward: Run, home: Path):
    onward("cohort create oak --country it")
    onward("cohort create elm")

    assert onward("cohort list").output.splitlines() == [
        "elm: learners 0, staff 0, country none, account the Hub's",
        "oak: learners 0, staff 0, country IT, account the Hub's",
    ]
    assert find_cohort(Settings(home=home), "oak").country == "IT"


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ("--country xx", "xx is no country"),
        ("--country italy", "two letters"),
        ("--account nobody-has-this-name", "useradd --system --create-home nobody-has-this-name"),
        ("--store-url secret-nonsense", "unsuitable_address"),
        ("--store-url mongodb://onward:secret@localhost/oak", "unsuitable_address"),
        ("--store-url postgresql+pg8000://onward:secret@localhost/oak", "driver"),
        ("--store-url postgresql+psycopg://onward:secret@/oak?host=/nowhere", "store_unavailable"),
    ],
)
def test_a_cohort_that_can_not_be_is_not_begun_and_no_address_is_repeated(
    onward: Run, home: Path, options: str, hint: str
):
    result = onward(f"cohort create oak {options}")

    assert (result.exit_code, hint in result.output) == (1, True)
    assert "secret" not in result.output
    assert list((home / "cohorts").iterdir()) == []


def test_a_databases_address_may_come_by_the_environment(
    onward: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONWARD_STORE_URL", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")

    onward("cohort create oak")

    assert (tmp_path / "elsewhere.sqlite").exists()
    assert find_cohort(Settings(home=home), "oak").store_url.endswith("elsewhere.sqlite")


@pytest.mark.parametrize("name", ["Oak", "9oak", "oak-desk", "oak-worker", "../oak"])
def test_a_cohorts_name_that_would_clash_is_refused(onward: Run, home: Path, name: str):
    result = onward(f"cohort create {name}")

    assert (result.exit_code, "a–z" in result.output) == (1, True)
    assert list((home / "cohorts").iterdir()) == []


def test_learners_are_added_with_cards_to_cut(onward: Run, people: People, tmp_path: Path):
    cards = tmp_path / "cards.docx"

    result = onward(f"learner add --count 3 --cards {cards} --language it")

    printed = [
        line.split("   PIN ") for line in result.output.splitlines() if "PIN" in line and "code" in line
    ]
    words = "\n".join(paragraph.text for paragraph in read_document(cards.read_bytes()).paragraphs)
    assert len(printed) == 3
    for code, pin in printed:
        assert code.removeprefix("code ") in words
        assert f"{pin[:3]} {pin[3:]}" in words
    assert "Il tuo codice" in words
    assert len(onward("learner list").output.split()) == 3


def test_a_new_pin_replaces_the_old_one_and_ends_the_wait(onward: Run, people: People):
    sign_in = people.add_learner(people_cohort(people))

    output = onward(f"learner reset-pin {sign_in.name.upper()}").output

    pin = output.split("PIN ")[1].split()[0]
    hashed = people.roster.find(sign_in.name).secret
    assert (people.vault.fits(sign_in.secret, hashed), people.vault.fits(pin, hashed)) == (False, True)


def test_a_removed_learner_leaves_nothing(onward: Run, people: People):
    cohort = people_cohort(people)
    gone, stays = people.add_learner(cohort).name, people.add_learner(cohort).name
    with open_store(cohort) as store:
        store.records(gone).save("cv", {"basics": {"name": "Amina"}}, 0)

    result = onward(f"learner remove {gone} --yes")

    assert result.exit_code == 0
    assert onward("learner list").output.split() == [stays]
    with open_store(cohort) as store, pytest.raises(UnknownLearner):
        store.data_key(gone)


def test_removing_asks_first(onward: Run, people: People):
    code = people.add_learner(people_cohort(people)).name

    result = onward(f"learner remove {code}")

    assert result.exit_code == 1
    assert onward("learner list").output.split() == [code]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("learner remove zzzzzz --yes", "onward learner list"),
        ("learner reset-pin zzzzzz", "onward learner list"),
        ("learner add --cohort elm", "There is: oak"),
        ("learner cards cards.docx", "onward learner add"),
        ("learner add --language xx", "en, it, es, fr, ro, el, ar, uk"),
        ("staff remove nobody --yes", "onward staff list"),
        ("staff add 1", "letter first"),
    ],
)
def test_what_can_not_be_done_is_said_with_what_to_do(onward: Run, people: People, line: str, hint: str):
    result = onward(line)

    assert (result.exit_code, hint in result.output) == (1, True)


def test_nothing_there_yet_says_what_comes_first(onward: Run):
    result = onward("learner list")

    assert (result.exit_code, "onward cohort create NAME" in result.output) == (1, True)


def test_staff_come_join_a_second_cohort_and_go(onward: Run, people: People):
    onward("cohort create elm")
    first = onward("staff add Elena.Rossi --cohort oak").output
    second = onward("staff add elena.rossi --cohort elm").output
    onward("staff remove elena.rossi --cohort oak --yes")

    assert ("password" in first, "same password" in second) == (True, True)
    assert onward("staff list --cohort oak").output.split() == []
    assert onward("staff list --cohort elm").output.split() == ["elena.rossi"]


def test_a_learners_code_is_no_staff_name(onward: Run, people: People):
    code = people.add_learner(people_cohort(people)).name

    assert onward(f"staff add {code}").exit_code == 1


def test_the_doctor_finds_a_key_that_others_can_read(onward: Run, people: People, home: Path):
    (home / "hub" / "pin_key").chmod(0o644)

    result = onward("doctor")

    assert result.exit_code == 1
    assert f"chmod go-rwx {home}/hub/pin_key" in result.output


def test_the_doctor_finds_a_missing_key_file(onward: Run, people: People):
    for file in people_cohort(people).keys.iterdir():
        file.unlink()

    result = onward("doctor")

    assert result.exit_code == 1
    assert "BAD   The records of oak cannot be opened: MissingKeyFile" in result.output


def test_the_doctor_says_that_cohorts_share_an_account(onward: Run, people: People):
    onward("cohort create elm")

    assert "share one account: elm, oak" in onward("doctor").output


@pytest.mark.parametrize(
    "line",
    [
        "hub",
        "doctor",
        "cohort create",
        "cohort list",
        "learner add",
        "learner list",
        "learner remove",
        "learner reset-pin",
        "learner cards",
        "staff add",
        "staff list",
        "staff remove",
    ],
)
def test_help_gives_examples(onward: Run, line: str):
    output = onward(f"{line} --help").output

    assert f"onward {line}" in output.split("Example")[1]


def people_cohort(people: People):
    return find_cohort(people.settings, "oak")
