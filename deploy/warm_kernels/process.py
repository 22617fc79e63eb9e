"""A forked kernel as `subprocess.Popen` would show it, as far as jupyter_client looks."""

import os
import select
import signal
import struct
import subprocess
from typing import IO

UNKNOWN = 255
"""The exit status of a kernel whose zygote died before it could tell, as in Python's own forkserver."""
STATUS = struct.Struct("i")


class ForkedProcess:
    """A process that the zygote forked.

    The zygote writes its exit status into a pipe. Should the zygote die, the kernel lives on; its pidfd,
    which can't mean another process, says when it ends.
    """

    def __init__(
        self,
        pid: int,
        pidfd: int,
        status: int,
        streams: tuple[IO[bytes] | None, IO[bytes] | None, IO[bytes] | None] = (None, None, None),
    ) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.stdin, self.stdout, self.stderr = streams
        self._pidfd = pidfd
        self._status = status
        os.set_blocking(status, False)

    def poll(self) -> int | None:
        """The exit status, negative where a signal ended it; None while it runs."""
        if self.returncode is None:
            try:
                told = os.read(self._status, STATUS.size)
            except BlockingIOError:
                return None
            if told:
                self._end(os.waitstatus_to_exitcode(*STATUS.unpack(told)))
            elif is_readable(self._pidfd, 0):
                self._end(UNKNOWN)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; raises subprocess.TimeoutExpired."""
        if self.poll() is None and not is_readable(self._pidfd, timeout):
            raise subprocess.TimeoutExpired(["kernel"], timeout or 0)
        if self.poll() is None:
            is_readable(self._status, None)  # it has ended; the zygote is about to say how
        return UNKNOWN if (status := self.poll()) is None else status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._pidfd, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _end(self, status: int) -> None:
        self.returncode = status
        os.close(self._pidfd)
        os.close(self._status)

    def __del__(self) -> None:
        if self.returncode is None:
            self._end(UNKNOWN)


def is_readable(file: int, timeout: float | None) -> bool:
    poller = select.poll()
    poller.register(file, select.POLLIN)
    return bool(poller.poll(None if timeout is None else 1000 * timeout))
