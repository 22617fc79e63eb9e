"""Pages start in turn, as many at a time as there are cores: a hundred at once would all be slow."""

import asyncio
import heapq

LONGEST_SECONDS = 3.0
"""A page that takes longer, because its notebook waits for something, lets the next one begin."""


class Turns:
    """Handed out in the order of asking; pages that are open already and need another kernel go first."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._asked = 0
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []

    async def take(self, *, heals: bool = False) -> "Turn":
        """Wait for a turn; end it when the work is done."""
        if self._free:
            self._free -= 1
            return Turn(self)
        self._asked += 1
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not heals, self._asked, mine))
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # it had just been given one
                self.pass_on()
            raise
        return Turn(self)

    @property
    def waiting(self) -> int:
        return sum(not mine.done() for _, _, mine in self._waiting)

    def pass_on(self) -> None:
        while self._waiting:
            _, _, next_one = heapq.heappop(self._waiting)
            if not next_one.done():
                next_one.set_result(None)
                return
        self._free += 1


class Turn:
    """One page's; it ends by itself after `LONGEST_SECONDS`."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._is_over = False
        self._alarm = asyncio.get_running_loop().call_later(LONGEST_SECONDS, self.end)

    def end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._alarm.cancel()
            self._turns.pass_on()
