"""The CV lesson in stock Voilà, without a browser: what Voilà's own page asks of its server."""

import asyncio
import re
import uuid
from typing import Any

import aiohttp

from tests.benchmarks.load.browser import Refused
from tests.benchmarks.load.frames import Message
from tests.benchmarks.load.line import Line
from tests.benchmarks.load.screen import Screen

KERNEL = re.compile(r'"kernelId": "([0-9a-f-]{36})"')
CONTROL = "jupyter.widget.control"
LONGEST = 60.0
"""Seconds that a page waits for its widgets."""


async def stock_page(http: aiohttp.ClientSession, url: str) -> str:
    """The page until its last byte; its kernel then runs on."""
    async with http.get(url) as answer:
        if answer.status != 200:
            raise Refused(f"page: {answer.status}")
        return await answer.text()


async def stock_screen(http: aiohttp.ClientSession, server: str, url: str) -> Screen:
    """The lesson's screen, ready to type. Voilà's scripts and styles (4.9 MB) are not fetched."""
    kernel = KERNEL.search(await stock_page(http, url))
    if kernel is None:
        raise Refused("no kernel in the page")
    states = States()
    line = await Line.open(http, f"{server}api/kernels/{kernel[1]}", states.receive)
    await line.send(
        "comm_open", {"comm_id": states.comm, "target_name": CONTROL, "data": {}}, version="1.0.0"
    )
    await line.send("comm_msg", {"comm_id": states.comm, "data": {"method": "request_states"}})
    models = await asyncio.wait_for(states.found, LONGEST)
    model, state = next((name, each["state"]) for name, each in models.items() if "document" in each["state"])
    states.screen = Screen(kernel[1], model, state["document"])
    states.screen.connect(line)
    return states.screen


class States:
    """Waits for the widgets' states, then hands on what the kernel says to the screen."""

    def __init__(self) -> None:
        self.comm = uuid.uuid4().hex
        self.found: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self.screen: Screen | None = None

    def receive(self, message: Message) -> None:
        if self.screen:
            self.screen.receive(message)
        elif message.kind == "comm_msg" and message.content["comm_id"] == self.comm:
            data = message.content["data"]
            if data.get("method") == "update_states":
                self.found.set_result(data["states"])
