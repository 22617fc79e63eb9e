"""How long to wait after wrong PINs: hardly at first, an hour at last, so that a PIN can't be guessed."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from .roster import Attempts, Roster

FORGIVEN = 2
WAITS = (10, 30, 60, 5 * 60, 15 * 60, 60 * 60)
"""Seconds after the third wrong PIN in a row, the fourth, …; the last for all that follow.

An hour a try leaves 24 tries a day of a million PINs; `onward learner reset-pin` ends the wait.
"""

BUSY_ADDRESS = 20
SLOWEST_ANSWER = 4.0
ADDRESS_FORGOTTEN = 15 * 60
"""Many women share a shelter's address: it is only slowed, never shut out."""


@dataclass(frozen=True)
class Patience:
    """Counts wrong PINs per name, whether or not somebody has that name, and per address.

    `disguise` turns both into keyed digests: people type their own names by mistake.
    """

    roster: Roster
    disguise: Callable[[str], str]

    def wait(self, name: str, now: float) -> int:
        """Seconds until another PIN is taken for this name; 0 when now."""
        return max(0, math.ceil(self.roster.attempts(self._name(name)).until - now))

    def note(self, name: str, address: str, now: float) -> None:
        """Counts a try as wrong before its PIN is checked, so that many at once win nothing."""
        failures = self.roster.attempts(self._name(name)).failures + 1
        self.roster.note_attempts(self._name(name), Attempts(failures, now + wait_after(failures)))
        failures = self._failures_of(address, now) + 1
        self.roster.note_attempts(self._address(address), Attempts(failures, now + ADDRESS_FORGOTTEN))

    def forgive(self, name: str) -> None:
        """The right PIN, or a new one from her counsellor."""
        self.roster.forget_attempts(self._name(name))

    def slowness(self, address: str, now: float) -> float:
        """Seconds by which answers to this address are held back."""
        return min(SLOWEST_ANSWER, max(0.0, (self._failures_of(address, now) - BUSY_ADDRESS) / 10))

    def _failures_of(self, address: str, now: float) -> int:
        attempts = self.roster.attempts(self._address(address))
        return attempts.failures if attempts.until > now else 0

    def _name(self, name: str) -> str:
        return "name/" + self.disguise(name)

    def _address(self, address: str) -> str:
        return "address/" + self.disguise(address)


def wait_after(failures: int) -> float:
    return WAITS[min(failures - FORGIVEN, len(WAITS)) - 1] if failures > FORGIVEN else 0.0
