"""Takes what was handed in from the store's outbox, writes it as a submission and has it graded."""

import asyncio
import logging
import time
from contextlib import suppress

from grading.gradebook.places import Course, UnsuitableName
from grading.gradebook.submitting import MissingRelease, write_submission
from grading.store import HandedIn, Store, StoreError

from .children import Children, JobFailed

log = logging.getLogger(__name__)

POLL = 1.0
"""Seconds between two looks into the outbox when nobody wakes the worker."""


class Outbox:
    """A hand-in goes from "waiting" over "written" to "graded" or "failed".

    The store keeps the state: whatever a killed worker left half done is done again at the next start.
    """

    def __init__(self, course: Course, store: Store, children: Children) -> None:
        self._course, self._store, self._children = course, store, children
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    async def work(self) -> None:
        """Never returns; cancel it."""
        await self._take_all(self._left_half_done())
        while True:
            self._woken.clear()
            await self._take_all(self._waiting())
            await self._pause()

    async def _pause(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._woken.wait(), POLL)

    def _left_half_done(self) -> list[HandedIn]:
        return [item for item in reversed(self._store.handed_in()) if item.state == "written"]

    def _waiting(self) -> list[HandedIn]:
        try:
            return self._store.outbox()
        except StoreError as error:
            log.warning("outbox not read: %s", error.code)
            return []

    async def _take_all(self, items: list[HandedIn]) -> None:
        for item in items:
            try:
                await self._take(item)
            except (
                StoreError
            ) as error:  # the learner was removed meanwhile, or the store is busy: look again later
                log.warning("%s of %s put off: %s", item.assignment, item.learner, error.code)

    async def _take(self, item: HandedIn) -> None:
        started = time.monotonic()
        try:
            await self._write(item)
            self._store.mark(item.id, "written")
            await self._children.do(
                "autograde", course=self._course, learner=item.learner, assignment=item.assignment
            )
        except (JobFailed, MissingRelease, UnsuitableName, OSError) as error:
            self._store.mark(item.id, "failed")
            log.error("%s of %s not graded: %s", item.assignment, item.learner, kinds_of(error))
            return
        self._store.mark(item.id, "graded")
        took = time.monotonic() - started
        log.info("%s of %s graded in %.1f s", item.assignment, item.learner, took)

    async def _write(self, item: HandedIn) -> None:
        """An assignment that a trainer has added is released first."""
        try:
            write_submission(self._course, item.learner, item.assignment, item.at)
        except MissingRelease:
            await self._children.do("prepare_course", course=self._course)
            write_submission(self._course, item.learner, item.assignment, item.at)


def kinds_of(error: Exception) -> str:
    """The kinds of the errors, without their messages, which could repeat what she wrote."""
    kinds = error.kinds if isinstance(error, JobFailed) else [type(error).__name__]
    return ", ".join(dict.fromkeys(kinds))
