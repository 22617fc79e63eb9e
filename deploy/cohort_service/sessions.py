"""Which browser sessions are still alive: none that was ended, none that was idle too long."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Sessions:
    """Sessions by a digest of their token. One that is over stays over, whatever cookie comes back."""

    idle_seconds: float
    now: Callable[[], float] = time.monotonic
    _last_seen: dict[str, float] = field(default_factory=dict)
    _over: set[str] = field(default_factory=set)

    def touch(self, session: str) -> None:
        """A person did something in this session just now."""
        if session not in self._over:
            self._last_seen[session] = self.now()

    def end(self, session: str) -> None:
        self._last_seen.pop(session, None)
        self._over.add(session)

    def is_over(self, session: str) -> bool:
        """Was it ended, or idle too long? One never seen before starts now (the service was restarted)."""
        if session in self._over:
            return True
        if self.now() - self._last_seen.setdefault(session, self.now()) > self.idle_seconds:
            self.end(session)
            return True
        return False

    def end_idle(self) -> list[str]:
        """End those that were idle too long; their digests."""
        return [session for session in list(self._last_seen) if self.is_over(session)]
