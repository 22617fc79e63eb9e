"""The one way in which an exercise's cells read what was handed in."""

import json
import os
from pathlib import Path
from typing import Any

from grading.worker.asking import Refused, WorkerUnavailable, ask

EXAMPLE = "example.json"


class NoGradingRun(Exception):  # noqa: N818 -- errors carry the field's names
    """Asked outside a grading run, in a folder that has no example to show instead."""


class MissingSubmission(Exception):  # noqa: N818 -- errors carry the field's names
    """The worker knows no such hand-in, or does not answer."""


def handed_in() -> dict[str, Any]:
    """What the learner handed in, as parsed JSON: data, never code.

    While nbgrader grades, learner and assignment are read from the working directory
    (`autograded/<learner>/<assignment>`) and the grading worker is asked. Anywhere else (JupyterLab,
    `nbgrader validate`) it is the made-up `source/<assignment>/example.json`.
    """
    # nbgrader tells a notebook through the environment, and only so, that it is being graded
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return from_worker(Path.cwd())
    return example_for(Path.cwd())


def from_worker(folder: Path) -> dict[str, Any]:
    """The newest hand-in for which `autograded/<learner>/<assignment>` was made."""
    step, learner, assignment = folder.parts[-3:]
    if step != "autograded":
        raise NoGradingRun("nbgrader grades in autograded/<learner>/<assignment> only")
    try:
        answer = ask(worker_of(folder.parents[2]), "snapshot", learner=learner, assignment=assignment)
    except Refused as refused:
        raise MissingSubmission(refused.code) from None
    except WorkerUnavailable:
        raise MissingSubmission("the grading worker does not answer: is it running?") from None
    return dict(answer["document"])


def worker_of(course: Path) -> Path:
    """The worker's socket: beside the course folder, unless the environment names another."""
    return Path(os.environ.get("ONWARD_WORKER_SOCKET") or course.parent / "run" / "worker.sock")


def example_for(folder: Path) -> dict[str, Any]:
    """The made-up hand-in of the assignment in whose `source` or `release` folder a notebook runs."""
    example = folder.parents[1] / "source" / folder.name / EXAMPLE
    if not example.exists():
        raise NoGradingRun(f"open the notebook in source/<assignment>/, beside an {EXAMPLE}")
    return dict(json.loads(example.read_text("utf-8")))
