"""Fresh children for nbgrader's work, forked from a process that has loaded it already.

The worker itself holds the cohort's key and never imports nbgrader.
"""

import asyncio
import logging
import multiprocessing
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any

from grading.gradebook.lifetime import die_with_parent

log = logging.getLogger(__name__)

LIMIT = 300.0
"""Seconds for one job; a cell alone may take the 30 that nbgrader allows."""
ATTEMPTS = 3
WORTH_ANOTHER = {"child_died", "met_another"}
"""A child that dies without a word may have met somebody who needed its memory: its job begins again."""


class JobFailed(Exception):  # noqa: N818 -- errors carry the field's names
    """`code` names the reason for the texts; `kinds` are the kinds of the errors, for the log."""

    def __init__(self, code: str, kinds: list[str]) -> None:
        super().__init__(code)
        self.code, self.kinds = code, kinds


class Children:
    """Each job has a process of its own; repeating one does no harm."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["grading.worker.loaded"])
        forkserver.ensure_running()  # from the main thread, whose end ends it

    async def do(self, job: str, **details: object) -> dict[str, Any]:
        """What the job has to say when it is done; raises JobFailed. A cancelled job's child is killed."""
        for attempt in range(1, ATTEMPTS + 1):
            outcome = await self._outcome_or_death(job, details)
            if outcome["ok"]:
                return outcome
            if outcome["error"] not in WORTH_ANOTHER or attempt == ATTEMPTS:
                break
        raise JobFailed(outcome["error"], outcome["kinds"])

    async def _outcome_or_death(self, job: str, details: dict[str, object]) -> dict[str, Any]:
        try:
            return await self._outcome(job, details)
        except (EOFError, OSError) as error:
            log.warning("the child of %s ended without a word: %s", job, type(error).__name__)
            return {"ok": False, "error": "child_died", "kinds": ["ChildDied"]}

    async def _outcome(self, job: str, details: dict[str, object]) -> dict[str, Any]:
        """EOFError or OSError when the child, or the process that forks them, has died."""
        forkserver.ensure_running()  # anew if somebody killed it
        ours, theirs = self._context.Pipe(duplex=False)
        child = self._context.Process(target=do_in_child, args=(theirs, job, details), daemon=True)
        try:
            with theirs:
                await asyncio.to_thread(child.start)  # waits for nbgrader to load, the first time
            await asyncio.wait_for(readable(ours), LIMIT)
            return dict(ours.recv())
        except TimeoutError:
            return {"ok": False, "error": "took_too_long", "kinds": ["TimeoutError"]}
        finally:
            end(child)
            ours.close()


async def readable(line: Connection) -> None:
    loop = asyncio.get_running_loop()
    waiting = loop.create_future()
    loop.add_reader(line.fileno(), settle, waiting)
    try:
        await waiting
    finally:
        loop.remove_reader(line.fileno())


def settle(waiting: "asyncio.Future[None]") -> None:
    if not waiting.done():
        waiting.set_result(None)


def end(child: "multiprocessing.context.ForkServerProcess") -> None:
    if child.pid is not None:
        child.kill()
        child.join()


def do_in_child(line: Connection, job: str, details: dict[str, object]) -> None:
    die_with_parent()
    from grading.gradebook.jobs import do_job  # noqa: PLC0415 -- loaded in this process already, never in the worker

    line.send(do_job(job, details))
