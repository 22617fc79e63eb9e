"""What an assignment is judged by: read from its released notebook and its texts, without nbgrader."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from widgets.language import Text, load_text

from .places import Course


@dataclass(frozen=True)
class Criterion:
    """One graded cell; `competence` is DigComp's number; a trainer judges what is manual."""

    name: str
    max_points: float
    competence: str
    is_manual: bool


def criteria_of(course: Course, assignment: str) -> list[Criterion]:
    """In the order in which they stand in the notebook."""
    notebooks = sorted(course.release(assignment).glob("*.ipynb"))
    cells = [cell for notebook in notebooks for cell in cells_in(notebook)]
    return [criterion_in(cell) for cell in cells if is_graded(cell["metadata"].get("nbgrader", {}))]


def cells_in(notebook: Path) -> list[dict[str, Any]]:
    return list(json.loads(notebook.read_text("utf-8"))["cells"])


def is_graded(settings: dict[str, Any]) -> bool:
    return bool(settings.get("grade") or settings.get("task"))


def criterion_in(cell: dict[str, Any]) -> Criterion:
    settings = cell["metadata"]["nbgrader"]
    return Criterion(
        settings["grade_id"],
        float(settings["points"]),
        cell["metadata"].get("onward", {}).get("competence", ""),
        bool(settings.get("task") or settings.get("solution")),
    )


def texts_of(course: Course, assignment: str, language: str) -> Text:
    """The exercise's own texts: `title`, `criteria.<name>.name`, `criteria.<name>.improve`."""
    return load_text(course.source(assignment) / "text", language)


def text_or_name(text: Text, key: str, name: str) -> str:
    """A text of the exercise, or its bare name: a trainer's new exercise may have no texts yet."""
    return text(key) if key in text else name
