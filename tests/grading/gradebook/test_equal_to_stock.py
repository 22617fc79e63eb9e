"""Submissions graded by the worker and by `nbgrader autograde`: the same scores, comments and files."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from grading.gradebook.query import CriterionGrade, criterion_grades, submission_grades
from grading.store import HandedIn
from tests.graded_cohort import GradedCohort, contents, example
from tests.grading.gradebook.test_stock_commands import copy_without_scores

CV, CONTACT = example("cv"), example("first_contact")
LONG = {"position": "Cook", "start": "2019-03", "kind": "paid", "text": "Cooked. " * 400}
ALL_CVS = [
    *({name: value for name, value in CV.items() if name != left_out} for left_out in CV),
    *({**CV, name: type(value)()} for name, value in CV.items() if value),
    {**CV, "work": [LONG] * 6},
    {**CV, "basics": {"name": "سلمى حداد", "email": "salma1988@example.org", "phone": "+30 210 555 0199"}},
    {"basics": None, "work": "none", "skills": {"a": 1}},
]
ALL_CONTACTS = [
    CONTACT,
    {},
    {**CONTACT, "email": "nobody"},
    {**CONTACT, "message": ""},
    {"subject": [1, None]},
]
CELLS = [
    "pass",
    "raise ValueError('x')",
    "1 / 0",
    "while True: pass",
    "import os; os._exit(1)",
    "import os; os.kill(os.getpid(), 9)",
    "bytearray(1 << 45)",
    "import sys; print('x', file=sys.stderr)",
    "raise SystemExit",
    "open('beside.txt', 'w').write('kept')",
]
HANDED_IN: dict[str, tuple[str, dict[str, Any]]] = {
    **{f"equal-cv-{number:02}": ("cv", document) for number, document in enumerate(ALL_CVS)},
    **{
        f"equal-contact-{number}": ("first_contact", document) for number, document in enumerate(ALL_CONTACTS)
    },
    **{f"equal-cell-{number}": ("unruly", {"code": code}) for number, code in enumerate(CELLS)},
}
FAILING = {"equal-cell-4", "equal-cell-5"}


@pytest.fixture(scope="module")
def scored(narrow: GradedCohort) -> dict[str, HandedIn]:
    items = {learner: narrow.put_into_outbox(learner, *what) for learner, what in HANDED_IN.items()}
    narrow.wait_until_scored(*items.values())
    return items


@pytest.fixture(scope="module")
def stock(
    narrow: GradedCohort, scored: dict[str, HandedIn], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A copy of the course before grading, graded by nbgrader's command; an assignment each at a time."""
    course = tmp_path_factory.mktemp("stock") / narrow.cohort.name / "course"
    for folder in ("source", "release"):
        shutil.copytree(narrow.cohort.course / folder, course / folder)
    shutil.copy(narrow.cohort.course / "nbgrader_config.py", course)
    for learner, (assignment, _) in HANDED_IN.items():
        shutil.copytree(
            narrow.course.submitted(learner, assignment), course / "submitted" / learner / assignment
        )
    copy_without_scores(narrow.course.gradebook, course / "gradebook.db")
    with ThreadPoolExecutor() as several:
        assignments = sorted({assignment for assignment, _ in HANDED_IN.values()})
        done = list(several.map(lambda name: narrow.nbgrader("autograde", name, course=course), assignments))
    assert [each.returncode for each in done] == [0, 0, 1], [each.stderr[-2000:] for each in done]
    return course


@pytest.mark.timeout(900)  # the stock side takes more than a second for each
def test_scores_and_comments_equal_those_of_stock_autograde(
    narrow: GradedCohort, scored: dict[str, HandedIn], stock: Path
) -> None:
    ours = grades(narrow.course.gradebook_url)

    theirs = grades(f"sqlite:///{stock / 'gradebook.db'}")

    assert len(ours) >= 30
    assert len({grade.points for each in ours.values() for grade in each}) >= 8
    assert ours == theirs
    assert {name for name, item in scored.items() if narrow.state(item) == "failed"} == FAILING


@pytest.mark.timeout(900)
def test_totals_equal_those_of_stock_autograde(narrow: GradedCohort, stock: Path) -> None:
    ours, theirs = (
        [each for each in submission_grades(url) if each.learner in HANDED_IN]
        for url in (narrow.course.gradebook_url, f"sqlite:///{stock / 'gradebook.db'}")
    )

    assert len(ours) >= 30
    assert ours == theirs


@pytest.mark.timeout(900)
def test_files_equal_those_of_stock_autograde(narrow: GradedCohort, stock: Path) -> None:
    ours, theirs = (
        {
            name: without_times(content) if name.endswith(".ipynb") else content
            for name, content in contents(course / "autograded").items()
            if name.split("/")[1] in HANDED_IN
        }
        for course in (narrow.cohort.course, stock)
    )

    assert len(ours) >= 60
    assert sorted(ours) == sorted(theirs)
    assert [name for name, content in ours.items() if content != theirs[name]] == []
    assert HANDED_IN.keys() - {name.split("/")[1] for name in ours} == FAILING


def without_times(notebook: bytes) -> Any:
    """A kernel's messages carry the time at which they were sent."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        cell["metadata"].pop("execution", None)
    return content


def grades(url: str) -> dict[str, list[CriterionGrade]]:
    found = {learner: criterion_grades(url, learner, what) for learner, (what, _) in HANDED_IN.items()}
    assert all(found[learner] for learner in found.keys() - FAILING)
    return found
