"""A service is asked no more than needed and no more than it bears."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.widgets.vacancies.connectors.fake_server import answer
from tests.widgets.vacancies.connectors.fake_services import SERVICES, jobtech_item, well_behaved
from widgets.vacancies.connectors import Words
from widgets.vacancies.connectors.exchange import Patience
from widgets.vacancies.connectors.ledger import Ledger
from widgets.vacancies.connectors.pace import Pace
from widgets.vacancies.connectors.service import retry_after

HOUR = 3_600


def one_after_another(*answers):
    left = list(answers)
    good = answer(200, {"total": {"value": 1}, "hits": [jobtech_item()]})
    return well_behaved(lambda request: left.pop(0) if left else good)


@pytest.mark.parametrize("name", SERVICES)
def test_the_same_search_is_asked_once(ask, name):
    asked = ask(name)

    first, again = asked.search("Cuoca", "Roma"), asked.search(" Cuoca ", "Roma")

    assert (first == again, len(first), len(asked.searches)) == (True, 1, 1)


def test_another_search_is_asked_anew(ask):
    asked = ask("jobtech")

    asked.search("cuoca"), asked.search("cuoca", "Roma"), asked.search("cuoca", limit=10)

    assert len(asked.server.requests) == 3


def test_an_answer_is_stale_after_six_hours(ask):
    asked = ask("jobtech")

    asked.search()
    asked.clock.now += 6 * HOUR + 1
    asked.search()

    assert len(asked.server.requests) == 2


def test_nothing_found_is_remembered_too(ask):
    asked = ask("jobtech", count=0)

    assert (asked.search(), asked.search(), len(asked.server.requests)) == ([], [], 1)


def test_a_failure_is_not_remembered(ask):
    asked = ask("jobtech", one_after_another(answer(500)))

    assert (asked.failure().code, len(asked.search())) == ("unreachable", 1)


def test_the_quota_of_a_day_holds(ask):
    asked = ask("jobtech", per_day=2)

    asked.search("uno"), asked.search("due")
    error = asked.failure("tre")
    known = asked.search("uno")
    asked.clock.now += 12 * HOUR + 1

    assert (error.code, len(asked.server.requests), len(known)) == ("quota", 2, 1)
    assert len(asked.search("tre")) == 1


def test_a_call_that_is_made_again_counts_twice(ask):
    asked = ask("jobtech", one_after_another(answer(503)), per_day=2)

    asked.search("uno")

    assert asked.failure("due").code == "quota"


def test_the_quota_outlives_the_program(ask, clock, tmp_path):
    file = tmp_path / "connectors.sqlite"
    ask("jobtech", per_day=1, ledger=Ledger(file, clock)).search("uno")
    later = ask("jobtech", per_day=1, ledger=Ledger(file, clock))

    assert (later.failure("due").code, len(later.search("uno")), later.server.requests) == ("quota", 1, [])


def test_two_at_once_do_not_pass_the_quota(clock, tmp_path):
    ledgers = [Ledger(tmp_path / "connectors.sqlite", clock) for _ in range(4)]

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(lambda n: ledgers[n % 4].spend("jobtech", 50), range(200)))

    assert passed.count(True) == 50


def test_each_service_has_its_own_quota(clock):
    ledger = Ledger(clock=clock)

    assert [ledger.spend(name, 1) for name in ("a", "b", "a")] == [True, True, False]


def test_the_file_is_its_owner_s_and_holds_no_words(ask, clock, tmp_path):
    file = tmp_path / "connectors.sqlite"

    ask("jobtech", ledger=Ledger(file, clock)).search("cameriera-riservata", "Castelvetrano")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each for each in (b"riservata", b"Castelvetrano") if each in file.read_bytes()] == []


def test_a_damaged_file_is_begun_anew(ask, clock, tmp_path):
    file = tmp_path / "connectors.sqlite"
    file.write_bytes(b"no database " * 1_000)

    assert len(ask("jobtech", ledger=Ledger(file, clock)).search()) == 1


def test_without_a_ledger_that_can_be_written_nothing_is_asked(ask, clock, tmp_path):
    ledger = Ledger(tmp_path / "connectors.sqlite", clock)
    other = sqlite3.connect(tmp_path / "connectors.sqlite")
    other.execute("DROP TABLE calls")
    other.close()
    asked = ask("jobtech", ledger=ledger)

    error = asked.failure()

    assert (error.code, error.connector, asked.server.requests) == ("not_set_up", "jobtech", [])


def test_old_answers_are_forgotten(clock):
    ledger = Ledger(clock=clock)
    for each in range(1_200):
        clock.now += 1
        ledger.keep("jobtech", Words(str(each)), [])

    kept = [each for each in range(1_200) if ledger.recall("jobtech", Words(str(each))) is not None]

    assert kept == list(range(200, 1_200))


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ({"retry_after": "90"}, 90),
        ({}, 60),
        ({"retry_after": "soon"}, 60),
        ({"retry_after": "-5"}, 60),
        ({"retry_after": "9" * 400}, 24 * HOUR),
        ({"retry_after": "0"}, 1),
    ],
)
def test_after_too_many_the_service_is_left_in_peace(ask, said, seconds):
    asked = ask("jobtech", one_after_another(answer(429, **said)))

    first = asked.failure("uno")
    asked.clock.now += seconds - 0.5
    still = asked.failure("due")
    asked.clock.now += 1

    assert (first.code, first.retry_after, still.code, still.retry_after) == (
        "too_many",
        seconds,
        "too_many",
        0.5,
    )
    assert (len(asked.server.requests), len(asked.search("due"))) == (1, 1)


def test_the_time_to_come_back_may_be_a_date():
    assert retry_after("Fri, 31 Dec 1999 23:59:59 GMT") == 1
    assert retry_after("Fri, 31 Dec 2199 23:59:59 GMT") == 24 * HOUR


def test_the_pause_holds_for_another_program_too(ask, clock, tmp_path):
    file = tmp_path / "connectors.sqlite"
    ask("jobtech", one_after_another(answer(429)), ledger=Ledger(file, clock)).failure()
    later = ask("jobtech", ledger=Ledger(file, clock))

    assert (later.failure().code, later.server.requests) == ("too_many", [])


@pytest.mark.parametrize("status", [502, 503, 504])
def test_what_may_pass_is_asked_once_more_after_a_moment(ask, status):
    asked = ask("jobtech", one_after_another(answer(status)))

    assert (len(asked.search()), len(asked.server.requests)) == (1, 2)
    assert [0.2 <= each <= 1 for each in asked.clock.slept] == [True]


def test_a_time_out_is_asked_once_more(ask):
    good = well_behaved(SERVICES["jobtech"][0]([jobtech_item()]))
    seen = []

    def late(request, connection, over):
        seen.append(request)
        if len(seen) == 1:
            over.wait(2)
        good(request, connection, over)

    assert (len(ask("jobtech", late, patience=Patience(1, 0.5)).search()), len(seen)) == (1, 2)


@pytest.mark.parametrize(("status", "times"), [(503, 2), (500, 1), (400, 1), (403, 1), (429, 1)])
def test_other_failures_are_not_asked_again(ask, status, times):
    asked = ask("jobtech", one_after_another(*[answer(status)] * 5))

    asked.failure()

    assert len(asked.server.requests) == times


def test_after_four_failures_it_is_not_asked_for_five_minutes(ask):
    asked = ask("jobtech", one_after_another(*[answer(200, b"<html>")] * 4))

    codes = [asked.failure().code for _ in range(10)]
    asked.clock.now += 301

    assert codes == ["not_json"] * 4 + ["unreachable"] * 6
    assert (len(asked.server.requests), len(asked.search())) == (4, 1)


def test_failures_count_only_in_a_row(ask):
    bad, good = answer(500), answer(200, {"total": {"value": 0}, "hits": []})
    asked = ask("jobtech", one_after_another(bad, bad, bad, good, bad, bad, bad))

    for each in "abc":
        asked.failure(each)
    asked.search("d")
    for each in "efg":
        asked.failure(each)

    assert len(asked.search("h")) == 1


def test_a_refusal_is_no_failure_of_the_service(ask):
    asked = ask("jobtech", one_after_another(*[answer(403)] * 6))

    assert [asked.failure().code for _ in range(6)] == ["refused"] * 6


def test_calls_wait_for_their_turn(clock):
    pace = Pace(60, clock, clock.sleep)

    waits = [pace.take(10) for _ in range(8)]

    assert (waits, [round(each, 6) for each in clock.slept]) == ([0] * 8, [1, 1, 1])


def test_who_would_wait_too_long_is_told_how_long(clock):
    pace = Pace(2, clock, clock.sleep)
    pace.take(0), pace.take(0)

    assert (pace.take(10), clock.slept) == (30, [])


def test_too_fast_is_too_many_without_a_call(ask):
    asked = ask("jobtech", per_minute=1)
    asked.search("uno")

    error = asked.failure("due")

    assert (error.code, error.retry_after, len(asked.server.requests)) == ("too_many", 60, 1)
