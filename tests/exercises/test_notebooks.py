import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import exercises
from widgets.language.text import read_phrases

SOURCE = Path(exercises.__file__).parent / "source"
ASSIGNMENTS = sorted(folder.name for folder in SOURCE.iterdir() if folder.is_dir())


def cells_of(assignment: str) -> list[dict[str, Any]]:
    return list(json.loads((SOURCE / assignment / f"{assignment}.ipynb").read_text("utf-8"))["cells"])


def graded_cells(assignment: str) -> list[dict[str, Any]]:
    settings = [(cell, cell["metadata"].get("nbgrader", {})) for cell in cells_of(assignment)]
    return [cell for cell, nbgrader in settings if nbgrader.get("grade") or nbgrader.get("task")]


def test_there_are_the_five_exercises() -> None:
    assert ASSIGNMENTS == ["cv", "first_contact", "interview", "vacancy_search", "warning_signs"]


def test_nbgrader_validates_every_exercise_with_its_example() -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    notebooks = [f"source/{name}/{name}.ipynb" for name in ASSIGNMENTS]
    command = [sys.executable, "-m", "nbgrader", "validate", *notebooks]

    done = subprocess.run(
        command,
        cwd=SOURCE.parent,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.count("Success! Your notebook passes all the tests.") == len(ASSIGNMENTS)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_each_criterion_has_a_competence_and_texts(assignment: str) -> None:
    cells = graded_cells(assignment)
    phrases = read_phrases(SOURCE / assignment / "text" / "en.toml")

    names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells]
    competences = [cell["metadata"].get("onward", {}).get("competence", "") for cell in cells]

    assert len(names) >= 3
    assert [each for each in competences if not re.fullmatch(r"[1-5]\.[1-6]", each)] == []
    assert sorted(key for key in phrases if key.startswith("criteria.")) == sorted(
        f"criteria.{name}.{kind}" for name in names for kind in ("name", "improve")
    )


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_what_a_trainer_judges_is_a_task_without_an_answer(assignment: str) -> None:
    """A markdown answer would count as not given, and could hold a learner's words."""
    nbgrader = [cell["metadata"].get("nbgrader", {}) for cell in cells_of(assignment)]

    assert [each["grade_id"] for each in nbgrader if each.get("task")] != []
    assert [each["grade_id"] for each in nbgrader if each.get("solution")] == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_notebooks_are_stored_without_outputs(assignment: str) -> None:
    code = [cell for cell in cells_of(assignment) if cell["cell_type"] == "code"]

    assert len(code) >= 3
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []
