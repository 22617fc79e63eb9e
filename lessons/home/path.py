"""A learner's path: the lessons of her plan, how far she is in each, and the feedback on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lessons.learner import Progress, Records
from lessons.lesson import Lesson, lessons


@dataclass(frozen=True)
class Criterion:
    """What one criterion of an exercise gave her."""

    name: str
    points: float
    max_points: float

    @property
    def is_full(self) -> bool:
        return self.points >= self.max_points


@dataclass(frozen=True)
class Feedback:
    """What her trainer released: score, criteria, a comment, and for which handing-in."""

    score: float
    max_score: float
    criteria: Sequence[Criterion]
    comment: str
    handed_in_at: datetime | None
    released_at: datetime | None

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Feedback":
        criteria = [
            Criterion(row["name"], float(row["points"] or 0), float(row["max_points"] or 0))
            for row in document.get("criteria", [])
        ]
        return cls(
            float(document.get("score") or 0),
            float(document.get("max_score") or 0),
            criteria,
            document.get("comment") or "",
            moment(document.get("handed_in_at")),
            moment(document.get("released_at")),
        )


@dataclass(frozen=True)
class Stage:
    """One lesson of her plan."""

    lesson: Lesson
    note: str
    done: int
    """How many of the lesson's steps she has done."""
    is_begun: bool
    handed_in_at: datetime | None
    feedback: Feedback | None

    @property
    def is_done(self) -> bool:
        return self.handed_in_at is not None or (not self.lesson.assignment and self.done == self.total)

    @property
    def total(self) -> int:
        return len(self.lesson.steps)

    @property
    def is_read_again(self) -> bool:
        """She handed in again after what the feedback is about."""
        about = self.feedback and self.feedback.handed_in_at
        return bool(about and self.handed_in_at and self.handed_in_at > about)


def path_of(records: Records) -> list[Stage]:
    """Her plan, or every lesson in order while nobody has made one with her."""
    return [stage_of(records, lessons()[name], note) for name, note in plan_of(records) if name in lessons()]


def plan_of(records: Records) -> list[tuple[str, str]]:
    plan = records.load("plan")
    steps = plan.document.get("steps", []) if plan else []
    return [(step["lesson"], step.get("note", "")) for step in steps] or [(name, "") for name in lessons()]


def stage_of(records: Records, lesson: Lesson, note: str) -> Stage:
    progress = Progress(records, lesson.name)
    done = [step for step in progress.done() if step in lesson.steps]
    assignment = lesson.assignment
    handed_in = records.handed_in(assignment) if assignment else []
    feedback = records.load(f"feedback/{assignment}") if assignment else None
    return Stage(
        lesson,
        note,
        len(done),
        bool(done or progress.place().step),
        handed_in[0].at if handed_in else None,
        Feedback.from_document(feedback.document) if feedback else None,
    )


def next_of(path: Sequence[Stage]) -> Stage | None:
    """The first lesson that is not done yet."""
    return next((stage for stage in path if not stage.is_done), None)


def moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
