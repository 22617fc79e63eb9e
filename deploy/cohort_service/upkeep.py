"""What a service does by itself: it looks after pages, memory and sessions, and stops with nothing unread."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from tornado.ioloop import PeriodicCallback

from .admission import Admission, default_limit
from .kernels import CohortKernels
from .machine import give_memory_back
from .options import ServiceOptions
from .pressure import MemoryWatch
from .sessions import Sessions
from .turns import Turns
from .warm_kernels import WarmKernels

log = logging.getLogger(__name__)
MOST_AT_ONCE = 16
SERVICE_RESTARTS = 1012
"""The websocket's closing code for a page that shall look for the next service at once (RFC 6455's list)."""
DRAIN_SECONDS = 6.0
"""The Hub ends a service that has not stopped ten seconds after it was told to."""
ANSWER_SECONDS = 0.3
"""What the kernels have answered reaches the pages meanwhile."""


class Upkeep:
    """Admission, turns and memory of one service, and the rounds that it makes."""

    def __init__(self, options: ServiceOptions, kernels: CohortKernels, sessions: Sessions) -> None:
        self.watch = MemoryWatch(options.machine.memory, kernels)
        self.admission = Admission(options.max_kernels or default_limit(self.watch.memory.limit), kernels)
        self.turns = Turns(min(MOST_AT_ONCE, max(2, options.machine.cores())))
        self.warm = WarmKernels(kernels, options.ready_kernels)
        self._kernels = kernels
        self._sessions = sessions
        kernels.pages.care = options.care
        self.admission.is_scarce = self.watch.is_scarce
        self.admission.waited = kernels.metrics.waited
        self.warm.may_fill = lambda: self.watch.is_calm() and not self.turns.waiting
        self._rounds = [
            PeriodicCallback(round_, 1000 * seconds)
            for round_, seconds in (
                (kernels.close_forsaken, 1),
                (self.watch.look, 2),
                (self.warm.fill, 10),
                (self._end_idle_sessions, 20),
                (give_memory_back, 30),
            )
        ]
        self._show_numbers()

    def start(self) -> None:
        self.warm.fill()
        for each in self._rounds:
            each.start()

    async def stop(self, listening: Callable[[], None]) -> None:
        """What was sent is read and answered while learners type on; then their pages look for the next one.

        `listening` ends it: what they send afterwards, their pages send again.
        """
        for each in self._rounds:
            each.stop()
        self.admission.is_closed = True
        await self._kernels.drain_all(DRAIN_SECONDS)
        await asyncio.sleep(ANSWER_SECONDS)
        self._kernels.hang_up(SERVICE_RESTARTS)
        listening()
        await self.warm.stop()
        ending = [self._kernels.shutdown_kernel(each, now=True) for each in self._kernels.list_kernel_ids()]
        await asyncio.gather(*ending, return_exceptions=True)  # one may have ended meanwhile

    def _end_idle_sessions(self) -> None:
        for session in self._sessions.end_idle():
            self.admission.forget(session)
            self._kernels.close_session(session)

    def _show_numbers(self) -> None:
        shows = self._kernels.metrics.shows
        pages = self._kernels.pages
        self._kernels.metrics.shows_each("pages", "Pages that have a kernel, by state", "state", pages.states)
        shows("kernels_ready", "Kernels that wait for a page", lambda: self.warm.ready)
        shows("kernels_in_use", "Kernels of pages", self._kernels.in_use)
        shows("kernels_limit", "Pages that may be open at once", lambda: self.admission.limit)
        shows("queue_length", "Learners who wait for a place", self.admission.waiting)
        shows("turns_waiting", "Pages that wait for their turn to start", lambda: self.turns.waiting)
        shows("memory_limit_bytes", "What the machine or container has", self._memory("limit"))
        shows("memory_available_bytes", "What of it may still be used", self._memory("available"))
        shows("memory_stalled_percent", "Processes that stood still for memory", self._memory("some"))
        shows("memory_pressure", "0: calm, 1: tight, 2: scarce", lambda: self.watch.pressure)

    def _memory(self, name: str) -> Callable[[], Any]:
        return lambda: getattr(self.watch.memory, name)
