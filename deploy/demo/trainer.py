"""The demo's trainer: waits for the grading worker, gives points and a comment, releases the marks."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from grading.cohort import Cohort
from grading.worker.asking import ask

from ..people import open_store

LONGEST = 120.0


class DemoNotGraded(Exception):  # noqa: N818 -- errors carry the field's names
    """The worker did not come to an end."""


def grade_all(cohort: Cohort, assignment: str, grades: Mapping[str, Mapping[str, Any]]) -> None:
    """Everything in the outbox is graded by the worker; these learners get the trainer's part too."""
    with worker(cohort):
        wait_until_graded(cohort)
        for learner, grade in grades.items():
            whose: dict[str, Any] = {"learner": learner, "assignment": assignment}
            for number, (cell, points) in enumerate(grade["points"].items()):
                comment = None if number else grade["comment"]
                ask(cohort.worker_socket, "grade", **whose, cell=cell, points=points, comment=comment)
            ask(cohort.worker_socket, "release", **whose)


@contextmanager
def worker(cohort: Cohort) -> Iterator[None]:
    """The cohort's grading worker, for a moment; the Hub starts it for good."""
    where = ["--cohort-folder", str(cohort.folder)]
    with (cohort.folder / "log" / "demo.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "grading.worker", *where], stdout=log, stderr=log, cwd=cohort.folder
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(30)


def wait_until_graded(cohort: Cohort) -> None:
    deadline = time.monotonic() + LONGEST
    with open_store(cohort) as store:
        while any(item.state not in ("graded", "failed") for item in store.handed_in()):
            if time.monotonic() > deadline:
                raise DemoNotGraded
            time.sleep(0.2)
