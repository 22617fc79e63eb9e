"""What a kernel says is heard by its own account only, and nothing of it is left."""

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from .conftest import Service
from .for_tests.visitor import Visitor

CHANNELS = 5
LONGEST = 107
"""Bytes of a socket's path."""


def sockets_of(kernel: psutil.Process) -> set[Path]:
    return {Path(each.laddr) for each in kernel.net_connections("unix") if each.laddr}


def ports_of(kernel: psutil.Process) -> set[int]:
    """One takes what child processes print, if they know a word; on it ipykernel tells nothing."""
    return {each.laddr.port for each in kernel.net_connections("inet")}


@pytest.fixture(params=["onward", "python3"])
def opened(
    request: pytest.FixtureRequest,
    start_service: Callable[..., Service],
    new_visitor: Callable[..., Visitor],
) -> Service:
    """A service with one kernel, which was forked or started the stock way."""
    service = start_service(ready_kernels=0, page_kernel=request.param)
    new_visitor(service, "ana").kernel()
    return service


def test_a_kernel_speaks_in_a_private_folder_only(opened: Service):
    (kernel,) = opened.kernels()

    sockets = sockets_of(kernel)
    (folder,) = {socket.parent for socket in sockets}
    found = folder.stat()

    assert len(ports_of(kernel)) <= 1
    assert len(sockets) == CHANNELS
    assert max(len(os.fsencode(socket)) for socket in sockets) <= LONGEST
    assert (stat.S_IMODE(found.st_mode) & 0o777, found.st_uid) == (0o700, os.getuid())


def test_a_kernel_that_is_killed_leaves_no_file(opened: Service):
    (kernel,) = opened.kernels()
    (folder,) = {socket.parent for socket in sockets_of(kernel)}

    kernel.kill()
    deadline = time.monotonic() + 10
    while any(folder.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert list(folder.iterdir()) == []


def test_a_service_that_stops_leaves_no_folder(opened: Service):
    (folder,) = {socket.parent for socket in sockets_of(opened.kernels()[0])}

    opened.stop()

    assert not folder.exists()
