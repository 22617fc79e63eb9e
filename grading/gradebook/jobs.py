"""What the grading worker has done in fresh children; importing this loads all of nbgrader (2.4 s)."""

import logging
import re
import warnings
from collections.abc import Callable

from .grading_run import autograde, generate_feedback
from .marks import PointsOutOfRange, UnknownCriterion, grade
from .places import UnsuitableName
from .preparing import prepare_course
from .removing import remove_learner
from .submitting import MissingRelease

JOBS: dict[str, Callable[..., None]] = {
    "prepare_course": prepare_course,
    "autograde": autograde,
    "generate_feedback": generate_feedback,
    "grade": grade,
    "remove_learner": remove_learner,
}

CODES: dict[type[Exception], str] = {
    UnknownCriterion: "unknown_criterion",
    PointsOutOfRange: "points_out_of_range",
    UnsuitableName: "unsuitable_name",
    MissingRelease: "missing_release",
}


# nbgrader 0.9.6 adds submissions in an order that SQLAlchemy 2.1 warns about; harmless (2026-11)
warnings.filterwarnings("ignore", module=r"nbgrader\.")


class Reasons(logging.Handler):
    """Collects the kinds of the errors that nbgrader logs, and none of their messages."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.kinds: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kinds += re.findall(
            r"^([\w.]+(?:Error|Exception|Entry|Died)\b)", record.getMessage(), re.MULTILINE
        )


def do_job(name: str, details: dict[str, object]) -> dict[str, object]:
    """Does a job; its outcome is `{"ok": True}` or an error's code, with the kinds of errors for the log."""
    reasons = Reasons()
    log = logging.getLogger("traitlets")
    log.handlers, log.propagate = [reasons], False
    try:
        JOBS[name](**details)
    except Exception as error:  # whatever it is, the worker goes on, and the words of it stay here
        kinds = [*reasons.kinds, type(error).__name__]
        return {"ok": False, "error": CODES.get(type(error), "failed"), "kinds": kinds}
    return {"ok": True}
