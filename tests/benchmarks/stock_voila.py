"""Stock Voilà on the stock kernel, showing a form with the CV lesson's fields."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

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


@contextmanager
def stock_voila(folder: Path) -> Iterator[str]:
    """The address of a stock Voilà that serves the form from `folder`."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FORM)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, folder / "form.ipynb")
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "voila",
        "form.ipynb",
        "--no-browser",
        f"--port={port}",
        "--Voila.ip=127.0.0.1",
    ]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/voila/static/voila.js")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


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
