"""Asks the grading worker over its Unix socket: one JSON line there, one back."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 120.0
"""Seconds to wait for an answer; grading and feedback take a few."""


class WorkerUnavailable(Exception):  # noqa: N818 -- errors carry the field's names
    """Nobody listens at the socket, or the worker went away before it answered."""


class Refused(Exception):  # noqa: N818 -- errors carry the field's names
    """The worker said no; `code` names the reason for the texts."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask(worker: Path, request: str, *, patience: float = PATIENCE, **details: object) -> dict[str, Any]:
    """The worker's answer to a request; raises Refused or WorkerUnavailable."""
    try:
        answer = json.loads(exchange_lines(worker, {"request": request, **details}, patience))
    except (OSError, ValueError) as error:
        raise WorkerUnavailable from error
    if not answer.pop("ok", False):
        raise Refused(str(answer.get("error", "failed")))
    return dict(answer)


def exchange_lines(worker: Path, message: dict[str, Any], patience: float) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, short_name(worker) as name:
        line.settimeout(patience)
        line.connect(name)
        line.sendall(json.dumps(message).encode() + b"\n")
        return line.makefile("rb").readline()


@contextmanager
def short_name(path: Path) -> Iterator[str]:
    """A name of the socket that fits into the 107 bytes that Linux allows, however deep its folder is."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
