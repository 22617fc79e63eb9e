"""What the grading worker has done in fresh children; importing this loads all of nbgrader (2.4 s)."""

import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from .grading_run import autograde, generate_feedback
from .marks import grade
from .preparing import prepare_course
from .reasons import code_of
from .removing import remove_learner

JOBS: dict[str, Callable[..., dict[str, Any] | None]] = {
    "prepare_course": prepare_course,
    "autograde": autograde,
    "generate_feedback": generate_feedback,
    "grade": grade,
    "remove_learner": remove_learner,
}

# nbgrader 0.9.6 adds submissions in an order that SQLAlchemy 2.1 warns about; harmless (2026-11)
warnings.filterwarnings("ignore", module=r"nbgrader\.")


class Reasons(logging.Handler):
    """Collects the errors that nbgrader catches and logs, and none of their messages."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[BaseException] = []
        self.kinds: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        caught = sys.exc_info()[1]
        if caught is not None:
            self.errors.append(caught)
        self.kinds += re.findall(
            r"^([\w.]+(?:Error|Exception|Entry|Died)\b)", record.getMessage(), re.MULTILINE
        )


def do_job(name: str, details: dict[str, object]) -> dict[str, object]:
    """A job's outcome is `{"ok": True, …}`, or an error's code and the kinds of errors for the log."""
    reasons = Reasons()
    for name_of_log in ("traitlets", "tornado.application"):  # nbgrader writes into both
        log = logging.getLogger(name_of_log)
        log.handlers, log.propagate = [reasons], False
    try:
        return {"ok": True, **(JOBS[name](**details) or {})}
    except Exception as error:  # whatever it is, the worker goes on, and the words of it stay here
        kinds = [*reasons.kinds, type(error).__name__]
        return {"ok": False, "error": code_of([*causes(error, *reasons.errors)]), "kinds": kinds}


def causes(*errors: BaseException) -> Iterator[BaseException]:
    """These errors, each with those that led to it."""
    for error in errors:
        step: BaseException | None = error
        while step is not None:
            yield step
            step = step.__cause__ or step.__context__
