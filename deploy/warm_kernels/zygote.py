"""`python -m deploy.warm_kernels.zygote LINE NAME …` imports everything, then forks a kernel for each order.

It belongs to nobody: no learner's word or key ever reaches it. It has no thread, no event loop and no socket
of ZeroMQ, since a fork would break them.
"""

import importlib
import logging
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from grading.forking import share_memory

from . import launching
from .messages import receive, send
from .newborn import be_born
from .process import STATUS

log = logging.getLogger(__name__)
LATE = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "debugpy.server.api",
    "IPython.core.debugger",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "encodings.ascii",
    "encodings.idna",
    "encodings.latin_1",
    "faulthandler",
    "psutil",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
"""What a kernel imports only while it starts; a test keeps the list whole."""
Run = Callable[[], Any]


def main(arguments: Sequence[str]) -> None:
    """Serves until the service hangs up; in a forked kernel, runs the kernel as the stock launcher would."""
    if sys.path[0] == os.getcwd():
        del sys.path[0]
    line = socket.socket(fileno=int(arguments[0]))
    warm_up(arguments[1:])
    if run := Zygote(line).serve():
        run()


def warm_up(names: Sequence[str]) -> None:
    """Import modules; `module:function` is called too. What can't be imported is left to the kernels."""
    for name in (*LATE, *names):
        module, _, function = name.partition(":")
        try:
            imported = importlib.import_module(module)
            if function:
                getattr(imported, function)()
        except Exception as error:
            log.warning("%s not warmed up: %s", name, type(error).__name__)
    launching.prepare()
    share_memory()


class Zygote:
    """Its kernels by process id; each has a pipe for its exit status."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._kernels: dict[int, int] = {}
        self._files = loaded_files()
        self._is_retired = False
        self._bell, ringer = socket.socketpair()
        for end in (self._bell, ringer):
            end.setblocking(False)
        self._ringer = ringer
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(ringer.fileno(), warn_on_full_buffer=False)

    def serve(self) -> Run | None:
        """None when the service has hung up; in a forked kernel, what is to be run."""
        send(self._line, {"ready": True})
        while not self._is_retired or self._kernels:
            readable, _, _ = select.select([self._line, self._bell], [], [])
            self._bury()
            if self._line in readable:
                try:
                    message, files = receive(self._line)
                except (EOFError, OSError):
                    break
                if run := self._answer(message, files):
                    return run
        self._end_all()
        return None

    def _answer(self, message: dict[str, Any], files: list[int]) -> Run | None:
        if message.get("retire"):
            self._is_retired = True
        elif self._is_outdated():
            send(self._line, {"error": "outdated"})
        else:
            return self._fork(message, files)
        return None

    def _fork(self, order: dict[str, Any], files: list[int]) -> Run | None:
        *streams, status, lease = files
        pid = os.fork()
        if pid == 0:
            return self._begin(order, streams, lease)
        for file in (*streams, lease):
            os.close(file)
        self._kernels[pid] = status
        pidfd = os.pidfd_open(pid)
        send(self._line, {"pid": pid}, [pidfd])
        os.close(pidfd)
        return None

    def _begin(self, order: dict[str, Any], streams: list[int], lease: int) -> Run:
        # Their files are closed below them; nothing of the zygote's may be closed twice later.
        for own in (self._line, self._bell, self._ringer):
            own.detach()
        be_born(order, streams, lease)
        return launching.launch

    def _bury(self) -> None:
        """Take the exit status of each kernel that has ended, and pass it on."""
        with suppress(BlockingIOError):
            while self._bell.recv(4096):
                pass
        while self._kernels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            pipe = self._kernels.pop(pid)
            with suppress(BrokenPipeError):
                os.write(pipe, STATUS.pack(status))
            os.close(pipe)

    def _end_all(self) -> None:
        for pid in self._kernels:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)

    def _is_outdated(self) -> bool:
        """Whether a file that it was loaded from is another one now: Onward was upgraded."""
        return any(mark_of(file) != mark for file, mark in self._files.items())


def loaded_files() -> dict[str, tuple[int, int]]:
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    return {file: mark_of(file) for file in files if file}


def mark_of(file: str) -> tuple[int, int]:
    try:
        found = os.stat(file)
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


if __name__ == "__main__":
    main(sys.argv[1:])
