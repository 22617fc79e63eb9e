"""Who may open a page now: as many as the machine bears, then whoever asked first; nobody is turned away."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

KERNEL_BYTES = 30_000_000
"""What one more page takes: a forked kernel's own memory, and some for her work."""
SHARE = 0.75
"""Of the machine's memory; the rest is the system's, the Hub's and the grading worker's."""
RESTART_SECONDS = 8
ALWAYS = 2
"""So many pages may be open however short memory is, or nobody would ever get in."""


class PageKernels(Protocol):
    """The kernels of pages, as far as admission needs them."""

    def in_use(self) -> int: ...

    def shed_one(self, reason: str) -> bool:
        """Close the kernel that is needed least; False: all are needed."""


def default_limit(memory: int) -> int:
    """How many pages may be open at once on a machine with so many bytes of memory: 4 GB bear 100."""
    return max(ALWAYS, int(SHARE * memory / KERNEL_BYTES))


@dataclass
class Waiting:
    """One session's place in the queue; it is kept while its page goes on asking."""

    heals: bool
    number: int
    since: float
    until: float


class Admission:
    """Places for pages. A page that is open already and needs another kernel goes before new ones."""

    def __init__(self, limit: int, kernels: PageKernels, now: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self.is_scarce: Callable[[], bool] = lambda: False
        """Whether memory is so short that newcomers have to wait."""
        self.waited: Callable[[float], None] = lambda seconds: None
        """Told how long somebody waited who gets her place now."""
        self._kernels = kernels
        self._now = now
        self._queue: dict[str, Waiting] = {}
        self._opening = 0
        self._arrivals = 0
        self.is_closed = False
        """The service is about to stop: pages wait for the next one."""

    def ask(self, session: str, *, heals: bool = False) -> int | None:
        """None: she may open her page, and a place is hers until `arrived`. Else her place in the queue.

        1 is the next; 0 is nobody's: the service is about to stop.
        """
        if self.is_closed:
            return 0
        waiting = self._noted(session, heals=heals)
        ahead = sum(before(other, waiting) for other in self._queue.values())
        while self._free() <= ahead and not self.is_scarce() and self._kernels.shed_one("full"):
            pass
        if self._free() <= ahead:
            # Three missed requests, and the place is the next one's.
            waiting.until = self._now() + 3 * ask_again_after(ahead + 1)
            return ahead + 1
        del self._queue[session]
        self._opening += 1
        self.waited(self._now() - waiting.since)
        return None

    def arrived(self) -> None:
        """The place that was kept has its kernel, or is needed no more."""
        self._opening -= 1

    def forget(self, session: str) -> None:
        """A session that is over waits for nothing."""
        self._queue.pop(session, None)

    def waiting(self) -> int:
        self._forget_silent()
        return len(self._queue)

    def _free(self) -> int:
        limit = min(self.limit, ALWAYS) if self.is_scarce() else self.limit
        return limit - self._kernels.in_use() - self._opening

    def _noted(self, session: str, *, heals: bool) -> Waiting:
        self._forget_silent()
        known = self._queue.get(session)
        if known is None:
            self._arrivals += 1
            known = self._queue[session] = Waiting(heals, self._arrivals, self._now(), self._now())
        known.heals = known.heals or heals
        return known

    def _forget_silent(self) -> None:
        now = self._now()
        for session in [each for each, waiting in self._queue.items() if waiting.until < now]:
            del self._queue[session]


def before(other: Waiting, one: Waiting) -> bool:
    return (not other.heals, other.number) < (not one.heals, one.number)


def ask_again_after(place: int) -> int:
    """Seconds until a page that waits asks again: soon in front, to spare the service further behind.

    Place 0 waits for the next service, which needs some seconds to start.
    """
    return min(15, 4 + place // 10) if place else RESTART_SECONDS
