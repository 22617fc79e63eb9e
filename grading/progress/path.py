"""Where a learner stands in each lesson, from her finished steps, what she handed in and her feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from grading.store import HandedIn, Record

State = Literal["not_started", "started", "done", "handed_in", "read"]
"""`read`: her trainer has released the feedback on what she handed in last."""

FINISHED = ("done", "handed_in", "read")


class Records(Protocol):
    """What the store's `LearnerRecords` offers."""

    def load(self, kind: str) -> Record | None: ...
    def handed_in(self, assignment: str) -> list[HandedIn]: ...


@dataclass(frozen=True)
class LessonOutline:
    """What a lesson's `lesson.toml` says of its course: step ids in their order, and what is handed in."""

    name: str
    steps: tuple[str, ...]
    assignment: str = ""


@dataclass(frozen=True)
class LessonState:
    """One learner in one lesson.

    `next_step` is the step to open, None when all are done. `has_feedback` stays true while something newer
    that she handed in is still to be read: then the state is "handed_in" and `is_read_again`.
    """

    lesson: str
    state: State
    done: tuple[str, ...]
    steps: int
    next_step: str | None
    note: str = ""
    handed_in_at: datetime | None = None
    has_feedback: bool = False

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def is_read_again(self) -> bool:
        return self.has_feedback and self.state == "handed_in"


def progress(records: Records, lessons: Sequence[LessonOutline]) -> list[LessonState]:
    """Her state in each lesson, in the order given; an unreadable record raises DamagedRecord."""
    return [state_in(records, lesson) for lesson in lessons]


def path(records: Records, lessons: Sequence[LessonOutline]) -> list[LessonState]:
    """The lessons of her plan in its order, then those that she began besides; without a plan, all."""
    outlines = {lesson.name: lesson for lesson in lessons}
    notes = {name: note for name, note in planned(records) if name in outlines}
    on_plan = [state_in(records, outlines[name], note) for name, note in notes.items()]
    besides = progress(records, [lesson for lesson in lessons if lesson.name not in notes])
    return on_plan + [state for state in besides if not notes or state.state != "not_started"]


def next_lesson(states: Sequence[LessonState]) -> LessonState | None:
    """The one to go on with: the first that is not finished; None when all are."""
    return next((state for state in states if not state.is_finished), None)


def state_in(records: Records, lesson: LessonOutline, note: str = "") -> LessonState:
    document = document_of(records, f"progress/{lesson.name}")
    done = tuple(step for step in lesson.steps if step in listed(document, "done"))
    handed_in = newest(records, lesson)
    feedback = document_of(records, f"feedback/{lesson.assignment}") if lesson.assignment else {}
    return LessonState(
        lesson=lesson.name,
        state=state_of(lesson, document, done, handed_in, feedback),
        done=done,
        steps=len(lesson.steps),
        next_step=next_step(lesson, done, document.get("current")),
        note=note,
        handed_in_at=handed_in.at if handed_in else None,
        has_feedback=bool(feedback),
    )


def state_of(
    lesson: LessonOutline,
    document: dict[str, Any],
    done: Sequence[str],
    handed_in: HandedIn | None,
    feedback: dict[str, Any],
) -> State:
    if handed_in:
        return "read" if is_about(feedback, handed_in) else "handed_in"
    if lesson.steps and len(done) == len(lesson.steps):
        return "done"
    return "started" if document.get("current") or done else "not_started"


def is_about(feedback: dict[str, Any], handed_in: HandedIn) -> bool:
    """Not about an earlier handing-in: handing in again asks the trainer to read again."""
    if not feedback:
        return False
    about = moment(feedback.get("handed_in_at"))
    # nbgrader's time stamps end at the second.
    return about is None or about >= handed_in.at.replace(microsecond=0)


def next_step(lesson: LessonOutline, done: Sequence[str], current: object) -> str | None:
    """Where she was, as long as that step is still to do; otherwise the first that is."""
    to_do = [step for step in lesson.steps if step not in done]
    if current in to_do:
        return str(current)
    return to_do[0] if to_do else None


def newest(records: Records, lesson: LessonOutline) -> HandedIn | None:
    return next(iter(records.handed_in(lesson.assignment)), None) if lesson.assignment else None


def planned(records: Records) -> list[tuple[str, str]]:
    """Lesson and note of each step of her plan."""
    steps = listed(document_of(records, "plan"), "steps")
    return [
        (str(step["lesson"]), str(step.get("note", "")))
        for step in steps
        if isinstance(step, dict) and "lesson" in step
    ]


def document_of(records: Records, kind: str) -> dict[str, Any]:
    record = records.load(kind)
    return record.document if record else {}


def listed(document: dict[str, Any], key: str) -> list[Any]:
    value = document.get(key)
    return value if isinstance(value, list) else []


def moment(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at if at.tzinfo else None
