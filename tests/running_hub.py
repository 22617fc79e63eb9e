"""Starts the real Hub for tests: `onward hub` in a folder of its own, on free ports."""

import fcntl
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import httpx
from playwright.sync_api import Page

from deploy.cohorts import create_cohort, find_cohort
from deploy.folders import make_private
from deploy.hub import door
from deploy.hub.ports import free_ports
from deploy.hub.process import importable, log_file
from deploy.people import People
from deploy.proxy import install_proxy
from deploy.settings import Settings, variable
from grading.cohort import Cohort
from grading.store import Store
from widgets.language import load_text

COHORTS = ("oak", "elm")
PASSWORD = "correct horse battery"
METRICS_TOKEN = "for the monitoring"
LONGEST_START = 150.0
COMPRESSED = "compressed.zip"
TEXTS = door.HUB / "text"


class Known(NamedTuple):
    """A sign-in: `hub.sign_in(page, *learner)`."""

    name: str
    secret: str


@dataclass
class RunningHub:
    """A Hub that runs: `learners["oak"]` and `trainers["oak"]` are sign-ins."""

    settings: Settings
    process: subprocess.Popen[str]
    learners: dict[str, list[Known]]
    trainers: dict[str, Known]
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.settings.address

    @property
    def people(self) -> People:
        return People.of(self.settings)

    def cohort(self, name: str = "oak") -> Cohort:
        return find_cohort(self.settings, name)

    def store(self, cohort: str = "oak") -> Store:
        """Close it, or use it as a context."""
        place = self.cohort(cohort)
        return Store.open(place.store_url, place.keys)

    def service(self, cohort: str = "oak") -> str:
        """The address of a cohort's pages, with a slash at its end."""
        return f"{self.address}services/{cohort}/"

    def lesson(self, name: str, cohort: str = "oak") -> str:
        return f"{self.service(cohort)}lesson/{name}"

    def log(self) -> str:
        return log_file(self.settings).read_text("utf-8", "replace")

    def add_learner(self, cohort: str = "oak") -> Known:
        """A learner of this test's own."""
        return Known(*vars(self.people.add_learner(self.cohort(cohort))).values())

    def sign_in(self, page: Page, name: str, secret: str, is_staff: bool = False) -> None:
        """Signs in at the door, as a person would, and waits for her cohort's page."""
        page.goto(f"{self.address}hub/login")
        self.type_sign_in(page, name, secret, is_staff)
        page.wait_for_url("**/services/**")

    def sign_in_staff(self, page: Page, cohort: str = "oak") -> None:
        self.sign_in(page, *self.trainers[cohort], is_staff=True)

    def type_sign_in(self, page: Page, name: str, secret: str, is_staff: bool = False) -> None:
        text = load_text(TEXTS, page.locator("html").get_attribute("lang") or "en")
        if is_staff:
            page.get_by_text(text("staff.title"), exact=True).click()
        form = page.locator("form", has=page.locator(f"[value={'staff' if is_staff else 'learner'}]"))
        form.get_by_label(text("staff.name" if is_staff else "sign_in.code"), exact=True).fill(name)
        form.get_by_label(text("staff.password" if is_staff else "sign_in.pin"), exact=True).fill(secret)
        form.get_by_role("button").click()

    def client(self) -> httpx.Client:
        """A browser without screen; it follows redirects and keeps cookies. `close_clients` closes all."""
        self.clients.append(httpx.Client(base_url=self.address, follow_redirects=True, timeout=30))
        return self.clients[-1]

    def close_clients(self) -> None:
        while self.clients:
            self.clients.pop().close()


def shared_proxy(folder: Path) -> Path:
    """The proxy installed into a folder that test runs share."""
    with (folder / "installing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        install_proxy(Settings(home=folder, proxy_folder=folder))
    return folder


def shared_compressed(folder: Path) -> Path:
    """The pages' files, compressed into a folder that test runs share."""
    file = folder / COMPRESSED
    command = [sys.executable, "-m", "deploy.cohort_service.beforehand", str(file)]
    subprocess.run(command, env={**os.environ, **importable()}, check=True)
    return file


def prepared_home(home: Path, proxy_folder: Path, *, desk: bool = False) -> Settings:
    """Folders for a Hub that does not run yet; the pages' files are compressed where the proxy is."""
    (port,) = free_ports(1)
    settings = Settings(
        home=home,
        port=port,
        proxy_folder=proxy_folder,
        compressed_file=proxy_folder / COMPRESSED,
        desk=desk,
        metrics_token=METRICS_TOKEN,
    )
    make_private(settings)
    return settings


@contextmanager
def running_hub(settings: Settings, **choices: Mapping[str, str]) -> Iterator[RunningHub]:
    """`onward hub` with two cohorts of two learners and a trainer each; `oak={…}` makes it so."""
    people = People.of(settings)
    cohorts = [create_cohort(settings, name, **choices.get(name, {})) for name in COHORTS]
    learners = {
        cohort.name: [Known(*vars(people.add_learner(cohort)).values()) for _ in range(2)]
        for cohort in cohorts
    }
    trainers = {
        cohort.name: Known(*vars(people.add_staff(cohort, f"trainer.{cohort.name}", PASSWORD)).values())
        for cohort in cohorts
    }
    with started(settings) as process:
        hub = RunningHub(settings, process, learners, trainers)
        for name in COHORTS:
            wait_for(f"http://{settings.host}:{settings.port}/services/{name}/health", hub)
        yield hub


@contextmanager
def started(settings: Settings, python: str = sys.executable) -> Iterator[subprocess.Popen[str]]:
    """The command as a person starts it; ended with Ctrl-C."""
    process = launched(settings, python)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def launched(settings: Settings, python: str = sys.executable) -> subprocess.Popen[str]:
    """`onward hub` in a session of its own, so that only who means it can stop it."""
    return subprocess.Popen(
        [python, "-m", "deploy.cli", "hub"],
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def environment(settings: Settings) -> dict[str, str]:
    names = (
        "home",
        "port",
        "proxy_folder",
        "desk",
        "idle_minutes",
        "quick_exit_url",
        "public_url",
        "max_kernels",
        "metrics_token",
    )
    given = {name: getattr(settings, name) for name in names} | {"compressed_file": settings.compressed}
    return {**os.environ, **{variable(name): str(value) for name, value in given.items()}}


def wait_for(url: str, hub: RunningHub) -> None:
    """Until something answers there with 200."""
    deadline = time.monotonic() + LONGEST_START
    while not answers(url):
        if hub.process.poll() is not None or time.monotonic() > deadline:
            said = [line for line in hub.log().splitlines() if "503 GET" not in line]
            raise AssertionError("\n".join([f"{url} does not answer.", *said[-40:]]))
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        return False
    except OSError:
        return False
