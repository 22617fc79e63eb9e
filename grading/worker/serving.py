"""The worker's life: its socket, its outbox, and a clean end."""

import asyncio
import fcntl
import json
import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from grading.cohort import Cohort
from grading.gradebook.limits import Limits
from grading.gradebook.places import Course
from grading.gradebook.submitting import private_folder
from grading.store import Store

from .asking import short_name
from .children import Children
from .outbox import Outbox
from .requests import Requests
from .turns import Turns

log = logging.getLogger(__name__)

LONGEST_REQUEST = 1 << 20


class AlreadyRunning(Exception):  # noqa: N818 -- errors carry the field's names
    """Another worker serves this cohort."""


async def serve(cohort: Cohort, store: Store, at_a_time: int = 0, limits: Limits | None = None) -> None:
    """Works until SIGTERM or SIGINT. Left at 0, one hand-in more at a time than there are cores."""
    stopped = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stopped.set)
    course, children, turns = Course(cohort.course), Children(), Turns(at_a_time)
    outbox = Outbox(course, store, children, turns, limits or Limits())
    requests = Requests(course, store, children, turns, outbox)
    with listening(cohort.worker_socket) as listener:
        life = asyncio.create_task(live(course, children, outbox, requests, listener))
        await asyncio.wait([life, asyncio.create_task(stopped.wait())], return_when=asyncio.FIRST_COMPLETED)
        life.cancel()
        with suppress(asyncio.CancelledError):
            await life


async def live(
    course: Course, children: Children, outbox: Outbox, requests: Requests, listener: socket.socket
) -> None:
    """Prepares the course, then serves both the socket and the outbox; learners may hand in meanwhile."""
    await children.do("prepare_course", course=course)
    server = await asyncio.start_unix_server(
        lambda reader, writer: converse(requests, reader, writer), sock=listener, limit=LONGEST_REQUEST
    )
    log.info("ready")
    try:
        await outbox.work()
    finally:
        server.close()


async def converse(requests: Requests, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One line in, one line out, until the other side hangs up."""
    try:
        while line := await reader.readline():
            answer = await requests.answer(parsed(line))
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
    except (ConnectionError, ValueError):
        pass  # the other side is gone, or its line is longer than any request
    finally:
        writer.close()


def parsed(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


@contextmanager
def listening(path: Path) -> Iterator[socket.socket]:
    """The socket, for this account alone, and for one worker alone."""
    private_folder(path.parent)
    with alone(path.with_suffix(".lock")), short_name(path) as name:
        path.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(name)
            path.chmod(0o600)
            listener.listen()  # who asks while nbgrader loads waits, instead of being refused
            try:
                yield listener
            finally:
                path.unlink(missing_ok=True)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """The kernel gives the lock back when this process ends, however it ends."""
    with open(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "wb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning from None
        yield
