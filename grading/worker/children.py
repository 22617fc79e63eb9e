"""Fresh children for nbgrader's work, forked from a process that has loaded it already.

The worker itself holds the cohort's key and never imports nbgrader.
"""

import asyncio
import multiprocessing
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any

from grading.gradebook.lifetime import die_with_parent

LIMIT = 300.0
"""Seconds for one job; a cell alone may take the 30 that nbgrader allows."""


class JobFailed(Exception):  # noqa: N818 -- errors carry the field's names
    """`code` names the reason for the texts; `kinds` are the kinds of the errors, for the log."""

    def __init__(self, code: str, kinds: list[str]) -> None:
        super().__init__(code)
        self.code, self.kinds = code, kinds


class Children:
    """One job at a time, each in a process of its own."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["grading.worker.loaded"])
        forkserver.ensure_running()  # from the main thread, whose end ends it
        self._one_at_a_time = asyncio.Lock()

    async def do(self, job: str, **details: object) -> None:
        """Returns when the job is done; raises JobFailed. A cancelled job's child is killed."""
        async with self._one_at_a_time:
            outcome = await self._outcome(job, details)
        if not outcome["ok"]:
            raise JobFailed(outcome["error"], outcome["kinds"])

    async def _outcome(self, job: str, details: dict[str, object]) -> dict[str, Any]:
        ours, theirs = self._context.Pipe(duplex=False)
        child = self._context.Process(target=do_in_child, args=(theirs, job, details), daemon=True)
        await asyncio.to_thread(child.start)  # waits for nbgrader to load, the first time
        theirs.close()
        try:
            await asyncio.wait_for(readable(ours), LIMIT)
            return dict(ours.recv())
        except TimeoutError:
            return {"ok": False, "error": "took_too_long", "kinds": []}
        except EOFError:
            return {"ok": False, "error": "failed", "kinds": ["ChildDied"]}
        finally:
            child.kill()
            child.join()
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


def do_in_child(line: Connection, job: str, details: dict[str, object]) -> None:
    die_with_parent()
    from grading.gradebook.jobs import do_job  # noqa: PLC0415 -- loaded in this process already, never in the worker

    line.send(do_job(job, details))
