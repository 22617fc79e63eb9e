"""Counts changes and their answers between page and kernel. Nothing of what she wrote is read."""

import re
import time
from collections.abc import Callable

# The start of a message's content, up to its number: what follows are her words, and the search ends before.
CHANGE = re.compile(
    rb'\{"comm_id":\s*"[^"]*",\s*"data":\s*\{"method":\s*"custom",\s*"content":\s*'
    rb'\{"kind":\s*"change",\s*"seq":\s*(\d+)'
)
ANSWER = re.compile(
    rb'\{"data":\s*\{"method":\s*"custom",\s*"content":\s*'
    rb'\{"kind":\s*"(saved|conflict|refused|unsaved)",\s*"seq":\s*(\d+)'
)
CONTENT = 4
"""The part of a websocket message that holds its content; before it: channel, header, parent, metadata."""
MOST = 50


class Saves:
    """One page's changes that wait for an answer; `answered` is told the result and the seconds."""

    def __init__(
        self, answered: Callable[[str, float], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        self._answered = answered
        self._now = now
        self._asked: dict[bytes, float] = {}

    def from_page(self, message: str | bytes) -> None:
        """A change that is sent again counts from the first time."""
        found = begins(CHANGE, message)
        if found and len(self._asked) < MOST:
            self._asked.setdefault(found[1], self._now())

    def from_kernel(self, message: object) -> None:
        found = begins(ANSWER, message)
        if found and found[2] in self._asked:
            self._answered(found[1].decode(), self._now() - self._asked.pop(found[2]))


def begins(pattern: re.Pattern[bytes], message: object) -> re.Match[bytes] | None:
    """Whether the content of a message of the kernel protocol v1 begins so."""
    if not isinstance(message, bytes):
        return None
    place = 8 * (CONTENT + 1)
    return pattern.match(message, int.from_bytes(message[place : place + 8], "little"))
