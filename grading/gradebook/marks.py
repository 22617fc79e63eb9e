"""A trainer's points and comments, written through nbgrader's gradebook so that formgrader shows the same."""

from collections.abc import Iterator
from contextlib import contextmanager

from nbgrader.api import Gradebook, MissingEntry

from .configuration import read_configuration
from .places import Course


class UnknownCriterion(Exception):  # noqa: N818 -- errors carry the field's names
    """The submission has no such cell, or the cell takes no comment."""


class PointsOutOfRange(Exception):  # noqa: N818 -- errors carry the field's names
    """Fewer than none, or more than the cell is worth."""


@contextmanager
def gradebook_of(course: Course) -> Iterator[Gradebook]:
    settings = read_configuration(course).CourseDirectory
    with Gradebook(settings.db_url, settings.course_id) as gradebook:
        yield gradebook


def grade(
    course: Course, learner: str, assignment: str, cell: str, points: float | None, comment: str | None
) -> None:
    """Sets what is given; points that are None stay as they are, an empty comment removes hers."""
    with gradebook_of(course) as gradebook:
        try:
            notebook = notebook_of_cell(gradebook, assignment, cell)
            if points is not None:
                set_points(gradebook.find_grade(cell, notebook, assignment, learner), points)
            if comment is not None:
                found = gradebook.find_comment(cell, notebook, assignment, learner)
                found.manual_comment = comment.strip() or None
        except MissingEntry as missing:
            raise UnknownCriterion(cell) from missing
        gradebook.db.commit()


def set_points(found: object, points: float) -> None:
    if not 0 <= points <= found.max_score:  # type: ignore[attr-defined]
        raise PointsOutOfRange
    found.manual_score = points  # type: ignore[attr-defined]
    found.needs_manual_grade = False  # type: ignore[attr-defined]


def notebook_of_cell(gradebook: Gradebook, assignment: str, cell: str) -> str:
    """The notebook in which a cell stands; an assignment has one, unless a trainer made it otherwise."""
    for notebook in gradebook.find_assignment(assignment).notebooks:
        if cell in {source.name for source in notebook.source_cells}:
            return str(notebook.name)
    raise UnknownCriterion(cell)
