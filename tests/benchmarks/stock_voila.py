"""Stock Voilà on the stock kernel: with the CV lesson itself, or a form with the lesson's fields."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat

import lessons
from lessons.lesson import HERE

FIELDS = [
    "Name", "Town", "Phone", "E-mail", "Wanted job", "About me", "Hours", "Start",
    "Job 1", "Employer 1", "Place 1", "From 1", "To 1", "Tasks 1",
    "Job 2", "Employer 2", "Place 2", "From 2", "To 2", "Tasks 2",
    "School", "Place of school", "Year", "Course", "Skills", "Languages", "Interests",
]  # fmt: skip
FORM = f"""
import docx, sqlalchemy
import ipywidgets as ipw
fields = [ipw.Text(description=name) for name in {FIELDS!r}]
echo = ipw.Label(value="")
fields[0].observe(lambda change: setattr(echo, "value", "back: " + change.new), "value")
ipw.VBox([*fields, echo])
"""
OURS = Path(lessons.__path__[0]).parent


@dataclass(frozen=True)
class StockVoila:
    """A server that runs: its address, with a slash at its end, and its process."""

    address: str
    pid: int


@contextmanager
def stock_voila(folder: Path) -> Iterator[str]:
    """The address of a stock Voilà that serves the form from `folder`."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FORM)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "form.ipynb")
    with running_voila(folder, "form.ipynb") as voila:
        yield voila.address


@contextmanager
def stock_lesson(folder: Path) -> Iterator[StockVoila]:
    """A stock Voilà that serves the CV lesson, whose words then last as long as the kernel."""
    with running_voila(folder, copied_lesson(folder)) as voila:
        yield voila


def copied_lesson(folder: Path) -> str:
    """The CV lesson's notebook in a folder; its name."""
    shutil.copy(HERE / "write_a_cv" / "page.ipynb", folder / "lesson.ipynb")
    return "lesson.ipynb"


def lesson_environment() -> dict[str, str]:
    """A kernel's, in which the lesson can be imported."""
    return {**os.environ, "PYTHONPATH": str(OURS)}


@contextmanager
def running_voila(folder: Path, notebook: str) -> Iterator[StockVoila]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "voila",
        notebook,
        "--no-browser",
        f"--port={port}",
        "--Voila.ip=127.0.0.1",
    ]
    environment = {**lesson_environment(), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/voila/static/voila.js")
        yield StockVoila(f"http://127.0.0.1:{port}/", server.pid)
    finally:
        server.terminate()
        server.wait(60)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_it_answers(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)
