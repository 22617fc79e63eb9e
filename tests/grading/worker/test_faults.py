"""What fails around the worker: whatever it is, what was handed in is graded in the end."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grading.store import records
from tests.graded_cohort import GradedCohort, example, wait_for

SOME_BYTES = 2_000
"""Less than a submission, or a page of a database, needs."""


def test_a_killed_forking_process_is_started_anew_and_nothing_is_lost(graded: GradedCohort) -> None:
    running = graded.put_into_outbox("zygote", "slow", {})
    wait_for(lambda: graded.state(running) == "written" and bool(graded.forking.children()))
    before = graded.forking

    before.kill()

    waiting = graded.put_into_outbox("zygote", "cv", example("cv"))
    graded.wait_until_scored(running, waiting)
    assert [graded.state(item) for item in (running, waiting)] == ["graded", "graded"]
    assert graded.points("zygote", "slow") == {"slow_00": 2}
    assert graded.forking.pid != before.pid


def test_a_gradebook_that_is_locked_for_long_puts_grading_off(narrow: GradedCohort) -> None:
    address = "c.CourseDirectory.db_url"
    narrow.change_configuration(address, f"{address}.replace('timeout=60', 'timeout=0.2')")

    with locked(narrow.course.gradebook):
        item = narrow.put_into_outbox("gradebook-locked", "cv", example("cv"))
        wait_for(lambda: put_off(narrow, item.learner, "gradebook_locked") >= 2)
        state = narrow.state(item)
        narrow.change_configuration(address, f"{address}.replace('timeout=0.2', 'timeout=60')")

    narrow.wait_until_scored(item)
    assert (state, narrow.state(item)) == ("written", "graded")
    assert narrow.points("gradebook-locked", "cv")["cv_contact"] == 4


def test_a_store_that_is_locked_for_long_puts_grading_off(narrow: GradedCohort) -> None:
    item = narrow.put_into_outbox("store-locked", "unruly", {"code": "import time; time.sleep(1)"})
    wait_for(lambda: narrow.state(item) == "written")

    with locked(narrow.cohort.folder / "store.sqlite"):
        wait_for(lambda: put_off(narrow, item.learner, "store_locked") >= 1)

    narrow.wait_until_scored(item)
    assert narrow.state(item) == "graded"


@pytest.mark.parametrize("whose", ["the worker's", "its children's"])
def test_a_full_disk_puts_grading_off(narrow: GradedCohort, whose: str) -> None:
    assert narrow.worker
    writer = narrow.worker.pid if whose == "the worker's" else narrow.forking.pid
    learner = f"disk-full-{writer}"
    narrow.store.add_learner(learner)
    before = resource.prlimit(writer, resource.RLIMIT_FSIZE)

    narrow.log.write_bytes(b"")  # the limit is its log's too, and other tests have written into it
    resource.prlimit(writer, resource.RLIMIT_FSIZE, (SOME_BYTES, before[1]))
    try:
        item = narrow.put_into_outbox(learner, "cv", example("cv"))
        wait_for(lambda: put_off(narrow, learner, "disk_full") >= 2)
        state = narrow.state(item)
    finally:
        resource.prlimit(writer, resource.RLIMIT_FSIZE, before)

    narrow.wait_until_scored(item)
    assert (state in ("waiting", "written"), narrow.state(item)) == (True, "graded")
    assert not list(narrow.course.submitted(learner, "cv").parent.glob(".unfinished-*"))


def test_a_clock_that_jumps_changes_no_order(narrow: GradedCohort, monkeypatch: pytest.MonkeyPatch) -> None:
    for days, document in ((4000, {}), (-4000, example("cv"))):
        monkeypatch.setattr(records, "datetime", clock(timedelta(days=days)))
        narrow.hand_in("time-travel", "cv", document)

    newest, oldest = narrow.store.handed_in("time-travel")

    assert newest.at < oldest.at
    assert [newest.state, oldest.state] == ["graded", "graded"]
    assert narrow.points("time-travel", "cv")["cv_contact"] == 4


def clock(shift: timedelta) -> type[datetime]:
    """A clock that goes wrong by so much."""

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "datetime":  # type: ignore[override]
            return datetime.now(UTC) + shift

    return Shifted


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process is in the middle of writing."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def put_off(cohort: GradedCohort, learner: str, code: str) -> int:
    return cohort.log.read_text().count(f"of {learner} put off: {code}")
