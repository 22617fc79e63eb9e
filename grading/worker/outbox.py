"""Takes what was handed in from the store's outbox, writes it as a submission and has it graded."""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from grading.gradebook.limits import Limits
from grading.gradebook.places import Course, UnsuitableName
from grading.gradebook.submitting import FULL_DISK, MissingRelease, write_submission
from grading.store import HandedIn, Store, StoreError

from .children import Children, JobFailed
from .saving import save_over
from .turns import Turns

log = logging.getLogger(__name__)

LOOK = 0.1
"""Seconds between two looks whether anybody wrote into the store."""
POLL = 1.0
"""Seconds between two looks into the outbox, whether or not anybody wrote."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds until what was put off is tried again."""
PASSING = {"gradebook_locked", "disk_full"}
"""Codes of failures that are none of the submission's."""


@dataclass
class PutOff:
    """A hand-in to take again when its time comes, by the clock that nobody sets."""

    item: HandedIn
    pause: float
    due: float


class Outbox:
    """A hand-in goes from "waiting" over "written" to "graded", "failed" or "replaced".

    The store keeps the state: whatever a killed worker left half done is done again at the next start.
    """

    def __init__(
        self, course: Course, store: Store, children: Children, turns: Turns, limits: Limits
    ) -> None:
        self._course, self._store, self._children = course, store, children
        self._turns, self._limits = turns, limits
        self._woken = asyncio.Event()
        self._taken: dict[str, tuple[HandedIn, asyncio.Task[None]]] = {}
        self._put_off: dict[str, PutOff] = {}
        self._unread: dict[tuple[str, str], StoreError] = {}
        self._is_warned = False

    def wake(self) -> None:
        self._woken.set()

    def could_not_read(self, learner: str, assignment: str, error: StoreError) -> None:
        """Cells have asked in vain for what they score: their points are worth nothing."""
        self._unread[learner, assignment] = error

    async def work(self) -> None:
        """Never returns; cancel it."""
        left_half_done = [item for item in reversed(self._store.handed_in()) if item.state == "written"]
        try:
            self._begin_all(left_half_done)
            while True:
                self._woken.clear()
                before = self._store.last_write()
                self._begin_all([*self._waiting(), *self._due()])
                await self._pause(before)
        finally:
            await self._stop([task for _, task in self._taken.values()])

    async def stop_taking(self, learner: str) -> None:
        """Before she is removed: nothing of hers is graded any more."""
        self._put_off = {key: each for key, each in self._put_off.items() if each.item.learner != learner}
        await self._stop([task for item, task in self._taken.values() if item.learner == learner])

    async def _pause(self, before: object) -> None:
        """Until somebody wakes the worker or writes into the store; not for long: not all writing shows."""
        deadline = time.monotonic() + POLL
        while time.monotonic() < deadline and self._store.last_write() == before:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK)
                return

    def _waiting(self) -> list[HandedIn]:
        try:
            waiting = self._store.outbox()
        except StoreError as error:
            log.warning("outbox not read: %s", error.code)
            return []
        return [item for item in waiting if item.id not in self._put_off]

    def _due(self) -> list[HandedIn]:
        now = time.monotonic()
        return [each.item for each in self._put_off.values() if each.due <= now]

    def _begin_all(self, items: list[HandedIn]) -> None:
        for item in items:
            if item.id not in self._taken:
                task = asyncio.create_task(self._take_or_put_off(item))
                self._taken[item.id] = item, task
                task.add_done_callback(partial(self._forget, item.id))

    def _forget(self, key: str, _task: "asyncio.Task[None]") -> None:
        del self._taken[key]

    async def _take_or_put_off(self, item: HandedIn) -> None:
        """Put off is what fails for now: the store or the gradebook is locked, the disk is full."""
        try:
            await self._take(item)
        except (StoreError, JobFailed, OSError) as error:
            self._put_it_off(item)
            log.warning("%s of %s put off: %s", item.assignment, item.learner, reason_of(error))
        else:
            self._put_off.pop(item.id, None)

    def _put_it_off(self, item: HandedIn) -> None:
        before = self._put_off.get(item.id)
        pause = min(2 * before.pause, LONGEST_PAUSE) if before else FIRST_PAUSE
        self._put_off[item.id] = PutOff(item, pause, time.monotonic() + pause)

    async def _take(self, item: HandedIn) -> None:
        """Only the newest hand-in of an assignment is graded; an earlier one makes room for it at once."""
        newest, *earlier = self._store.handed_in(item.learner, item.assignment) or [item]
        if newest.id != item.id:
            await self._mark(item, "replaced")
            return
        await self._stop([self._taken[each.id][1] for each in earlier if each.id in self._taken])
        for each in earlier:
            if each.state in ("waiting", "written"):
                await self._mark(each, "replaced")
        async with self._turns.alone((item.learner, item.assignment)), self._turns.turn():
            await self._grade(item)

    async def _grade(self, item: HandedIn) -> None:
        started = time.monotonic()
        try:
            await self._write(item)
            await self._mark(item, "written")
            noted = await self._autograde(item)
        except (JobFailed, MissingRelease, UnsuitableName, OSError) as error:
            if is_passing(error):
                raise
            await self._fail(item, error)
            return
        await self._mark(item, "graded")
        self._tell(item, noted, time.monotonic() - started)

    async def _autograde(self, item: HandedIn) -> dict[str, Any]:
        self._unread.pop((item.learner, item.assignment), None)
        noted = await self._children.do("autograde", **self._submission(item), limits=self._limits)
        if error := self._unread.pop((item.learner, item.assignment), None):
            raise error
        return noted

    def _submission(self, item: HandedIn) -> dict[str, Any]:
        return {"course": self._course, "learner": item.learner, "assignment": item.assignment}

    async def _write(self, item: HandedIn) -> None:
        """An assignment that a trainer has added is released first."""
        try:
            await self._write_released(item)
        except MissingRelease:
            async with self._turns.alone(("", "prepare_course")):
                await self._children.do("prepare_course", course=self._course)
            await self._write_released(item)

    async def _write_released(self, item: HandedIn) -> None:
        await asyncio.to_thread(write_submission, self._course, item.learner, item.assignment, item.at)

    async def _fail(self, item: HandedIn, error: Exception) -> None:
        """The reason first: whoever finds the hand-in failed finds it there."""
        failure = {"handed_in": item.id, "why": reason_of(error)}
        await asyncio.to_thread(
            save_over, self._store.records(item.learner), f"failure/{item.assignment}", failure
        )
        why = f"{reason_of(error)}; {kinds_of(error)}"
        log.error("%s of %s not graded: %s", item.assignment, item.learner, why)
        await self._mark(item, "failed")

    async def _mark(self, item: HandedIn, state: str) -> None:
        await asyncio.to_thread(self._store.mark, item.id, state)

    def _tell(self, item: HandedIn, noted: dict[str, Any], seconds: float) -> None:
        log.info("%s of %s graded in %.1f s", item.assignment, item.learner, seconds)
        if noted["took_too_long"]:
            log.warning(
                "%s of %s: cells that took too long: %d",
                item.assignment,
                item.learner,
                noted["took_too_long"],
            )
        if noted["walls"] and not noted["walls"].network and not self._is_warned:
            self._is_warned = True
            log.warning("cells can reach the network here; `onward doctor` says what to do")

    async def _stop(self, tasks: "list[asyncio.Task[None]]") -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def is_passing(error: Exception) -> bool:
    if isinstance(error, JobFailed):
        return error.code in PASSING
    return isinstance(error, OSError) and error.errno in FULL_DISK


def reason_of(error: Exception) -> str:
    """A code for the texts."""
    if isinstance(error, OSError):
        return "disk_full" if error.errno in FULL_DISK else "failed"
    codes = {MissingRelease: "missing_release", UnsuitableName: "unsuitable_name"}
    return str(getattr(error, "code", codes.get(type(error), "failed")))


def kinds_of(error: Exception) -> str:
    """The kinds of the errors, without their messages, which could repeat what she wrote."""
    kinds = error.kinds if isinstance(error, JobFailed) else [type(error).__name__]
    return ", ".join(dict.fromkeys(kinds))
