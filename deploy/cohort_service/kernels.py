"""The kernels of a cohort's pages: each belongs to one person's session and stops with her page."""

import asyncio
import logging
import os
import subprocess
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from jupyter_client.session import Session
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from zmq.eventloop.zmqstream import ZMQStream

from .quiet_log import log_failure

log = logging.getLogger(__name__)

# What a kernel may inherit. The Hub's token and the service's own settings stay here.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")
# IPython would write what it runs into a history file.
ARGUMENTS = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=CRITICAL"]
KERNEL_GONE = 4404
"""The websocket's closing code when its kernel has stopped: the page asks for a new one."""
DRAIN_SECONDS = 10
LAST_WORDS_SECONDS = 2
HEAR_OUT_SECONDS = 1.5


@dataclass(frozen=True)
class Owner:
    """Whose kernel it is: a person's name at the Hub, and her browser session."""

    name: str
    session: str


class CohortKernels(AsyncMappingKernelManager):
    """Starts kernels without anybody's identity, remembers who owns each, closes them with nothing unread."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._owners: dict[str, Owner] = {}
        self._sockets: defaultdict[str, set[Callable[[], None]]] = defaultdict(set)
        self._closing: dict[str, asyncio.Task[None]] = {}

    async def start_for_nobody(self) -> str:
        """A new kernel with nobody's identity in it; its id.

        Its output goes nowhere: an error's message may quote what a learner typed.
        """
        kernel_id: str = await self.start_kernel(
            kernel_name="python3",
            path="",
            env=kernel_environment(),
            extra_arguments=ARGUMENTS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return kernel_id

    def give(self, kernel_id: str, owner: Owner) -> None:
        self._owners[kernel_id] = owner

    def owner_of(self, kernel_id: str) -> Owner | None:
        return self._owners.get(kernel_id)

    def close_soon(
        self, kernel_id: str, drain: Callable[[], Awaitable[None]] | None = None, after: float = 0
    ) -> None:
        """Stop a kernel once it has read everything that was sent to it; wait `after` seconds before."""
        task = asyncio.ensure_future(self._close(kernel_id, drain or partial(self._drain, kernel_id), after))
        self._closing[kernel_id] = task
        task.add_done_callback(lambda _: self._closing.pop(kernel_id, None))

    def close_session(self, session: str) -> None:
        """Stop a browser session's kernels, once their pages have had the time to send their last words."""
        for kernel_id, owner in list(self._owners.items()):
            if owner.session == session:
                self.close_soon(kernel_id, after=LAST_WORDS_SECONDS)

    async def hear_out(self, owner: Owner, new: str) -> None:
        """Let her other pages' kernels read what was sent to them, before a new one reads her records."""
        others = [each for each, one in self._owners.items() if one.name == owner.name and each != new]
        reading = [self._closing.get(each) or asyncio.ensure_future(self._drain(each)) for each in others]
        if reading:
            await asyncio.wait(reading, timeout=HEAR_OUT_SECONDS)

    def watch(self, kernel_id: str, close: Callable[[], None]) -> None:
        """Call `close` when this kernel has stopped."""
        self._sockets[kernel_id].add(close)

    def unwatch(self, kernel_id: str, close: Callable[[], None]) -> None:
        self._sockets[kernel_id].discard(close)

    def remove_kernel(self, kernel_id: str) -> Any:
        self._owners.pop(kernel_id, None)
        for close in self._sockets.pop(kernel_id, set()):
            close()
        return super().remove_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Only kernels that belong to a page; those that wait for one stay."""
        if kernel_id in self._owners:
            await super().cull_kernel_if_idle(kernel_id)

    async def _close(self, kernel_id: str, drain: Callable[[], Awaitable[None]], after: float) -> None:
        try:
            await asyncio.sleep(after)
            await drain()
            if kernel_id in self:
                await self.shutdown_kernel(kernel_id, now=True)
        except Exception as error:
            log_failure("Closing a kernel", error)

    async def _drain(self, kernel_id: str) -> None:
        if kernel_id in self:
            kernel = self.get_kernel(kernel_id)
            stream = kernel.connect_shell()
            try:
                await drained(stream, Session(key=kernel.session.key))
            finally:
                stream.close()


async def drained(stream: ZMQStream, session: Session) -> None:
    """Wait until the kernel has read everything sent on this stream so far."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    request = session.send(stream, "kernel_info_request")

    def receive(parts: list[bytes]) -> None:
        _, rest = session.feed_identities(parts)
        reply = session.deserialize(rest)
        if reply["parent_header"].get("msg_id") == request["header"]["msg_id"] and not done.done():
            done.set_result(None)

    stream.on_recv(receive)
    try:
        await asyncio.wait_for(done, DRAIN_SECONDS)
    except TimeoutError:
        log.warning("A kernel did not answer before it was stopped")


def kernel_environment() -> dict[str, str]:
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {
        **inherited,
        "JUPYTER_WIDGETS_ECHO": "0",
        "ONWARD_ASSETS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
