"""A page on which nobody types keeps its line to the kernel."""

import asyncio
from collections.abc import Callable

import pytest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from .conftest import Service
from .for_tests.visitor import Visitor


async def test_a_line_is_not_given_up_while_its_pings_are_answered(
    start_service: Callable[..., Service], new_visitor: Callable[..., Visitor]
):
    visitor = new_visitor(start_service(ping=300), "ana")
    line = await websocket_connect(visitor.socket(visitor.kernel()))

    with pytest.raises(TimeoutError):  # five pings long
        await asyncio.wait_for(end_of(line), 1.5)

    line.close()


async def end_of(line: WebSocketClientConnection) -> None:
    while await line.read_message() is not None:
        pass
