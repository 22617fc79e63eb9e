"""The kernels of a cohort's pages: each belongs to one person's session and stops with her page."""

import asyncio
import logging
import os
import subprocess
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from jupyter_client.session import Session
from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Unicode
from zmq.eventloop.zmqstream import ZMQStream

from .metrics import Metrics
from .open_pages import OpenPages, Owner
from .quiet_log import log_failure

log = logging.getLogger(__name__)

# What a kernel may inherit. The Hub's token and the service's own settings stay here.
INHERITED = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT"),
    *("ONWARD_VACANCIES", "ONWARD_HELPLINES", "ONWARD_HELPLINES_MAX_AGE"),
)
# IPython would write what it runs into a history file.
ARGUMENTS = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=CRITICAL"]
RECONNECT_MS = 10
"""A kernel listens some milliseconds after it was started; ZeroMQ would look again after 100."""
KERNEL_GONE = 4404
"""The websocket's closing code when its kernel has stopped: the page asks for a new one when she needs it."""
DRAIN_SECONDS = 10
LAST_WORDS_SECONDS = 2
HEAR_OUT_SECONDS = 1.5


class CohortKernels(AsyncMappingKernelManager):
    """Starts kernels without anybody's identity, remembers who owns each, closes them with nothing unread."""

    page_kernel = Unicode("onward", help="The kernelspec of the pages' kernels.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.context.reconnect_ivl = RECONNECT_MS
        self.pages = OpenPages()
        self.metrics = Metrics()
        self.failed_starts = 0
        """In a row."""
        self._closing: dict[str, asyncio.Task[None]] = {}
        self._doomed: set[str] = set()

    async def start_kernel(self, **kwargs: Any) -> str:
        begun = time.monotonic()
        try:
            kernel_id: str = await super().start_kernel(**kwargs)
        except Exception:
            self.failed_starts += 1
            self.metrics.kernel_failed()
            raise
        self.failed_starts = 0
        self.metrics.kernel_started(time.monotonic() - begun)
        return kernel_id

    def start_watching_activity(self, kernel_id: str) -> None:
        """Jupyter reads every message of every kernel for this, a sixth of the work; see `OpenPages`."""
        kernel = self._kernels[kernel_id]
        kernel.reason = ""
        kernel.last_activity = utcnow()
        kernel.execution_state = "idle"
        kernel._activity_stream = None

    async def start_for_nobody(self) -> str:
        """A new kernel with nobody's identity in it; its id.

        Its output goes nowhere: an error's message may quote what a learner typed.
        """
        kernel_id: str = await self.start_kernel(
            kernel_name=self.page_kernel,
            path="",
            env=kernel_environment(),
            extra_arguments=ARGUMENTS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return kernel_id

    def give(self, kernel_id: str, owner: Owner) -> None:
        self.pages.add(kernel_id, owner)

    def owner_of(self, kernel_id: str) -> Owner | None:
        return self.pages.owner_of(kernel_id)

    def in_use(self) -> int:
        """Kernels of pages, without those that are stopping."""
        return sum(kernel_id not in self._doomed for kernel_id in self.pages)

    def is_stopping(self, kernel_id: str) -> bool:
        """Whether a page has to look for another."""
        return kernel_id in self._doomed

    def shed_one(self, reason: str) -> bool:
        """Close the kernel that is needed least; False: all are needed."""
        for kernel_id in self.pages.sparable():
            if kernel_id not in self._doomed:
                self.close_soon(kernel_id, reason)
                return True
        return False

    def close_forsaken(self) -> None:
        """Stop kernels whose pages are gone without a word, or idle; an idle page heals when she is back."""
        for kernel_id, reason in self.pages.forsaken():
            if kernel_id not in self._doomed:
                self.close_soon(kernel_id, reason)

    def close_soon(
        self,
        kernel_id: str,
        reason: str = "left",
        drain: Callable[[], Awaitable[None]] | None = None,
        after: float = 0,
    ) -> None:
        """Stop a kernel once it has read everything that was sent to it; wait `after` seconds before."""
        if kernel_id in self._doomed:
            return
        if not self.pages.is_sent(kernel_id):
            drain = nothing  # a page that is not there yet has sent nothing
        drain = drain or partial(self.drain, kernel_id)
        task = asyncio.ensure_future(self._close(kernel_id, reason, drain, after))
        self._closing[kernel_id] = task
        task.add_done_callback(partial(self._closed, kernel_id))
        if not after:
            self._doomed.add(kernel_id)

    def close_session(self, session: str) -> None:
        """Stop a browser session's kernels, once their pages have had the time to send their last words."""
        for kernel_id in self.pages.of_session(session):
            self.close_soon(kernel_id, after=LAST_WORDS_SECONDS)

    async def hear_out(self, owner: Owner, new: str) -> None:
        """Let her other pages' kernels read what was sent to them, before a new one reads her records."""
        others = [each for each in self.pages.of_person(owner.name) if each != new]
        reading = [self._closing.get(each) or asyncio.ensure_future(self._overtake(each)) for each in others]
        if reading:
            await asyncio.wait(reading, timeout=HEAR_OUT_SECONDS)

    def hang_up(self, code: int) -> None:
        """Close every page's websocket."""
        for kernel_id in self.pages:
            for line in self.pages.lines_of(kernel_id):
                line.hang_up(code)

    async def drain_all(self, seconds: float) -> None:
        """Let every page's kernel read what was sent to it, for so long at most."""
        reading = [asyncio.ensure_future(self.drain(kernel_id)) for kernel_id in self.pages]
        if reading:
            _, left = await asyncio.wait(reading, timeout=seconds)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def drain(self, kernel_id: str) -> None:
        """On the streams that carry her words, where there are any: what she sent is read first."""
        shells = [shell for line in self.pages.lines_of(kernel_id) if (shell := line.shell())]
        buffered = self._kernel_buffers.get(kernel_id, {}).get("channels", {}).get("shell")
        if buffered is not None and kernel_id in self:
            shells.append((buffered, Session(key=self.get_kernel(kernel_id).session.key)))
        reading = [drained(stream, session) for stream, session in shells if not stream.closed()]
        await (asyncio.gather(*reading) if reading else self._overtake(kernel_id))

    def remove_kernel(self, kernel_id: str) -> Any:
        self._doomed.discard(kernel_id)
        for line in self.pages.remove(kernel_id):
            line.hang_up(KERNEL_GONE)
        kernel = super().remove_kernel(kernel_id)
        if kernel:  # one that died by itself leaves these
            kernel.cleanup_connection_file()
            kernel.cleanup_ipc_files()
        return kernel

    async def _close(
        self, kernel_id: str, reason: str, drain: Callable[[], Awaitable[None]], after: float
    ) -> None:
        try:
            await asyncio.sleep(after)
            if after and kernel_id in self._doomed:
                return  # it has been closed sooner
            self._doomed.add(kernel_id)
            await drain()
            if kernel_id in self:
                self.metrics.kernel_closed(reason)
                await self.shutdown_kernel(kernel_id, now=True)
        except Exception as error:
            log_failure("Closing a kernel", error)
        finally:
            if kernel_id not in self:
                self._doomed.discard(kernel_id)

    def _closed(self, kernel_id: str, task: asyncio.Task[None]) -> None:
        if self._closing.get(kernel_id) is task:
            del self._closing[kernel_id]

    async def _overtake(self, kernel_id: str) -> None:
        """Ask on a stream of our own, and wait for the answer."""
        if kernel_id in self:
            kernel = self.get_kernel(kernel_id)
            stream = kernel.connect_shell()
            try:
                await drained(stream, Session(key=kernel.session.key))
            finally:
                stream.close()


async def nothing() -> None:
    pass


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
        "OPENBLAS_NUM_THREADS": "1",  # NumPy's threads would cost each kernel memory
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }
