"""How long a learner's hand-in takes to be a score in the gradebook, when the server has nothing else to do.

Stock nbgrader scores nothing by itself: its side is the command that a trainer types for this learner.
Run it alone: `python -m tests.benchmarks.hand_in_to_score`.
"""

import statistics
import time

from tests.benchmarks.autograding import course_without_scores, running_cohort, seconds
from tests.benchmarks.table import table
from tests.graded_cohort import GradedCohort, example

HAND_INS = 20
PAUSE = 0.37
"""Seconds between two hand-ins: they meet the worker at any moment of its looking."""


def measure() -> str:
    """The table; nobody wakes the worker, as a learner's page does not either."""
    with running_cohort() as cohort:
        ours = sorted(from_hand_in_to_score(cohort, f"learner-{number:02}") for number in range(HAND_INS))
        course = course_without_scores(cohort, ["learner-00"])
        command = ("autograde", "cv", "--student=learner-00")
        theirs = seconds(lambda: cohort.nbgrader(*command, course=course))
    header = [
        f"From handing in to the score, {HAND_INS} times",
        "`nbgrader autograde`",
        "Onward",
        "ratio",
        "aim",
    ]
    middle = statistics.median(ours)
    rows = [
        ["median, seconds", f"{theirs:.2f} (once)", f"{middle:.2f}", f"{theirs / middle:.1f}×", "≤ 1"],
        ["longest, seconds", "", f"{ours[-1]:.2f}", "", ""],
    ]
    return table(header, rows)


def from_hand_in_to_score(cohort: GradedCohort, learner: str) -> float:
    cohort.store.add_learner(learner)
    records = cohort.store.records(learner)
    time.sleep(PAUSE)
    start = time.perf_counter()
    item = records.hand_in("cv", example("cv"))
    while cohort.state(item) != "graded":
        time.sleep(0.005)
    took = time.perf_counter() - start
    assert sum(cohort.points(learner, "cv").values()) == 24
    return took


if __name__ == "__main__":
    print(measure())
