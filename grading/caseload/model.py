"""What a trainer's pages show, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from grading.gradebook.criteria import Criterion
from grading.gradebook.query import CriterionGrade
from grading.store import HandedIn


class State(StrEnum):
    """How far a hand-in has come."""

    SCORING = "scoring"
    TO_READ = "to_read"
    TO_READ_AGAIN = "to_read_again"
    TO_RELEASE = "to_release"
    RELEASED = "released"
    FAILED = "failed"


NEEDS_TRAINER = {State.TO_READ, State.TO_READ_AGAIN, State.TO_RELEASE, State.FAILED}


@dataclass(frozen=True)
class Work:
    """What one learner handed in for one assignment, the newest time."""

    assignment: str
    title: str
    handed_in: HandedIn
    state: State
    score: float | None
    max_score: float | None
    why: str = ""
    """The reason why it could not be scored, as the worker's code."""

    @property
    def needs_trainer(self) -> bool:
        return self.state in NEEDS_TRAINER


@dataclass(frozen=True)
class LessonSteps:
    """A lesson and the names of its steps, in order."""

    name: str
    title: str
    steps: Sequence[str]


@dataclass(frozen=True)
class Progress:
    """How many steps of a lesson she has finished."""

    title: str
    done: int
    steps: int


@dataclass(frozen=True)
class CaseloadRow:
    """One learner at a glance."""

    code: str
    works: Sequence[Work]
    progress: Sequence[Progress]

    @property
    def needs_trainer(self) -> bool:
        return any(work.needs_trainer for work in self.works)


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with its texts, and its points as far as there are any."""

    criterion: Criterion
    title: str
    grade: CriterionGrade | None


@dataclass(frozen=True)
class SubmissionView:
    """One hand-in beside its criteria; `all_of_them` are all hand-ins of the assignment, newest first."""

    learner: str
    work: Work
    shown: HandedIn
    all_of_them: Sequence[HandedIn]
    document: dict[str, Any]
    rows: Sequence[CriterionRow]

    @property
    def is_newest(self) -> bool:
        return self.shown.id == self.work.handed_in.id

    @property
    def can_be_graded(self) -> bool:
        return self.is_newest and self.work.state not in (State.SCORING, State.FAILED)

    @property
    def handed_in_at(self) -> datetime:
        return self.shown.at
