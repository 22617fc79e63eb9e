"""A lesson's screen as `saving.js` and `walk.js` speak for it: her record, her changes, her steps."""

import asyncio
import copy
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.load.frames import Message
from tests.benchmarks.load.line import Line, LineLost
from widgets.page.editing import set_value, value_at

PATIENCE = 8.0
"""Seconds without an answer after which `saving.js` sends a change again."""
ANSWERS = ("saved", "conflict", "refused")
Path = Sequence[str]


class NotSaved(Exception):  # noqa: N818 -- what is counted
    """A change was refused, in conflict, or not answered for long."""


class Screen:
    """One open screen: `document` is her record as the page knows it."""

    def __init__(self, kernel: str, model: str, document: dict[str, Any]) -> None:
        self.kernel = kernel
        self.document = document
        self.late = 0
        """Changes that had to be sent again."""
        self._model = model
        self._sequence = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._line: Line | None = None

    async def change(self, path: Path, value: Any) -> None:
        """Send one change until it is answered; returns when it is saved."""
        message = self._message(path, value)
        answer = await self._answered(message)
        if answer["kind"] != "saved":
            raise NotSaved(answer["kind"])
        set_value(self.document, path, value)

    async def last_words(self, path: Path, value: Any) -> None:
        """A change that is sent while she is already leaving: nobody waits for its answer."""
        await self._send(self._message(path, value))

    async def step(self, name: str, done: str = "") -> None:
        """She goes to another step; `done` is the one that she has finished."""
        if done:
            await self._send({"kind": "step", "done": done})
        await self._send({"kind": "step", "current": name, "screen": 0})

    def connect(self, line: Line) -> None:
        self._line = line

    async def close(self) -> None:
        if self._line:
            await self._line.close()

    def receive(self, message: Message) -> None:
        content = message.content
        if message.kind != "comm_msg" or content["comm_id"] != self._model:
            return
        data = content["data"]
        said = data["content"] if data["method"] == "custom" else {}
        answer = self._answers.get(said.get("seq"))
        if answer and not answer.done() and said["kind"] in ANSWERS:
            answer.set_result(said)

    def _message(self, path: Path, value: Any) -> dict[str, Any]:
        self._sequence += 1
        change = {"path": list(path), "value": copy.deepcopy(value), "base": value_at(self.document, path)}
        return {"kind": "change", "seq": self._sequence, "changes": [change]}

    async def _answered(self, message: dict[str, Any]) -> dict[str, Any]:
        """Unchanged, sent again each time that patience ends, as long as the line holds."""
        answer = self._answers[message["seq"]] = asyncio.get_running_loop().create_future()
        try:
            while True:
                await self._send(message)
                await asyncio.wait(
                    [answer, self._line.lost], timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
                )
                if answer.done():
                    return answer.result()
                if self._line.lost.done():
                    raise LineLost(self._line.lost.result())
                self.late += 1
        finally:
            del self._answers[message["seq"]]

    async def _send(self, content: dict[str, Any]) -> None:
        data = {"method": "custom", "content": content}
        await self._line.send("comm_msg", {"comm_id": self._model, "data": data})
