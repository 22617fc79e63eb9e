"""Runs a notebook's cells in a fresh child of this process, where a kernel takes 0.85 s to start and stop.

The child must be forked before this process opens a database or starts a thread.
"""

import gc
import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from .descendants import address_space
from .ipython_folder import ipython_folder
from .keeping import start_kept
from .limits import MEGABYTE, Limits
from .walls import Walls

Output = dict[str, Any]
AFTER_INTERRUPT = 5.0
"""Seconds that a cell has to end after its time-out interrupted it."""
LONGEST_STREAM = MEGABYTE
"""Characters that are kept of what a cell prints; nbgrader keeps a thousand lines."""
LONGEST_ANSWER = 64 * MEGABYTE
NEAR_THE_LIMIT = 0.75
SECRETS = "JUPYTERHUB_"
"""How the names of the worker's own credentials begin, which no cell gets."""


class CellsDied(Exception):  # noqa: N818 -- errors carry the field's names
    """The child ended; `why` is a code for the texts."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Cells:
    """A child that waits for cells; use it as a context manager for one notebook."""

    def __init__(self, limits: Limits) -> None:
        self._line, theirs = Pipe()
        self._is_busy = False
        self._kept = start_kept(lambda most: record_cells(theirs, most), theirs.fileno(), limits)
        theirs.close()

    def __enter__(self) -> "Cells":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()
        self._kept.hang_up()

    def end(self) -> None:
        """No process of them is left afterwards."""
        self._line.close()
        self._kept.end()

    @property
    def walls(self) -> Walls:
        return self._kept.walls

    def enter(self, folder: str, environment: Mapping[str, str]) -> None:
        """The working directory and the environment in which the cells run."""
        self._send({"folder": folder, "environment": dict(environment)})

    def run(self, source: str, timeout: float | None) -> tuple[list[Output], bool]:
        """The cell's outputs in nbformat's shape, and whether it took too long.

        While a cell can't even be interrupted, those after it take too long as well, as in a kernel.
        """
        if self._is_busy and not self._has_become_free(timeout):
            return [], True
        self._send({"source": source})
        if self._line.poll(timeout):
            return self._receive(), False
        self._kept.interrupt()
        self._is_busy = not self._line.poll(AFTER_INTERRUPT)
        return ([] if self._is_busy else self._receive()), True

    def _has_become_free(self, timeout: float | None) -> bool:
        if self._line.poll(timeout):
            self._receive()
            return True
        self._kept.interrupt()
        return False

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._line.send_bytes(json.dumps(message).encode())
        except OSError as error:
            raise CellsDied(self._kept.why_it_ended()) from error

    def _receive(self) -> list[Output]:
        try:
            return list(json.loads(self._line.recv_bytes(LONGEST_ANSWER)))
        except EOFError as error:
            raise CellsDied(self._kept.why_it_ended()) from error
        except OSError as error:
            raise CellsDied("too_much_memory") from error


def record_cells(line: Connection, most: int) -> None:
    """The child: runs what it is sent until its parent hangs up."""
    gc.enable()
    own, shell = os.getpid(), make_shell()
    while True:
        try:
            message = json.loads(line.recv_bytes())
        except EOFError:
            return
        if "source" in message:
            outputs = shell.outputs_of(message["source"])
            end_at(own, most, outputs)
            line.send_bytes(json.dumps(outputs, default=repr).encode())
        else:
            enter(message["folder"], message["environment"])


def end_at(own: int, most: int, outputs: list[Output]) -> None:
    """A process that a cell forked is no second child; a child that is full up to its limit gives up."""
    if os.getpid() != own:
        os._exit(0)
    failed = any(output.get("ename") == "MemoryError" for output in outputs)
    if failed and address_space("VmPeak") > NEAR_THE_LIMIT * most:
        raise MemoryError


def enter(folder: str, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    for name in [name for name in os.environ if name.startswith(SECRETS)]:
        del os.environ[name]
    os.chdir(folder)
    sys.path.insert(0, "")


def make_shell() -> "RecordingShell":
    settings = Config()
    settings.HistoryManager.enabled = False
    shell: RecordingShell = RecordingShell.instance(config=settings, ipython_dir=ipython_folder())
    return shell


class RecordingHook(DisplayHook):
    """Keeps the value of a cell's last expression, as a kernel sends it."""

    def start_displayhook(self) -> None:
        pass

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        result = {"data": format_dict, "metadata": md_dict or {}, "execution_count": self.prompt_count}
        self.shell.recorded.append({"output_type": "execute_result", **result})

    def finish_displayhook(self) -> None:
        pass


class RecordingPublisher(DisplayPublisher):
    """Keeps what a cell displays."""

    def publish(self, data: dict[str, Any], metadata: Any = None, **_: Any) -> None:
        self.shell.recorded.append({"output_type": "display_data", "data": data, "metadata": metadata or {}})

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorded.clear()


class RecordingShell(InteractiveShell):
    """IPython without a terminal or a kernel: a cell's outputs are what it leaves in `recorded`."""

    displayhook_class = Type(RecordingHook)
    display_pub_class = Type(RecordingPublisher)

    def __init__(self, **options: Any) -> None:
        self.recorded: list[Output] = []
        super().__init__(**options)
        self._files = [redirect(1), redirect(2)]
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin = os.fdopen(0, closefd=False)
        sys.stdout, sys.stderr = RecordingStream(self.recorded, 1), RecordingStream(self.recorded, 2)

    def outputs_of(self, source: str) -> list[Output]:
        """Runs a cell; what programs wrote past Python stands first."""
        self.recorded.clear()
        try:
            self.run_cell(source, store_history=True)
        except KeyboardInterrupt:
            self.showtraceback()
        return [*self._written_by_programs(), *self.recorded]

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        error = {"ename": etype.__name__, "evalue": str(evalue), "traceback": stb}
        self.recorded.append({"output_type": "error", **error})

    def _written_by_programs(self) -> list[Output]:
        texts = [(name, drain(file)) for name, file in zip(("stdout", "stderr"), self._files, strict=True)]
        return [{"output_type": "stream", "name": name, "text": text} for name, text in texts if text]


class RecordingStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the cells."""

    def __init__(self, recorded: list[Output], number: int) -> None:
        self._recorded, self._number = recorded, number

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._number

    def write(self, text: str) -> int:
        name = "stdout" if self._number == 1 else "stderr"
        last = self._recorded[-1] if self._recorded else {}
        if last.get("name") == name:
            if len(last["text"]) < LONGEST_STREAM:
                last["text"] += text
        elif text:
            self._recorded.append({"output_type": "stream", "name": name, "text": text})
        return len(text)


def redirect(number: int) -> io.BufferedRandom:
    """A file that takes what is written to a file descriptor."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- open as long as the process
    os.dup2(file.fileno(), number)
    return file


def drain(file: io.BufferedRandom) -> str:
    file.seek(0)
    text = file.read(LONGEST_STREAM).decode("utf-8", "replace")
    file.seek(0)
    file.truncate()
    return text
