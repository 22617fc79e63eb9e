# ruff: noqa: N818 -- errors carry the field's names
"""`onward hub`: prepares the folder, starts the Hub, says where it is, and stops it again."""

import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from ..cohorts import places, upgrade_stores
from ..demo import DemoSignIns, prepare_demo
from ..folders import make_private
from ..hub.ports import is_taken, next_free
from ..hub.process import compress_files, log_file, start_hub, stop_hub
from ..hub.running import AlreadyRunning, only_one
from ..proxy import OLDEST_NODE, NoNode, ProxyNotInstalled, install_proxy, is_installed
from ..settings import Settings, read_settings
from .said import give_up, say, words

LONGEST_START = 60.0
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Stopped(Exception):
    """Ctrl-C or the signal to end."""


def hub(
    home: Annotated[Path | None, typer.Option(help="Folder of all data. [default: ONWARD_HOME]")] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="With a cohort of invented people; this machine only.")
    ] = False,
) -> None:
    """Start the JupyterHub with every cohort, and stop it with Ctrl-C.

    [bold]Examples[/bold]

      onward hub --demo

      onward hub --port 8100

      ONWARD_HOME=/srv/onward onward hub
    """
    settings = read_settings(home=home, host=host, port=port)
    if demo and settings.host not in LOOPBACK:
        give_up("demo.not_here")
    make_private(settings)
    try:
        with only_one(settings), stopping_signals(), suppress(Stopped):
            run(settings, demo)
    except AlreadyRunning as error:
        give_up("hub.already_runs", pid=error.hub.pid, **taken(settings))


def run(settings: Settings, demo: bool) -> None:
    if is_taken(settings.host, settings.port):
        give_up("hub.port_taken", **taken(settings))
    prepare_proxy(settings)
    people = prepare_demo(settings, lambda: say("demo.preparing")) if demo else None
    if not places(settings):
        say("hub.no_cohort")
    for cohort, error in upgrade_stores(settings):
        say("hub.not_upgraded", cohort=cohort, code=error.code)
    say("hub.starting")
    process = start_hub(settings)
    compress_files(settings)
    try:
        wait_until_up(settings, process)
        introduce(settings, people)
        process.wait()
        give_up("hub.failed", log=log_file(settings), tail=tail(log_file(settings)))
    except Stopped:
        say("hub.stopping")
    finally:
        ignore_signals()
        stop_hub(process)
    say("hub.stopped")


@contextmanager
def stopping_signals() -> Iterator[None]:
    def stop(_sign: int, _frame: FrameType | None) -> None:
        raise Stopped

    before = {sign: signal.signal(sign, stop) for sign in STOPPING}
    try:
        yield
    finally:
        for sign, action in before.items():
            signal.signal(sign, action)


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def ignore_signals() -> None:
    """While stopping: a second Ctrl-C must not leave processes behind."""
    for sign in STOPPING:
        signal.signal(sign, signal.SIG_IGN)


def prepare_proxy(settings: Settings) -> None:
    try:
        if not is_installed(settings):
            say("hub.preparing", folder=settings.proxy)
        install_proxy(settings)
    except NoNode:
        give_up("hub.no_node", oldest=OLDEST_NODE)
    except ProxyNotInstalled as error:
        give_up("hub.no_proxy", reason=error)


def wait_until_up(settings: Settings, process: subprocess.Popen[bytes]) -> None:
    """Until the Hub answers at its own address."""
    deadline = time.monotonic() + LONGEST_START
    while not answers(settings):
        if process.poll() is not None or time.monotonic() > deadline:
            give_up("hub.failed", log=log_file(settings), tail=tail(log_file(settings)))
        time.sleep(0.1)


def answers(settings: Settings) -> bool:
    url = f"http://{settings.host}:{settings.port}/hub/health"
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False


def introduce(settings: Settings, people: DemoSignIns | None) -> None:
    say("hub.ready", address=settings.address)
    if people:
        introduce_demo(people)
    say("hub.stop", log=log_file(settings))


def introduce_demo(people: DemoSignIns) -> None:
    say("demo.title", file=people.file)
    for person in people.learners:
        say("demo.learner", code=person.name, pin=person.secret, state=person.state)
    for person in people.staff:
        say("demo.staff", name=person.name, password=person.secret, state=person.state)


def taken(settings: Settings) -> dict[str, object]:
    """The words about a taken port, with one that is free."""
    other = next_free(settings.host, settings.port)
    return {"host": settings.host, "port": settings.port, "other": other, "home": settings.home}


def tail(file: Path, lines: int = 15) -> str:
    return (
        "\n".join(file.read_text("utf-8", "replace").splitlines()[-lines:])
        if file.exists()
        else words()("hub.no_log")
    )
