"""A trainer's overview of 500 learners and 12 assignments, beside nbgrader's own API for the same rows.

Both sides read one gradebook of 6,000 submissions and 30,000 grades, with the indexes that Onward adds.
Without these nbgrader's side takes minutes. Run it alone: `python -m tests.benchmarks.trainers_overview`.
"""

import random
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from grading.caseload.model import LessonSteps
from grading.caseload.pages import render_learners
from grading.caseload.reading import Caseload
from grading.cohort import Cohort
from grading.gradebook.places import Course
from grading.gradebook.query import submission_grades
from grading.gradebook.submitting import private_folder
from grading.store import Store
from tests.benchmarks.table import table

LEARNERS = [f"learner-{number:03}" for number in range(500)]
ASSIGNMENTS = [f"assignment-{number:02}" for number in range(12)]
CELLS = 5
AT = datetime(2026, 5, 4, tzinfo=UTC)
LESSONS = [LessonSteps("write_a_cv", "Write your CV", ["who", "wish", "work"])]


def measure() -> str:
    """The table; the rows are compared, too."""
    with tempfile.TemporaryDirectory() as folder:
        cohort = Cohort("oak", private_folder(Path(folder) / "oak"))
        url = Course(cohort.course).gradebook_url
        make_gradebook(Course(cohort.course))
        ours, our_rows = best_of(3, lambda: [row_of(each) for each in submission_grades(url)])
        theirs, their_rows = best_of(1, lambda: stock_rows(url))
        with Store.create(cohort.store_url, cohort.keys) as store:
            hand_in_all(store)
            page, html = best_of(3, lambda: page_of(cohort, store))
    assert sorted(our_rows) == sorted(their_rows)
    assert html.count("<li>") >= len(LEARNERS)
    header = ["500 learners × 12 assignments", "nbgrader's API", "Onward", "ratio", "aim"]
    rows = [
        ["the rows, seconds", f"{theirs:.2f}", f"{ours:.2f}", f"{theirs / ours:.0f}×", "≤ 0.3, ≥ 10×"],
        ["the trainer's whole page, seconds", "", f"{page:.2f}", "", ""],
    ]
    return table(header, rows)


def best_of(times: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, the least of several, and what came out."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        result = work()
        took.append(time.perf_counter() - start)
    return min(took), result


def row_of(each: Any) -> tuple[Any, ...]:
    return each.learner, each.assignment, each.score, each.max_score, each.needs_manual_grade


def stock_rows(url: str) -> list[tuple[Any, ...]]:
    from nbgrader.api import Gradebook

    names = ("student", "name", "score", "max_score", "needs_manual_grade")
    with warnings.catch_warnings(action="ignore"), Gradebook(url) as gradebook:
        rows = [row for name in ASSIGNMENTS for row in gradebook.submission_dicts(name)]
    return [tuple(row[name] for name in names) for row in rows]


def page_of(cohort: Cohort, store: Store) -> str:
    """As the handler makes it: states, scores, progress, release, then HTML."""
    return render_learners(Caseload(cohort, store).learners(LESSONS, "en"), "en", "/services/oak/")


def hand_in_all(store: Store) -> None:
    for learner in LEARNERS:
        store.add_learner(learner)
        records = store.records(learner)
        for assignment in ASSIGNMENTS:
            store.mark(records.hand_in(assignment, {"text": "x" * 500}).id, "graded")


def make_gradebook(course: Course) -> None:
    """Nbgrader's own tables, filled in one go."""
    from nbgrader.api import Base
    from sqlalchemy import create_engine, insert, text

    from grading.gradebook.preparing import INDEXES

    private_folder(course.root)
    engine = create_engine(course.gradebook_url)
    Base.metadata.create_all(engine)
    tables = Base.metadata.tables
    with engine.begin() as connection:
        for name, rows in invented_rows().items():
            connection.execute(insert(tables[name]), rows)
        for name, columns in INDEXES.items():
            connection.execute(text(f"CREATE INDEX {name} ON {columns}"))
    engine.dispose()


def invented_rows() -> dict[str, list[dict[str, Any]]]:
    chance = random.Random(7)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    rows["course"].append({"id": "default_course"})
    rows["student"] += [{"id": learner} for learner in LEARNERS]
    for name in ASSIGNMENTS:
        rows["assignment"].append({"id": name, "name": name, "course_id": "default_course"})
        rows["notebook"].append({"id": name, "name": name, "assignment_id": name})
        cells = [f"{name}-{number}" for number in range(CELLS)]
        for cell in cells:
            rows["base_cell"].append({"id": cell, "name": cell, "type": "GradeCell", "notebook_id": name})
            rows["grade_cells"].append({"id": cell, "max_score": 4.0, "cell_type": "code"})
        for learner in LEARNERS:
            add_submission(rows, chance, learner, name, cells)
    return rows


TABLES = (
    *("course", "student", "assignment", "notebook", "base_cell", "grade_cells"),
    *("submitted_assignment", "submitted_notebook", "grade"),
)


def add_submission(
    rows: dict[str, list[dict[str, Any]]], chance: random.Random, learner: str, name: str, cells: list[str]
) -> None:
    key, notebook = uuid4().hex, uuid4().hex
    rows["submitted_assignment"].append(
        {"id": key, "assignment_id": name, "student_id": learner, "timestamp": AT.replace(tzinfo=None)}
    )
    rows["submitted_notebook"].append({"id": notebook, "notebook_id": name, "assignment_id": key})
    for cell in cells:
        points = {"auto_score": chance.randrange(5), "manual_score": chance.choice([None, None, 3.0])}
        waits = {"needs_manual_grade": chance.random() < 0.1, "extra_credit": None}
        rows["grade"].append({"id": uuid4().hex, "cell_id": cell, "notebook_id": notebook, **points, **waits})


if __name__ == "__main__":
    print(measure())
