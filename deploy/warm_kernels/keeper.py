"""Keeps a zygote: starts it, asks it for kernels, replaces it when it is dead or outdated."""

import asyncio
import atexit
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from functools import cache
from typing import IO, Any

from .messages import receive, send
from .order import CannotFork, Order, of_python
from .process import ForkedProcess

START_SECONDS = 60.0
ANSWER_SECONDS = 10.0
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV")
"""All that the zygote gets of this process's environment: it holds no secret."""
# Threads of ZeroMQ would each reserve an arena; two serve them all.
OF_ITS_OWN = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


class Outdated(Exception):  # noqa: N818 -- errors carry the field's names
    """The zygote's files have changed since it was loaded."""


def keeper_for(preload: Sequence[str], environment: Mapping[str, str]) -> "ZygoteKeeper":
    """The keeper of a zygote with these modules, whose Python starts as in this environment."""
    return keeper_of(os.getpid(), tuple(preload), tuple(of_python(environment).items()))


@cache
def keeper_of(pid: int, preload: tuple[str, ...], pythons: tuple[tuple[str, str], ...]) -> "ZygoteKeeper":
    """One for each process: a fork of this one must not speak on its line."""
    keeper = ZygoteKeeper(preload, dict(pythons))
    atexit.register(lambda: keeper.close() if os.getpid() == pid else None)
    return keeper


class ZygoteKeeper:
    """One zygote at a time; those that were replaced live on until their last kernel has ended.

    Its methods block; `ask` waits for them in a thread. They may be called from several at once.
    """

    def __init__(self, preload: Sequence[str], pythons: Mapping[str, str]) -> None:
        self._preload, self._pythons = preload, pythons
        self._zygote: RunningZygote | None = None
        self._retired: list[RunningZygote] = []
        self._lock = threading.Lock()
        self._lease = Lease()
        # Not the event loop's own threads: a fork of this process takes a loop along, but no thread.
        self._threads = ThreadPoolExecutor(1, "zygote")

    async def ask(self, order: Order) -> ForkedProcess:
        """A new kernel; raises CannotFork."""
        return await asyncio.wrap_future(self._threads.submit(self.fork, order))

    def fork(self, order: Order) -> ForkedProcess:
        """A new kernel; raises CannotFork."""
        with self._lock:
            try:
                return self._running().fork(order, self._lease)
            except (Outdated, OSError, EOFError):
                self._replace()
            try:
                return self._running().fork(order, self._lease)
            except (Outdated, OSError, EOFError) as error:
                self._replace()
                raise CannotFork(f"the zygote failed: {type(error).__name__}") from error

    def close(self) -> None:
        """End the zygotes, and with them their kernels."""
        with self._lock:
            self._replace()
            for zygote in self._retired:
                zygote.close()
            self._retired = []
            self._lease.end()

    def _running(self) -> "RunningZygote":
        self._forget_ended()
        if self._zygote and self._zygote.has_ended:
            self._replace()
        if self._zygote is None:
            self._zygote = RunningZygote(self._preload, self._pythons)
        return self._zygote

    def _forget_ended(self) -> None:
        for zygote in [each for each in self._retired if each.has_ended]:
            zygote.close()
            self._retired.remove(zygote)

    def _replace(self) -> None:
        """Take no more kernels from it, and let those that it has live."""
        if self._zygote:
            self._zygote.retire()
            self._retired.append(self._zygote)
        self._zygote = None


class Lease:
    """A pipe of which only this process has one end: when that is closed, the system ends every kernel."""

    def __init__(self) -> None:
        self.theirs, self._held = os.pipe()

    def end(self) -> None:
        """Ends the kernels; a new lease begins."""
        for end in (self._held, self.theirs):
            os.close(end)
        self.theirs, self._held = os.pipe()


class RunningZygote:
    """The process and the line to it."""

    def __init__(self, preload: Sequence[str], pythons: Mapping[str, str]) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 -- this Python, a module of ours
                [sys.executable, "-m", "deploy.warm_kernels.zygote", str(theirs.fileno()), *preload],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={**passed_on(), **pythons, **OF_ITS_OWN},
                cwd="/",
                start_new_session=True,
            )
        self._line.settimeout(START_SECONDS)
        try:
            receive(self._line)
        except (OSError, EOFError):
            self.close()
            raise
        self._line.settimeout(ANSWER_SECONDS)

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def fork(self, order: Order, lease: Lease) -> ForkedProcess:
        """Raises Outdated; OSError or EOFError where the zygote is dead or silent."""
        with opened(order) as (streams, ours), ExitStack() as on_failure:
            status, told = os.pipe()
            on_failure.callback(os.close, status)
            try:
                send(self._line, message_of(order), [*streams, told, lease.theirs])
            finally:
                os.close(told)
            answer, files = receive(self._line)
            if "pid" not in answer:
                raise Outdated
            on_failure.pop_all()
            return ForkedProcess(answer["pid"], files[0], status, ours)

    def retire(self) -> None:
        with suppress(OSError):
            send(self._line, {"retire": True})

    def close(self) -> None:
        """End it, and its kernels with it."""
        self._line.close()
        try:
            self.process.wait(ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def message_of(order: Order) -> dict[str, Any]:
    return {
        "arguments": list(order.arguments),
        "folder": order.folder,
        "environment": dict(order.environment),
        "limits": asdict(order.limits),
    }


def passed_on() -> dict[str, str]:
    return {name: os.environ[name] for name in PASSED_ON if name in os.environ}


Ours = tuple[IO[bytes] | None, IO[bytes] | None, IO[bytes] | None]


@contextmanager
def opened(order: Order) -> Iterator[tuple[list[int], Ours]]:
    """The kernel's three streams as file descriptors, and this process's ends of those that are pipes."""
    with ExitStack() as closing:
        stdin, feed = stream(order.stdin, 0, closing)
        stdout, out = stream(order.stdout, 1, closing)
        if order.stderr == subprocess.STDOUT:
            yield [stdin, stdout, stdout], (feed, out, None)
            return
        stderr, errors = stream(order.stderr, 2, closing)
        yield [stdin, stdout, stderr], (feed, out, errors)


def stream(wanted: Any, number: int, closing: ExitStack) -> tuple[int, IO[bytes] | None]:
    """As Popen understands it; None is this process's own."""
    if wanted is None:
        return number, None
    if wanted == subprocess.DEVNULL:
        null = os.open(os.devnull, os.O_RDWR)
        closing.callback(os.close, null)
        return null, None
    if wanted == subprocess.PIPE:
        read, write = os.pipe()
        theirs, ours = (read, write) if number == 0 else (write, read)
        closing.callback(os.close, theirs)
        return theirs, os.fdopen(ours, "wb" if number == 0 else "rb", buffering=0)
    return (wanted if isinstance(wanted, int) else wanted.fileno()), None
