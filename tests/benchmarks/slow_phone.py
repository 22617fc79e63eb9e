"""A cheap phone on a slow network, by Chromium's own emulation, and what a page costs it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, CDPSession, Page

SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""1.6 Mbps down, 150 ms; Chromium applies it to HTTP, not to websockets, on both sides alike."""
CPU_SLOWDOWN = 4


@dataclass
class Cost:
    """What one opening of a page took: requests, bytes on the wire, seconds until the page was of use."""

    seconds: float = 0.0
    requests: int = 0
    wire_bytes: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def kilobytes(self) -> float:
        return self.wire_bytes / 1000


@contextmanager
def slow_phone(context: BrowserContext, page: Page) -> Iterator[CDPSession]:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    yield session
    session.detach()


def cost_of(session: CDPSession, use: Callable[[], None]) -> Cost:
    """Runs `use`, which opens the page and returns once a typed value came back from the kernel."""
    cost = Cost()

    def sent(event: dict) -> None:
        if not event["request"]["url"].startswith(("data:", "blob:")):
            cost.requests += 1
            cost.names.append(event["request"]["url"])

    def arrived(event: dict) -> None:
        cost.wire_bytes += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", arrived)
    start = time.perf_counter()
    use()
    cost.seconds = time.perf_counter() - start
    session.remove_listener("Network.requestWillBeSent", sent)
    session.remove_listener("Network.loadingFinished", arrived)
    return cost
