"""Grades one submission and writes its feedback, as nbgrader's commands would."""

import os
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import Execute

from .cells import Cells
from .configuration import converter, read_configuration
from .executing import ExecuteInChild
from .places import Course

EXECUTE = (Execute, "nbgrader.preprocessors.Execute")


def autograde(course: Course, learner: str, assignment: str) -> None:
    """`nbgrader autograde --force`; call it in a fresh process, where no database is open yet."""
    notebooks = list(course.submitted(learner, assignment).glob("*.ipynb"))
    waiting = [Cells() for _ in notebooks]
    os.umask(0o077)
    settings = read_configuration(course, assignment_id=assignment, student_id=learner)
    grader = converter(Autograde, settings)
    grader.force = True
    execute = ExecuteInChild(waiting, config=settings)
    grader.autograde_preprocessors = [replaced(step, execute) for step in grader.autograde_preprocessors]
    grader.start()


def replaced(step: Any, execute: ExecuteInChild) -> Any:
    return execute if step in EXECUTE else step


def generate_feedback(course: Course, learner: str, assignment: str) -> None:
    """`nbgrader generate_feedback --force`."""
    os.umask(0o077)
    settings = read_configuration(course, assignment_id=assignment, student_id=learner)
    writer = converter(GenerateFeedback, settings)
    writer.force = True
    writer.start()
