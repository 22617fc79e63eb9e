"""How fast a service may be asked: each call takes a token from a bucket that refills by itself."""

import time
from collections.abc import Callable
from threading import Lock

BURST = 5
"""Calls that may follow each other at once."""


class Pace:
    def __init__(
        self,
        per_minute: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate = per_minute / 60
        self._most = max(1.0, min(BURST, per_minute))
        self._tokens = self._most
        self._clock, self._sleep = clock, sleep
        self._last = clock()
        self._lock = Lock()

    def take(self, longest: float) -> float:
        """Waits for a token, and returns 0; or at once the seconds to wait, if more than `longest`."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._most, self._tokens + (now - self._last) * self._rate)
            self._last = now
            wait = max(0.0, (1 - self._tokens) / self._rate)
            if wait > longest:
                return wait
            self._tokens -= 1
        if wait:
            self._sleep(wait)
        return 0
