"""A cohort service without Hub, a line to it that can break, and a learner's page."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from playwright.sync_api import Page

from deploy.hub.ports import free_ports
from grading.cohort import Cohort
from grading.store import Store
from tests.running_hub import answers

from .for_tests.line import Line
from .for_tests.notebooks import write_notebooks
from .for_tests.visitor import Visitor

SCRIPT = Path(__file__).parent / "for_tests" / "service.py"
LEARNERS = ("ana", "bea", "cleo")


@dataclass
class Service:
    """A cohort service in a process of its own."""

    folder: Path
    port: int = field(default_factory=lambda: free_ports(1)[0])
    process: subprocess.Popen[bytes] | None = None

    @property
    def cohort(self) -> Cohort:
        return Cohort("demo", self.folder)

    @property
    def log_file(self) -> Path:
        return self.folder / "service.log"

    def url(self, path: str = "", port: int = 0) -> str:
        return f"http://127.0.0.1:{port or self.port}/services/demo/{path}"

    def start(self) -> None:
        with self.log_file.open("ab") as log:
            command = [sys.executable, str(SCRIPT), str(self.folder), str(self.port)]
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env={**os.environ, "SECRET": "x"}
            )
        self._wait()

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(60)
            finally:  # one that hangs fails one test only
                self.process.kill()
                self.process.wait(20)

    def kill(self) -> None:
        """It has no time for anything."""
        self.process.kill()
        self.process.wait(20)

    def has_memory(self, megabytes: int, of: int = 8000) -> None:
        """What the service reads of the machine's memory from now on."""
        file = self.folder / "machine" / "proc" / "meminfo"
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(f"MemTotal: {1000 * of} kB\nMemAvailable: {1000 * megabytes} kB\n")
        new.replace(file)

    def hub(self, state: str) -> None:
        """What the Hub does from now on: `answers`, `refuses` or `is away`."""
        file = self.folder / "hub"
        file.with_suffix(".new").write_text(state, "utf-8")
        file.with_suffix(".new").replace(file)

    def kernels(self) -> list[psutil.Process]:
        """The kernels that run, those that wait for a page among them."""
        children = psutil.Process(self.process.pid).children()
        zygotes = [child for child in children if any("zygote" in part for part in command_of(child))]
        stock = [child for child in children if any("ipykernel" in part for part in command_of(child))]
        return [*stock, *(kernel for zygote in zygotes for kernel in zygote.children())]

    def words(self, learner: str = "ana") -> str:
        """What the store holds of what she wrote on the test's page."""
        with Store.open(self.cohort.store_url, self.cohort.keys) as store:
            record = store.records(learner).load("first_contact")
        return record.document.get("words", "") if record else ""

    def _wait(self) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and self.process.poll() is None:
            if answers(self.url("health")):
                return
            time.sleep(0.05)
        raise AssertionError(self.log_file.read_text("utf-8"))


def command_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def new_service(folder: Path, compressed_file: Path, **options: Any) -> Service:
    """`options` as `ServiceOptions` has them; `care` is a table."""
    service = Service(folder)
    service.has_memory(6000)
    kept = {"compressed": str(compressed_file), **options}
    (folder / "options.json").write_text(json.dumps(kept), "utf-8")
    write_notebooks(service.cohort.lessons)
    with Store.create(service.cohort.store_url, service.cohort.keys) as store:
        for learner in LEARNERS:
            store.add_learner(learner)
    service.start()
    return service


@pytest.fixture(scope="session")
def shared_service(compressed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = new_service(tmp_path_factory.mktemp("service"), compressed_file)
    yield service
    service.stop()


@pytest.fixture
def service(shared_service: Service) -> Service:
    """The service, with nothing in anybody's records."""
    with Store.open(shared_service.cohort.store_url, shared_service.cohort.keys) as store:
        for learner in LEARNERS:
            store.remove_learner(learner)
            store.add_learner(learner)
    return shared_service


@pytest.fixture
def idle_service(compressed_file: Path, tmp_path: Path) -> Iterator[Service]:
    """A service whose sessions end after fifteen seconds without a sign of life."""
    service = new_service(tmp_path, compressed_file, ready_kernels=1, idle_minutes=0.25)
    yield service
    service.stop()


@pytest.fixture
def new_visitor() -> Iterator[Callable[..., Visitor]]:
    """`new_visitor(service, "ana")`: a browser without screen, signed in if a name is given."""
    clients: list[httpx.Client] = []

    def make(service: Service, *who: str) -> Visitor:
        clients.append(httpx.Client(timeout=60))
        visitor = Visitor(service, clients[-1])
        return visitor.sign_in(*who) if who else visitor

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def visit(service: Service, new_visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """The same at the shared service."""
    return lambda *who: new_visitor(service, *who)


@pytest.fixture
def start_service(compressed_file: Path, tmp_path: Path) -> Iterator[Callable[..., Service]]:
    """`start_service(max_kernels=1)`: a service of the test's own."""
    services: list[Service] = []

    def start(**options: Any) -> Service:
        services.append(new_service(tmp_path, compressed_file, **options))
        return services[-1]

    yield start
    for service in services:
        service.stop()


@pytest.fixture
def line(service: Service) -> Iterator[Line]:
    line = Line(service.port)
    yield line
    line.close()


@pytest.fixture
def open_page_of(new_context: Callable[..., Any]) -> Callable[..., Page]:
    """`open_page_of(service, "lesson/note", learner="ana")`: a signed-in browser on that page."""

    def open_one(
        service: Service,
        path: str,
        learner: str = "ana",
        group: str = "nbgrader-demo",
        port: int = 0,
        **options: Any,
    ) -> Page:
        page: Page = new_context(**options).new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(service.url(f"sign-in?token={learner}:{group}:{uuid.uuid4().hex}", port))
        page.goto(service.url(path, port))
        return page

    return open_one


@pytest.fixture
def open_page(service: Service, open_page_of: Callable[..., Page]) -> Callable[..., Page]:
    """The same at the shared service."""
    return lambda *where, **how: open_page_of(service, *where, **how)
