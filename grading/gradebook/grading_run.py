"""Grades one submission and writes its feedback, as nbgrader's commands would."""

import gc
import os
from typing import Any

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import Execute

from .cells import Cells
from .configuration import converter, read_configuration
from .executing import ExecuteInChild
from .limits import Limits
from .places import Course

EXECUTE = (Execute, "nbgrader.preprocessors.Execute")


def autograde(course: Course, learner: str, assignment: str, limits: Limits | None = None) -> dict[str, Any]:
    """`nbgrader autograde --force`; call it in a fresh process, where no database is open yet.

    Returns what the worker's log should say: cells that took too long, and walls that do not stand.
    """
    notebooks = list(course.submitted(learner, assignment).glob("*.ipynb"))
    all_cells = [Cells(limits or Limits()) for _ in notebooks]
    gc.disable()  # this process ends before there is much to collect
    os.umask(0o077)
    settings = read_configuration(course, assignment_id=assignment, student_id=learner)
    settings.NotebookExporter.optimistic_validation = True  # once after all steps, not after each of the 16
    grader = converter(Autograde, settings)
    grader.force = True
    execute = ExecuteInChild([*all_cells], config=settings)
    grader.autograde_preprocessors = [replaced(step, execute) for step in grader.autograde_preprocessors]
    try:
        grader.start()
    finally:
        for cells in all_cells:
            cells.end()
    return {"took_too_long": execute.took_too_long, "walls": execute.walls}


def replaced(step: Any, execute: ExecuteInChild) -> Any:
    return execute if step in EXECUTE else step


def generate_feedback(course: Course, learner: str, assignment: str) -> None:
    """`nbgrader generate_feedback --force`."""
    os.umask(0o077)
    settings = read_configuration(course, assignment_id=assignment, student_id=learner)
    writer = converter(GenerateFeedback, settings)
    writer.force = True
    writer.start()
