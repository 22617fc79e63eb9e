"""nbgrader's own commands work on the course as it is, and score as the worker does."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from grading.gradebook.query import criterion_grades, submission_grades
from tests.graded_cohort import TORTURE, GradedCohort, example

LEARNERS = {
    "stock-full": ("cv", example("cv")),
    "stock-some": ("cv", {**example("cv"), "work": [], "skills": [{"text": "one"}]}),
    "stock-none": ("cv", {}),
    "stock-odd": ("cv", {"basics": "text", "work": {"a": 1}, "languages": [None]}),
    "stock-torture": ("torture", {}),
}


@pytest.fixture(scope="module")
def handed_in(graded: GradedCohort) -> GradedCohort:
    for learner, (assignment, document) in LEARNERS.items():
        assert graded.hand_in(learner, assignment, document).state == "graded"
    return graded


@pytest.fixture(scope="module")
def plain_course(handed_in: GradedCohort, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course without its scores, graded anew by nbgrader without any setting of ours."""
    course = tmp_path_factory.mktemp("plain") / "course"
    for folder in ("source", "release"):
        shutil.copytree(handed_in.cohort.course / folder, course / folder)
    for learner, (assignment, _) in LEARNERS.items():
        submitted = handed_in.course.submitted(learner, assignment)
        shutil.copytree(submitted, course / "submitted" / learner / assignment)
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'plain'\n")
    copy_without_scores(handed_in.course.gradebook, course / "gradebook.db")
    for assignment in ("cv", "torture"):
        done = handed_in.nbgrader("autograde", assignment, course=course)
        assert done.returncode == 0, done.stderr
    return course


def copy_without_scores(gradebook: Path, copy: Path) -> None:
    with closing(sqlite3.connect(gradebook)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("UPDATE grade SET auto_score = NULL, manual_score = NULL, needs_manual_grade = 1")
        target.commit()


def test_scores_equal_those_of_stock_autograde(handed_in: GradedCohort, plain_course: Path) -> None:
    stock = f"sqlite:///{plain_course / 'gradebook.db'}"

    ours = {name: handed_in.points(name, assignment) for name, (assignment, _) in LEARNERS.items()}
    theirs = {name: handed_in.points(name, assignment, stock) for name, (assignment, _) in LEARNERS.items()}

    assert len(ours["stock-torture"]) == len(TORTURE)
    assert len(set(ours["stock-torture"].values())) >= 5
    assert ours == theirs


def test_autograde_and_feedback_commands_work_in_the_course_itself(handed_in: GradedCohort) -> None:
    before = criterion_grades(handed_in.course.gradebook_url, "stock-some", "cv")

    commands = [
        handed_in.nbgrader(command, "cv", "--student=stock-some", "--force")
        for command in ("autograde", "generate_feedback")
    ]

    feedback = handed_in.course.feedback("stock-some", "cv") / "cv.html"
    assert [(each.returncode, "ERROR" in each.stderr) for each in commands] == [(0, False), (0, False)]
    assert criterion_grades(handed_in.course.gradebook_url, "stock-some", "cv") == before
    assert "cdnjs" not in feedback.read_text("utf-8")
    assert "<script src=" not in feedback.read_text("utf-8")


def test_generate_assignment_command_works_in_the_course_itself(handed_in: GradedCohort) -> None:
    released = handed_in.course.release("cv") / "cv.ipynb"
    before = json.loads(released.read_text())

    done = handed_in.nbgrader("generate_assignment", "cv", "--force")

    assert (done.returncode, "ERROR" in done.stderr) == (0, False)
    assert json.loads(released.read_text()) == before
    assert "BEGIN MARK SCHEME" not in released.read_text()
    assert sorted(file.name for file in released.parent.iterdir()) == ["cv.ipynb"]


SUBMISSION_DICTS = """
import json, sys, warnings
warnings.simplefilter("ignore")
from nbgrader.api import Gradebook
with Gradebook(sys.argv[1]) as gradebook:
    names = [assignment.name for assignment in gradebook.assignments]
    rows = [row for name in names for row in gradebook.submission_dicts(name)]
    print(json.dumps(rows, default=lambda at: at.isoformat()))
"""


def test_overview_equals_submission_dicts(handed_in: GradedCohort) -> None:
    url = handed_in.course.gradebook_url
    command = [sys.executable, "-c", SUBMISSION_DICTS, url]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    ours = submission_grades(url)

    assert len(ours) >= len(LEARNERS)
    assert sorted(
        (
            row["student"],
            row["name"],
            row["timestamp"],
            row["score"],
            row["max_score"],
            row["needs_manual_grade"],
        )
        for row in theirs
    ) == sorted(
        (
            each.learner,
            each.assignment,
            each.at.replace(tzinfo=None).isoformat() if each.at else None,
            each.score,
            each.max_score,
            each.needs_manual_grade,
        )
        for each in ours
    )


def test_reading_the_overview_does_not_load_nbgrader() -> None:
    ours = ("gradebook.query", "gradebook.criteria", "caseload.reading", "worker.serving", "submissions")
    modules = ", ".join(f"grading.{name}" for name in ours)
    code = f"import sys, {modules}; print('nbgrader' in sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == "False"


def test_the_five_indexes_are_there(handed_in: GradedCohort) -> None:
    query = "SELECT tbl_name FROM sqlite_master WHERE name LIKE 'onward_%' ORDER BY 1"
    with closing(sqlite3.connect(handed_in.course.gradebook)) as database:
        tables = [name for (name,) in database.execute(query)]

    assert tables == ["base_cell", "comment", "grade", "submitted_assignment", "submitted_notebook"]
