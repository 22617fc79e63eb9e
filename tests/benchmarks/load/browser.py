"""A browser without a display: signs in at the Hub's door, opens lessons, keeps cookies and files."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from tests.benchmarks.load.line import Line
from tests.benchmarks.load.screen import Screen

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
JSON_IN_PAGE = '<script type="application/json" id="%s">(.*?)</script>'
FILES = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script type="module" async src="([^"]+)"')
LONGEST = 60.0
"""Seconds after which a person gives up waiting for a page."""


class Refused(Exception):  # noqa: N818 -- what is counted
    """A page did not open: its status, or that it holds no lesson."""


def new_browser(connector: aiohttp.BaseConnector) -> aiohttp.ClientSession:
    """Its own cookies; connections are shared, as a proxy before the Hub would share them."""
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

    async def open(self, lesson: str, leave: Callable[[], Awaitable[None]] | None = None) -> Screen:
        """The lesson's screen, ready to type; `leave` is called as soon as the new page begins to come."""
        html = await self._page(f"{self._service}lesson/{lesson}", leave)
        settings, models = in_page(html, "onward"), in_page(html, "models")
        await self._fetch_files(html)
        model = next((each for each in models if "document" in each["state"]), None)
        if model is None:
            raise Refused("no screen in the page")
        screen = Screen(model["id"], model["state"]["document"])
        kernel_url = f"{self._service}api/kernels/{settings['kernel']}"
        screen.connect(await Line.open(self._http, kernel_url, screen.receive))
        return screen

    async def let_go(self, html: str) -> None:
        """What `client.js` does for a page that goes before its socket is there."""
        kernel = in_page(html, "onward")["kernel"]
        cookies = self._http.cookie_jar.filter_cookies(self._service)
        headers = {"X-XSRFToken": cookies["_xsrf"].value}
        async with self._http.delete(f"{self._service}api/kernels/{kernel}", headers=headers) as answer:
            if answer.status != 204:
                raise Refused(f"kernel not stopped: {answer.status}")

    async def page(self, path: str) -> str:
        """A page of the service until its last byte."""
        return await self._page(self._service + path, None)

    async def close(self) -> None:
        await self._http.close()

    async def _page(self, url: str, leave: Callable[[], Awaitable[None]] | None) -> str:
        leaving = None
        try:
            async with self._http.get(url, allow_redirects=False) as answer:
                leaving = asyncio.ensure_future(leave()) if leave else None
                if answer.status != 200:
                    raise Refused(f"page: {answer.status}")
                return await answer.text()
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


def first_form(html: str) -> str:
    """The learners' form; the staff's comes after it."""
    return html[html.index("<form") : html.index("</form>")]


def in_page(html: str, name: str) -> Any:
    """The JSON that stands in a page under this id."""
    found = re.search(JSON_IN_PAGE % name, html, re.DOTALL)
    if not found:
        raise Refused(f"no #{name} in the page")
    return json.loads(found[1])
