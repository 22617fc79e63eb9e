"""A whole Hub whose cohort oak has its records in PostgreSQL, behind a password."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

import widgets.page
from deploy.cli import app
from deploy.cohorts import create_cohort
from deploy.removal import remove_learner
from grading.caseload.pages import texts
from grading.gradebook.places import Course
from grading.gradebook.query import submission_grades
from grading.store import Store
from tests.postgresql import PostgresqlServer, new_database, running_postgresql
from tests.running_hub import RunningHub, answers, prepared_home, running_hub, started, wait_for
from tests.test_whole_path import wait_until_scored, written_and_handed_in
from widgets.language import load_text

FRAME = Path(widgets.page.__file__).parent / "text"
pytestmark = [pytest.mark.hub, pytest.mark.browser, pytest.mark.postgresql]

PASSWORD = "a-password-that-leaks-nowhere"
SAVED = "Saved"
CV = {
    "schema": 1,
    "basics": {"name": "Amina Haddad", "phone": "+39 333 123 4567"},
    "skills": [{"id": "a", "name": "x"}],
}
GRADING_SECONDS = 8


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresqlServer]:
    with running_postgresql(PASSWORD) as server:
        yield server


@pytest.fixture(scope="module")
def url(server: PostgresqlServer) -> Iterator[str]:
    with new_database(server.url) as url:
        yield url


@pytest.fixture(scope="module")
def hub(url: str, proxy_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    settings = prepared_home(tmp_path_factory.mktemp("postgresql"), proxy_folder)
    with running_hub(settings, oak={"store_url": url, "country": "it"}) as hub:
        yield hub


@pytest.fixture
def onward(hub: RunningHub, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """What the command line says, good or bad."""
    monkeypatch.setenv("ONWARD_HOME", str(hub.settings.home))
    return lambda line: CliRunner().invoke(app, line.split()).output


def rows_of(url: str, learner: str) -> int:
    """How much the database holds of a learner."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        tables = [("learner", "code"), ("version", "learner"), ("handed_in", "learner")]
        counts = [
            connection.exec_driver_sql(
                f"SELECT count(*) FROM {table} WHERE {column} = %(code)s", {"code": learner}
            ).scalar_one()
            for table, column in tables
        ]
    return sum(counts)


