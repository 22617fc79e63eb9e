"""Whose turn it is: as many jobs at a time as there are cores, and none has to wait for one that hangs."""

import asyncio
import os
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

Work = tuple[str, str]
"""A learner's code and an assignment's name; ("", …) is the course's own."""
PATIENCE = 3.0
"""Seconds after which a job counts as slow; then the next one begins beside it."""
SLOW_ONES = 4
"""Jobs that may be slow at the same time; each has its own memory."""


class Turns:
    """Jobs on one learner's work never run at the same time; the others do."""

    def __init__(self, at_a_time: int = 0) -> None:
        self._quick = asyncio.Semaphore(at_a_time or cores() + 1)  # one of them waits for the disk
        self._slow = asyncio.Semaphore(SLOW_ONES)
        self._alone: defaultdict[Work, asyncio.Lock] = defaultdict(asyncio.Lock)

    def alone(self, work: Work) -> asyncio.Lock:
        """To hold while working on it."""
        return self._alone[work]

    @asynccontextmanager
    async def alone_with_all_of(self, learner: str) -> AsyncIterator[None]:
        """While nobody works on anything of hers."""
        async with AsyncExitStack() as held:
            for work in sorted(work for work in self._alone if work[0] == learner):
                await held.enter_async_context(self._alone[work])
            yield

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place among the quick jobs; who takes too long moves to the slow ones, if there is room."""
        await self._quick.acquire()
        moving = asyncio.create_task(self._move_when_slow())
        try:
            yield
        finally:
            moving.cancel()
            (self._slow if is_done(moving) else self._quick).release()

    async def _move_when_slow(self) -> None:
        await asyncio.sleep(PATIENCE)
        await self._slow.acquire()
        self._quick.release()


def is_done(moving: "asyncio.Task[None]") -> bool:
    return moving.done() and not moving.cancelled()


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))
