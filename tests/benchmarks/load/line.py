"""A page's websocket to its kernel."""

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import aiohttp

from tests.benchmarks.load.frames import PROTOCOL, Message, header, pack, unpack

LEFT = 4001
"""How `client.js` closes when its page goes."""
CLOSING = aiohttp.ClientWSTimeout(ws_close=10.0)
FAILURES = (aiohttp.ClientError, OSError)


class LineLost(Exception):  # noqa: N818 -- an event, which the page mends
    """The websocket was closed, or did not open."""


class Line:
    """Sends to a kernel's shell, hands on what it says. `lost` is done, with the reason, when it broke."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, receive: Callable[[Message], None]) -> None:
        self._socket = socket
        self._session = uuid.uuid4().hex
        self._receive = receive
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(
        cls, http: aiohttp.ClientSession, kernel_url: str, receive: Callable[[Message], None]
    ) -> "Line":
        url = f"{kernel_url}/channels?session_id={uuid.uuid4().hex}"
        try:
            socket = await http.ws_connect(url, protocols=[PROTOCOL], max_msg_size=0, timeout=CLOSING)
        except FAILURES as error:
            raise LineLost(str(error)) from error
        if socket.protocol != PROTOCOL:
            raise LineLost(f"the service speaks {socket.protocol}")
        return cls(socket, receive)

    async def send(self, kind: str, content: dict[str, Any], **metadata: Any) -> None:
        try:
            await self._socket.send_bytes(pack("shell", header(kind, self._session), content, metadata))
        except FAILURES as error:
            raise LineLost(f"closed with {self._socket.close_code}") from error

    async def say(self, word: str) -> None:
        """Something that the page says of itself, which is not for the kernel."""
        await self._socket.send_str(word)

    async def close(self, code: int = LEFT) -> None:
        """Nothing more is received."""
        self.lost.cancel()
        await self._socket.close(code=code)
        await self._reading

    async def _read(self) -> None:
        async for frame in self._socket:
            if frame.type is aiohttp.WSMsgType.BINARY:
                self._receive(unpack(frame.data))
        if not self.lost.done():
            self.lost.set_result(f"closed with {self._socket.close_code}")
