"""`onward vacancies fetch`: from a service to the board."""

import stat

import pytest
import typer
from typer.testing import CliRunner

from deploy.cli.vacancies_fetch import fetch
from tests.widgets.vacancies.connectors.fake_server import answer
from tests.widgets.vacancies.connectors.fake_services import SERVICES, jobtech_item, well_behaved
from widgets.vacancies.board import Query, open_board
from widgets.vacancies.importing import sources


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ONWARD_HOME", str(tmp_path))
    monkeypatch.setenv("ONWARD_VACANCIES", str(tmp_path / "vacancies.sqlite"))
    return tmp_path


@pytest.fixture
def onward(home):
    app = typer.Typer()
    app.command()(fetch)

    def run(*arguments):
        return CliRunner().invoke(app, list(arguments), catch_exceptions=False)

    return run


@pytest.fixture
def switch_on(home, serve):
    def on(reply=None, count=7):
        good = SERVICES["jobtech"][0]([jobtech_item(each) for each in range(count)])
        server = serve(reply or well_behaved(good))
        settings = f'[connectors.jobtech]\non = true\nbase = "{server.url}"\n'
        (home / "settings.toml").write_text(settings, "utf-8")
        return server

    return on


def test_what_is_fetched_is_found_on_the_board(onward, home, switch_on):
    switch_on()

    done = onward("städare", "--country", "se", "--place", "Malmö")

    assert done.exit_code == 0
    assert "jobtech: 7 found.\n2026-03-01  Hotellstädare | Exempel Hotell AB | Malmö SE\n" in done.output
    assert "… and 2 more\njobtech: on the board now: 7. Before there were 0." in done.output
    assert sources(home / "vacancies.sqlite") == {"jobtech": 7}
    assert open_board().search(Query(words="hotellstädare")).total == 7
    assert stat.S_IMODE((home / "hub" / "connectors.sqlite").stat().st_mode) == 0o600


def test_a_trial_imports_nothing(onward, home, switch_on):
    switch_on()

    done = onward("städare", "--country", "SE", "--dry-run")

    assert (done.exit_code, "7 found" in done.output) == (0, True)
    assert not (home / "vacancies.sqlite").exists()


def test_several_searches_go_on_the_board_together(onward, home, switch_on):
    server = switch_on()

    onward("städare", "kock", "--country", "SE")

    assert [each.query["q"] for each in server.requests] == ["städare", "kock"]
    assert sources(home / "vacancies.sqlite") == {"jobtech": 7}


def test_a_service_that_fails_leaves_the_board_as_it_was(onward, home, switch_on):
    switch_on()
    onward("städare", "--country", "SE")
    switch_on(lambda request, connection, over: connection.sendall(answer(429, retry_after="90")))

    done = onward("kock", "--country", "SE")

    assert (done.exit_code, done.stderr) == (1, "jobtech was asked too often. Try again in 2 minutes.\n")
    assert sources(home / "vacancies.sqlite") == {"jobtech": 7}


def test_nothing_found_leaves_the_board_as_it_was(onward, home, switch_on):
    switch_on()
    onward("städare", "--country", "SE")
    switch_on(count=0)

    done = onward("kock", "--country", "SE")

    assert (done.exit_code, done.output) == (
        0,
        "jobtech: nothing found. What the board has from there stays.\n",
    )
    assert sources(home / "vacancies.sqlite") == {"jobtech": 7}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--from", "jobtech", "--country", "IT"], "IT is no country of jobtech. It has vacancies of: SE\n"),
        (["--country", "IT"], "None of the services that are switched on has vacancies of IT.\n"),
        (["--from", "careerjet", "--country", "IT"], "careerjet is no service that Onward knows."),
        (["--from", "eures", "--country", "IT"], "eures is not switched on."),
    ],
)
def test_what_can_t_be_asked_is_said(onward, switch_on, more, said):
    server = switch_on()

    done = onward("cuoca", *more)

    assert (done.exit_code, done.stderr.startswith(said), server.requests) == (1, True, [])


def test_without_a_service_it_says_how_to_switch_one_on(onward, home):
    done = onward("cuoca", "--country", "IT")

    assert (done.exit_code, "[connectors.jobtech]\non = true" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "code",
    ["off", "not_set_up", "refused", "too_many", "quota", "timeout", "not_json", "broken", "unreachable"],
)
def test_each_failure_has_its_message(code):
    from deploy.cli.vacancies_fetch import text

    assert "jobtech" in text()(f"failed.{code}", name="jobtech", minutes=2)
