"""Chromium for the tests, and a watch that notes what no page of ours may do."""

import shutil
from dataclasses import dataclass, field
from urllib.parse import urlparse

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
PHONE = {"viewport": {"width": 375, "height": 740}, "locale": "en-GB", "has_touch": True}
OUR_HOSTS = {"127.0.0.1", "localhost"}
OUR_SCHEMES = {"data", "blob", "about"}


def chromium() -> str | None:
    """The system's Chromium; None for the one that Playwright installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@dataclass
class Watch:
    """Notes errors on the console and requests to other hosts, in every page of the contexts it follows."""

    allowed: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain("console", f"error: {error.error}"))

    def _request(self, request: Request) -> None:
        address = urlparse(request.url)
        if request.is_navigation_request():
            self.documents.add(request.url)
        if address.scheme not in OUR_SCHEMES and address.hostname not in OUR_HOSTS:
            self._complain("hosts", f"request to {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        # A page that answers 403 or 404 is reported on the console too, but it is no mistake of the page.
        is_answer = (
            message.location.get("url") in self.documents and "Failed to load resource" in message.text
        )
        if message.type == "error" and not is_answer:
            self._complain("console", f"console: {message.text} {message.location.get('url')}")

    def _complain(self, what: str, complaint: str) -> None:
        if what not in self.allowed:
            self.complaints.append(complaint)