def command_lines() -> list[str]:
    """Of every process of this machine; anybody may read them."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(file.read_text("utf-8", "replace").replace("\0", " "))
        except OSError:
            continue
    return found


def name_field(page: Page):
    return page.get_by_label(page.text("who.name.label"), exact=True)


def status(page: Page):
    return page.get_by_role("status").first


def stored_name(hub: RunningHub, learner: str) -> str:
    with hub.store() as store:
        return store.records(learner).load("cv").document["basics"]["name"]


def test_a_cv_goes_to_her_trainer_and_a_removed_learner_leaves_no_row(
    hub: RunningHub, url: str, open_lesson: Callable[..., Page], new_context: Callable[..., BrowserContext]
):
    learner = open_lesson("write_a_cv")
    written_and_handed_in(learner, "en")
    code = learner.learner.name
    trainer = new_context().new_page()
    hub.sign_in_staff(trainer, "oak")
    trainer.get_by_role("link", name=code).first.click()
    wait_until_scored(trainer, texts("en"))
    expect(trainer.get_by_role("main")).to_contain_text("Zeynab Oukacha")
    before = rows_of(url, code)

    remove_learner(hub.people, code)

    assert (before > 2, rows_of(url, code)) == (True, 0)
    assert trainer.goto(f"{hub.service('oak')}staff/learners/{code}/cv").status == 404
    assert list(hub.cohort().course.rglob(code)) == []


def test_a_new_cv_begins_with_the_habits_of_the_cohorts_country(
    hub: RunningHub, open_lesson: Callable[..., Page]
):
    page = open_lesson("write_a_cv", language="ar")
    name_field(page).fill("Amina")
    expect(status(page)).to_have_text(load_text(FRAME, "ar")("status.saved"))

    with hub.store() as store:
        document = store.records(page.learner.name).load("cv").document
    assert (document["settings"]["country"], document["settings"]["language"]) == ("IT", "it")


@pytest.mark.allows("console")  # a page that asks while there is no database is reported there
def test_postgresql_restarts_while_she_types_and_nothing_is_lost(
    hub: RunningHub, server: PostgresqlServer, open_lesson: Callable[..., Page]
):
    page = open_lesson("write_a_cv")
    name_field(page).fill("Amina")
    expect(status(page)).to_have_text(SAVED)

    server.stop()
    name_field(page).fill("Amina Haddad")
    expect(status(page)).to_contain_text("Not saved")
    server.start()

    expect(status(page)).to_have_text(SAVED, timeout=30_000)
    assert stored_name(hub, page.learner.name) == "Amina Haddad"
    assert name_field(page).input_value() == "Amina Haddad"


def test_what_is_scored_while_postgresql_restarts_gets_its_points_all_the_same(
    hub: RunningHub, server: PostgresqlServer
):
    code = hub.add_learner().name
    with hub.store() as store:
        store.records(code).hand_in("cv", CV)
        undisturbed = score_when_graded(hub, store, code)
        store.records(code).hand_in("cv", CV)
        wait_until(lambda: store.handed_in(code)[0].state == "written")
        server.stop()
        time.sleep(GRADING_SECONDS)
        server.start()

        assert score_when_graded(hub, store, code) == undisturbed > 0


def score_when_graded(hub: RunningHub, store: Store, code: str) -> float:
    wait_until(lambda: {item.state for item in store.handed_in(code)} == {"graded"})
    (grade,) = submission_grades(Course(hub.cohort().course).gradebook_url, code, "cv")
    return grade.score


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_hub_that_starts_before_its_database_opens_the_cohort_when_it_is_there(
    server: PostgresqlServer, url: str, proxy_folder: Path, tmp_path: Path
):
    settings = prepared_home(tmp_path / "home", proxy_folder)
    create_cohort(settings, "elm")
    with new_database(server.url) as of_oak:
        create_cohort(settings, "oak", of_oak)
        server.stop()
        with started(settings) as process:
            hub = RunningHub(settings, process, {}, {})
            wait_for(f"{hub.service('elm')}health", hub)
            without_database = answers(f"{hub.service('oak')}health")
            server.start()
            wait_for(f"{hub.service('oak')}health", hub)
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=60)[0]

    assert not without_database
    assert "The records of oak cannot be opened (store_unavailable); the other cohorts start." in said


def test_the_password_stands_in_the_cohorts_own_file_and_nowhere_else(
    hub: RunningHub, open_lesson: Callable[..., Page], onward: Callable[[str], str]
):
    page = open_lesson("write_a_cv")
    name_field(page).fill("Amina")
    expect(status(page)).to_have_text(SAVED)
    written = [file for file in hub.settings.home.rglob("*") if file.is_file()]
    said = [
        onward(line) for line in ("cohort list", "doctor", "cohort create oak --store-url " + url_of(hub))
    ]
    lines = command_lines()

    assert any("grading.worker" in line for line in lines)
    assert [line for line in lines if PASSWORD in line] == []
    assert [text for text in said if PASSWORD in text] == []
    assert [file.name for file in written if PASSWORD.encode() in file.read_bytes()] == ["cohort.toml"]
    assert (hub.cohort().folder / "cohort.toml").stat().st_mode & 0o077 == 0


def url_of(hub: RunningHub) -> str:
    assert PASSWORD in hub.cohort().store_url
    return hub.cohort().store_url


def test_the_doctor_says_whether_the_database_answers(server: PostgresqlServer, onward: Callable[[str], str]):
    healthy = onward("doctor")
    server.stop()
    ill = onward("doctor")
    server.start()

    assert "ok    The records of oak can be opened." in healthy
    assert "BAD   The records of oak cannot be opened: StoreUnavailable" in ill
    assert "start the database server" in ill
    assert "ok    The records of elm can be opened." in ill


def test_a_database_with_another_password_is_not_made_and_its_address_not_repeated(
    server: PostgresqlServer, onward: Callable[[str], str], hub: RunningHub
):
    wrong = make_url(server.url).set(password="another-password").render_as_string(hide_password=False)

    output = onward(f"cohort create ash --store-url {wrong}")

    assert "could not be made (store_unavailable)" in output
    assert "another-password" not in output
    assert not (hub.settings.cohorts / "ash").exists()
