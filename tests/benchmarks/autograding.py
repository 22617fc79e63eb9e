"""How long thirty CVs take to be scored: the resident worker beside one `nbgrader autograde` for all.

Run it alone: `python -m tests.benchmarks.autograding`.
"""

import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.table import table
from tests.graded_cohort import GradedCohort, example, new_cohort

SUBMISSIONS = 30
AIM = 12


def measure() -> str:
    """The table; both sides score the same hand-ins, and give the same points."""
    with running_cohort() as cohort:
        learners = [f"learner-{number:02}" for number in range(SUBMISSIONS)]
        before = processor_seconds(cohort)
        ours = seconds(lambda: score_with_worker(cohort, learners))
        our_work = processor_seconds(cohort) - before
        course = course_without_scores(cohort, learners)
        before = of_ended_processes()
        theirs = seconds(lambda: score_with_nbgrader(cohort, course))
        their_work = of_ended_processes() - before
        same = points(cohort, learners) == points(cohort, learners, f"sqlite:///{course / 'gradebook.db'}")
    header = [f"Scoring {SUBMISSIONS} CVs", "`nbgrader autograde`", "Onward", "ratio", "aim"]
    rows = [
        ["seconds", f"{theirs:.1f}", f"{ours:.1f}", f"{theirs / ours:.1f}×", f"≥ {AIM}×"],
        ["seconds for each", per(theirs), per(ours), "", ""],
        ["processor seconds for each", per(their_work), per(our_work), f"{their_work / our_work:.1f}×", ""],
        ["points", "", "the same" if same else "NOT THE SAME", "", ""],
    ]
    return table(header, rows)


def per(total: float) -> str:
    return f"{total / SUBMISSIONS:.3f}"


def processor_seconds(cohort: GradedCohort) -> float:
    """Of the worker and all that it has started; another program on the machine does not change it much."""
    times = [each.cpu_times() for each in cohort.processes()]
    return float(sum(sum(each[:4]) for each in times))


def of_ended_processes() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def running_cohort() -> Iterator[GradedCohort]:
    """With a worker that is ready; what it scores first is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        cohort = new_cohort(Path(folder) / "oak")
        cohort.start()
        try:
            cohort.hand_in("first", "cv", example("cv"))
            yield cohort
        finally:
            cohort.stop()
            cohort.store.close()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def handed_in(number: int) -> dict[str, Any]:
    """Not all the same: some entries are missing in some."""
    document = example("cv")
    return {**document, "work": document["work"][: number % 3], "skills": document["skills"][: number % 4]}


def score_with_worker(cohort: GradedCohort, learners: list[str]) -> None:
    """From the first hand-in to the last score."""
    items = [
        cohort.put_into_outbox(learner, "cv", handed_in(number)) for number, learner in enumerate(learners)
    ]
    cohort.wait_until_scored(*items)


def score_with_nbgrader(cohort: GradedCohort, course: Path) -> None:
    done = cohort.nbgrader("autograde", "cv", course=course)
    assert done.returncode == 0, done.stderr


def course_without_scores(cohort: GradedCohort, learners: list[str]) -> Path:
    """A copy for nbgrader as it comes, without any setting of ours."""
    course = cohort.cohort.folder / "plain"
    for folder in ("source", "release"):
        shutil.copytree(cohort.cohort.course / folder / "cv", course / folder / "cv")
    for learner in learners:
        shutil.copytree(cohort.course.submitted(learner, "cv"), course / "submitted" / learner / "cv")
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")
    with (
        closing(sqlite3.connect(cohort.course.gradebook)) as source,
        closing(sqlite3.connect(course / "gradebook.db")) as copy,
    ):
        source.backup(copy)
        copy.execute("UPDATE grade SET auto_score = NULL, needs_manual_grade = 1")
        copy.commit()
    return course


def points(cohort: GradedCohort, learners: list[str], url: str = "") -> list[dict[str, float]]:
    found = [cohort.points(learner, "cv", url) for learner in learners]
    assert all(found)
    return found


if __name__ == "__main__":
    print(measure())
