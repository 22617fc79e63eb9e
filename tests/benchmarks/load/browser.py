"""A browser without a display: signs in at the Hub's door, opens lessons, keeps cookies and files."""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from tests.benchmarks.load.line import Line
from tests.benchmarks.load.screen import Screen

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
MODELS = re.compile(r'<script type="application/json" id="models">(.*?)</script>', re.DOTALL)
KERNEL = re.compile(r'<data id="kernel" value="([0-9a-f-]{36})"')
FILES = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script type="module" async src="([^"]+)"')
ACCEPTED = 202
"""The page says how many are before her, and asks again by itself."""
LONGEST = 60.0
"""Seconds after which a person gives up waiting for a page."""
Leave = Callable[[], Awaitable[None]]


class Refused(Exception):  # noqa: N818 -- what is counted
    """A page did not open: its status, or what it lacked."""


def new_browser(connector: aiohttp.BaseConnector) -> aiohttp.ClientSession:
    """Its own cookies; connections are shared, as a web server before the Hub would share them."""
    return aiohttp.ClientSession(
        connector=connector,
        connector_owner=False,
        cookie_jar=aiohttp.CookieJar(unsafe=True),
        headers={"Accept-Encoding": "br, gzip"},
        timeout=aiohttp.ClientTimeout(total=LONGEST),
    )


class Browser:
    """One learner's. `hub` and `service` are addresses with a slash at their end."""

    def __init__(self, http: aiohttp.ClientSession, hub: str, service: str) -> None:
        self._http, self._hub, self._service = http, hub, service
        self._kept: set[str] = set()

    async def sign_in(self, code: str, pin: str) -> None:
        """Through the door to her path."""
        async with self._http.get(f"{self._hub}hub/login") as answer:
            form = dict(HIDDEN.findall(first_form(await answer.text())))
        typed = {**form, "code": code, "secret": pin}
        async with self._http.post(f"{self._hub}hub/login", data=typed) as answer:
            if answer.status != 200 or not answer.url.path.endswith("/home"):
                raise Refused(f"sign-in: {answer.status} {answer.url.path}")

    async def open(self, lesson: str, leave: Leave | None = None, *, heals: bool = False) -> Screen:
        """The lesson's screen, ready to type; `leave` is called as soon as the new page begins to come.

        `heals`: the page stays and gets another kernel.
        """
        html = await self.page(f"lesson/{lesson}", leave, heals=heals)
        await self._fetch_files(html)
        screen = screen_in(html)
        await self.connect(screen)
        return screen

    async def connect(self, screen: Screen) -> None:
        line = await Line.open(self._http, self._kernel(screen.kernel), screen.receive)
        await line.say("visible")
        screen.connect(line)

    async def lives(self, kernel: str) -> bool:
        """What a page asks when its line is lost."""
        try:
            async with self._http.get(self._kernel(kernel)) as answer:
                if answer.status not in (204, 404):
                    raise Refused(f"kernel: {answer.status}")
                return answer.status == 204
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Refused(f"kernel: {type(error).__name__}") from error

    async def let_go(self, html: str) -> None:
        """What `client.js` does for a page that goes before its socket is there."""
        kernel = found_in(html, KERNEL, "kernel")
        cookies = self._http.cookie_jar.filter_cookies(self._service)
        headers = {"X-XSRFToken": cookies["_xsrf"].value}
        async with self._http.delete(self._kernel(kernel), headers=headers) as answer:
            if answer.status != 204:
                raise Refused(f"kernel not stopped: {answer.status}")

    async def page(self, path: str, leave: Leave | None = None, *, heals: bool = False) -> str:
        """A page of the service until its last byte; waits for its turn as long as a person would."""
        end = time.monotonic() + LONGEST
        while True:
            status, pause, html = await self._get(self._service + path, leave, heals=heals)
            if status == 200:
                return html
            if status != ACCEPTED or time.monotonic() + pause > end:
                raise Refused(f"page: {status}")
            leave = None
            await asyncio.sleep(pause)

    async def close(self) -> None:
        await self._http.close()

    async def _get(self, url: str, leave: Leave | None, *, heals: bool) -> tuple[int, float, str]:
        """Status, seconds to wait before the next try, and the page."""
        leaving = None
        headers = {"X-Heals": "1"} if heals else {}
        try:
            async with self._http.get(url, allow_redirects=False, headers=headers) as answer:
                leaving = asyncio.ensure_future(leave()) if leave else None
                return answer.status, float(answer.headers.get("Retry-After", 0)), await answer.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Refused(f"page: {type(error).__name__}") from error
        finally:
            if leaving:
                await leaving

    async def _fetch_files(self, html: str) -> None:
        """Modules and styles that are not yet in the browser's cache; their names never change content."""
        names = {style or script for style, script in FILES.findall(html)}
        for name in sorted(names - self._kept):
            async with self._http.get(self._service.split("/services/")[0] + name) as answer:
                if answer.status != 200:
                    raise Refused(f"file: {answer.status}")
                await answer.read()
            self._kept.add(name)

    def _kernel(self, kernel: str) -> str:
        return f"{self._service}api/kernels/{kernel}"


def first_form(html: str) -> str:
    """The learners' form; the staff's comes after it."""
    start = html.index('<form method="post"', html.index("<main"))
    return html[start : html.index("</form>", start)]


def screen_in(html: str) -> Screen:
    """The one screen of a lesson's page, not yet connected."""
    models: list[dict[str, Any]] = json.loads(found_in(html, MODELS, "widgets"))
    model = next((each for each in models if "document" in each["state"]), None)
    if model is None:
        raise Refused("no screen in the page")
    return Screen(found_in(html, KERNEL, "kernel"), model["id"], model["state"]["document"])


def found_in(html: str, pattern: re.Pattern[str], what: str) -> str:
    found = pattern.search(html)
    if not found:
        raise Refused(f"no {what} in the page")
    return found[1]
