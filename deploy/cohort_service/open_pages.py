"""The pages that are open: whose each is, and how much it needs its kernel. A wall clock plays no part."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Owner:
    """Whose kernel it is: a person's name at the Hub, and her browser session."""

    name: str
    session: str


class Line(Protocol):
    """A page's websocket."""

    def hang_up(self, code: int) -> None: ...

    def shell(self) -> tuple[Any, Any] | None:
        """The stream to the kernel on which her words go, and its session; None while there is none."""


@dataclass(frozen=True)
class Care:
    """How long a kernel is kept for a page, in seconds."""

    away: float = 10
    """Without a websocket: the browser died, or the network did. A page that comes back gets a new kernel."""
    connecting: float = 30
    """From the page's last byte to its websocket: a slow phone has to read the page's script first."""
    flicker: float = 3
    """Without a websocket, while another page needs the place."""
    idle: float = 600
    """Without a sign of life from the page."""
    sparing: float = 120
    """The same, while another page needs the place."""
    hidden: float = 15
    """The same, for a page behind other windows."""


@dataclass
class OpenPage:
    """One page; the moments are those of the clock of `OpenPages`."""

    owner: Owner
    active_at: float
    alone_since: float
    """Since when no websocket has been connected."""
    is_sent: bool = False
    was_connected: bool = False
    is_hidden: bool = False
    lines: set[Line] = field(default_factory=set)


class OpenPages:
    """Every page that has a kernel, by the kernel's id."""

    def __init__(self, care: Care | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self.care = care or Care()
        self._now = now
        self._pages: dict[str, OpenPage] = {}

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._pages))

    def __contains__(self, kernel_id: str) -> bool:
        return kernel_id in self._pages

    def add(self, kernel_id: str, owner: Owner) -> None:
        self._pages[kernel_id] = OpenPage(owner, self._now(), self._now())

    def remove(self, kernel_id: str) -> list[Line]:
        """Its websockets, to be closed."""
        page = self._pages.pop(kernel_id, None)
        return list(page.lines) if page else []

    def owner_of(self, kernel_id: str) -> Owner | None:
        return self._pages[kernel_id].owner if kernel_id in self._pages else None

    def of_session(self, session: str) -> list[str]:
        return [each for each, page in self._pages.items() if page.owner.session == session]

    def of_person(self, name: str) -> list[str]:
        return [each for each, page in self._pages.items() if page.owner.name == name]

    def lines_of(self, kernel_id: str) -> list[Line]:
        return list(self._pages[kernel_id].lines) if kernel_id in self._pages else []

    def touch(self, kernel_id: str) -> None:
        """The page sent something to its kernel."""
        if page := self._pages.get(kernel_id):
            page.active_at = self._now()

    def touch_session(self, session: str) -> None:
        """Somebody is there, on whichever of this session's pages."""
        for kernel_id in self.of_session(session):
            self.touch(kernel_id)

    def sent(self, kernel_id: str) -> None:
        """The page's last byte is on its way."""
        if page := self._pages.get(kernel_id):
            page.is_sent = True
            page.active_at = page.alone_since = self._now()

    def is_sent(self, kernel_id: str) -> bool:
        return kernel_id in self._pages and self._pages[kernel_id].is_sent

    def show(self, kernel_id: str, *, is_hidden: bool) -> None:
        """Whether the page stands behind other windows."""
        if page := self._pages.get(kernel_id):
            page.is_hidden = is_hidden
            page.active_at = self._now()

    def connect(self, kernel_id: str, line: Line) -> None:
        if page := self._pages.get(kernel_id):
            page.lines.add(line)
            page.was_connected = True
            page.is_hidden = False
            page.active_at = self._now()

    def disconnect(self, kernel_id: str, line: Line) -> None:
        if (page := self._pages.get(kernel_id)) and line in page.lines:
            page.lines.discard(line)
            page.alone_since = self._now()

    def forsaken(self) -> list[tuple[str, str]]:
        """Kernels that nobody seems to need any more, and why."""
        found = [(kernel_id, self._forsaken_for(page)) for kernel_id, page in self._pages.items()]
        return [(kernel_id, reason) for kernel_id, reason in found if reason]

    def sparable(self) -> list[str]:
        """Kernels that a page can do without until she comes back to it; the least needed first."""
        spare = [each for each, page in self._pages.items() if self._is_sparable(page)]
        return sorted(spare, key=lambda each: (bool(self._pages[each].lines), self._pages[each].active_at))

    def states(self) -> Counter[str]:
        """How many pages are opening, connected, hidden or away."""
        return Counter(state_of(page) for page in self._pages.values())

    def _forsaken_for(self, page: OpenPage) -> str:
        alone = 0 if page.lines or not page.is_sent else self._now() - page.alone_since
        if alone > (self.care.away if page.was_connected else self.care.connecting):
            return "away" if page.was_connected else "unconnected"
        return "idle" if page.is_sent and self._now() - page.active_at > self.care.idle else ""

    def _is_sparable(self, page: OpenPage) -> bool:
        if page.lines:
            patience = self.care.hidden if page.is_hidden else self.care.sparing
            return page.is_sent and self._now() - page.active_at >= patience
        # A page that was just sent has not connected yet.
        return page.is_sent and page.was_connected and self._now() - page.alone_since >= self.care.flicker


def state_of(page: OpenPage) -> str:
    if not page.is_sent:
        return "opening"
    if not page.lines:
        return "away"
    return "hidden" if page.is_hidden else "connected"
