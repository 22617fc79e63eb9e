"""A cheap phone on a slow network, by Chromium's own emulation, and what a page costs it."""

import base64
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, CDPSession, Page

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""1.6 Mbps down, 150 ms; Chromium applies it to HTTP, not to websockets, on both sides alike."""
CPU_SLOWDOWN = 4
SAVED = b'"saved"'
LONGEST = 10.0
"""Seconds in which what was asked for until the page was of use has come."""


@dataclass
class Cost:
    """What one opening of a page took until it was of use: seconds, requests, bytes on the wire.

    `ahead` are the bytes of what it fetched for later, once the first word was saved.
    """

    seconds: float = 0.0
    sizes: dict[str, int] = field(default_factory=dict)
    ahead: int = 0

    @property
    def requests(self) -> int:
        return len(self.sizes)

    @property
    def kilobytes(self) -> float:
        return sum(self.sizes.values()) / 1000


@contextmanager
def slow_phone(context: BrowserContext, page: Page) -> Iterator[CDPSession]:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    yield session
    session.detach()


def cost_of(page: Page, session: CDPSession, use: Callable[[], None]) -> Cost:
    """Runs `use`, which opens the page and returns once it is of use."""
    meter = Meter()
    for event, listener in meter.listeners.items():
        session.on(event, listener)
    start = time.perf_counter()
    use()
    meter.cost.seconds = time.perf_counter() - start
    while meter.is_waiting() and time.perf_counter() < start + meter.cost.seconds + LONGEST:
        page.wait_for_timeout(50)
    for event, listener in meter.listeners.items():
        session.remove_listener(event, listener)
    return meter.cost


class Meter:
    """Adds up what the browser says of its requests."""

    def __init__(self) -> None:
        self.cost = Cost()
        self._open: set[str] = set()
        self._is_saved = False
        self.listeners = {
            "Network.requestWillBeSent": self._sent,
            "Network.requestServedFromCache": self._kept,
            "Network.loadingFinished": self._arrived,
            "Network.loadingFailed": self._failed,
            "Network.webSocketFrameReceived": self._heard,
        }

    def is_waiting(self) -> bool:
        return bool(self._open)

    def _sent(self, event: dict) -> None:
        if not self._is_saved and not event["request"]["url"].startswith(("data:", "blob:")):
            self._open.add(event["requestId"])
            self.cost.sizes[event["requestId"]] = 0

    def _kept(self, event: dict) -> None:
        """The browser had it already: no request on the wire."""
        self._open.discard(event["requestId"])
        self.cost.sizes.pop(event["requestId"], None)

    def _arrived(self, event: dict) -> None:
        name, size = event["requestId"], int(event["encodedDataLength"])
        if name in self.cost.sizes:
            self._open.discard(name)
            self.cost.sizes[name] = size
        else:
            self.cost.ahead += size

    def _failed(self, event: dict) -> None:
        self._open.discard(event["requestId"])

    def _heard(self, event: dict) -> None:
        frame = event["response"]
        if frame["opcode"] == 2 and SAVED in base64.b64decode(frame["payloadData"]):
            self._is_saved = True
