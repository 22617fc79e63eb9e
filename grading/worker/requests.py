"""What the pages and the grader's cells may ask of the worker."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from grading.gradebook.criteria import criteria_of
from grading.gradebook.places import Course, UnsuitableName
from grading.gradebook.query import CriterionGrade, criterion_grades, submission_grades
from grading.store import DamagedRecord, HandedIn, Store, StoreError, StoreUnavailable, UnknownLearner
from grading.store.model import Document

from .children import Children, JobFailed
from .outbox import Outbox
from .saving import save_over
from .turns import Turns

Message = dict[str, Any]


class Unsuitable(Exception):  # noqa: N818 -- errors carry the field's names
    """A request that can't be done; `code` names the reason for the texts."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Requests:
    """Answers each request; a refusal is `{"ok": False, "error": code}`."""

    def __init__(
        self, course: Course, store: Store, children: Children, turns: Turns, outbox: Outbox
    ) -> None:
        self._course, self._store, self._children = course, store, children
        self._turns, self._outbox = turns, outbox
        self._known: dict[str, Callable[..., Awaitable[Message]]] = {
            "snapshot": self.snapshot,
            "wake": self.wake,
            "grade": self.grade,
            "release": self.release,
            "remove_learner": self.remove_learner,
        }

    async def answer(self, message: Message) -> Message:
        details = {key: value for key, value in message.items() if key != "request"}
        try:
            known = self._known[message["request"]]
            return {"ok": True, **await known(**details)}
        except (Unsuitable, StoreError, JobFailed) as error:
            return {"ok": False, "error": error.code}
        except UnsuitableName:
            return {"ok": False, "error": "unsuitable_name"}
        except (KeyError, TypeError, ValueError):
            return {"ok": False, "error": "unknown_request"}

    async def snapshot(self, learner: str, assignment: str) -> Message:
        """What she handed in, for the cells that score it."""
        try:
            return {"document": self._snapshot(learner, assignment)}
        except DamagedRecord:
            raise  # it will never be read
        except StoreError as error:
            self._outbox.could_not_read(learner, assignment, error)
            raise

    async def wake(self) -> Message:
        """Somebody has handed in."""
        self._outbox.wake()
        return {}

    async def grade(
        self,
        learner: str,
        assignment: str,
        cell: str,
        points: float | None = None,
        comment: str | None = None,
        handed_in: str = "",
    ) -> Message:
        """A trainer's points, her comment, or both, for the hand-in that she read."""
        details = {"cell": str(cell), "points": None if points is None else float(points), "comment": comment}
        async with self._turns.alone((learner, assignment)):
            self._as_read(learner, assignment, handed_in)
            await self._children.do("grade", **self._submission(learner, assignment), **details)
        return {}

    async def release(self, learner: str, assignment: str, handed_in: str = "") -> Message:
        """Shows the learner her score, and what her trainer wrote."""
        async with self._turns.alone((learner, assignment)):
            item = self._as_read(learner, assignment, handed_in)
            if item.state != "graded":
                raise Unsuitable("not_graded")
            await self._children.do("generate_feedback", **self._submission(learner, assignment))
            save_over(self._store.records(learner), f"feedback/{assignment}", self._feedback(item))
        return {}

    async def remove_learner(self, learner: str) -> Message:
        """Her key and records first, so that nothing readable is left whatever comes after."""
        await self._outbox.stop_taking(learner)
        with suppress(UnknownLearner):  # an earlier request may have broken off
            self._store.remove_learner(learner)
        async with self._turns.alone_with_all_of(learner):
            await self._children.do("remove_learner", course=self._course, learner=learner)
        return {}

    def _snapshot(self, learner: str, assignment: str) -> Document:
        try:
            return self._store.snapshot(self._in_course(learner, assignment).id)
        except OSError as error:
            raise StoreUnavailable from error

    def _submission(self, learner: str, assignment: str) -> Message:
        return {"course": self._course, "learner": learner, "assignment": assignment}

    def _in_course(self, learner: str, assignment: str) -> HandedIn:
        """The hand-in that the course folder holds: the newest that is out of the outbox."""
        for item in self._store.handed_in(learner, assignment):
            if item.state != "waiting":
                return item
        raise Unsuitable("nothing_handed_in")

    def _as_read(self, learner: str, assignment: str, read: str) -> HandedIn:
        """The hand-in in the course folder, as long as the trainer has read it and none newer waits."""
        item = self._in_course(learner, assignment)
        newest = self._store.handed_in(learner, assignment)[0]
        if read and {read} != {item.id, newest.id}:
            raise Unsuitable("read_newer")
        return item

    def _feedback(self, item: HandedIn) -> Message:
        where = (self._course.gradebook_url, item.learner, item.assignment)
        (overall,) = submission_grades(*where)
        if overall.needs_manual_grade:
            raise Unsuitable("still_to_grade")
        order = [criterion.name for criterion in criteria_of(self._course, item.assignment)]
        cells = sorted(criterion_grades(*where), key=lambda each: order.index(each.name))
        return {
            "score": overall.score - overall.late_penalty,
            "max_score": overall.max_score,
            "criteria": [for_feedback(each) for each in cells],
            "comment": "\n\n".join(each.comment for each in cells if each.comment),
            "handed_in_at": item.at.isoformat(),
            "released_at": datetime.now(UTC).isoformat(),
        }


def for_feedback(grade: CriterionGrade) -> Message:
    return {"name": grade.name, "points": grade.points, "max_points": grade.max_points}
