"""Stores to test with: SQLite always, PostgreSQL where a server can be started or is named."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from grading.store import LearnerRecords, Store, open_records

LEARNER = "amber-12"


@dataclass(frozen=True)
class Place:
    """Where a test's store lies."""

    url: str
    keys: Path

    def create(self, *learners: str) -> Store:
        store = Store.create(self.url, self.keys)
        for learner in learners:
            store.add_learner(learner)
        return store

    def open(self, timeout: float = 0.3) -> Store:
        return Store.open(self.url, self.keys, timeout)

    def engine(self) -> Engine:
        """For what only somebody with the database's own tools could do."""
        return create_engine(self.url, poolclass=NullPool)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request, tmp_path) -> str:
    """An address where no store is yet, on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture
def place(url, tmp_path) -> Place:
    return Place(url, tmp_path / "keys")


@pytest.fixture
def sqlite_place(tmp_path) -> Place:
    return Place(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path / "keys")


@pytest.fixture
def store(place) -> Iterator[Store]:
    with place.create(LEARNER) as store:
        yield store


@pytest.fixture
def records(place, store) -> Iterator[LearnerRecords]:
    """As the kernel of her page opens them."""
    records = open_records(place.url, LEARNER, store.data_key(LEARNER), timeout=0.3)
    yield records
    records.close()


@pytest.fixture
def postgresql_url(postgresql_server) -> Iterator[str]:
    """A database of its own on the test server."""
    name = f"onward_{uuid4().hex}"
    administrator = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    with administrator.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    with administrator.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    administrator.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A private PostgreSQL on a Unix socket, or the one that ONWARD_TEST_POSTGRESQL_URL names."""
    if named := os.environ.get("ONWARD_TEST_POSTGRESQL_URL"):
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="onward-postgresql-", dir="/tmp"))  # a socket's path must be short
    try:
        yield from running_server(postgresql_programs(), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgresql_programs() -> Path:
    newest_first = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: -int(path.split("/")[-2]))
    on_path = shutil.which("postgres")
    for folder in [*newest_first, *([os.path.dirname(on_path)] if on_path else [])]:
        if (Path(folder) / "initdb").exists():
            return Path(folder)
    pytest.skip(
        "no PostgreSQL server is installed (Debian: postgresql) and ONWARD_TEST_POSTGRESQL_URL is not set"
    )


def running_server(programs: Path, folder: Path) -> Iterator[str]:
    with tempfile.TemporaryFile() as log:
        as_somebody = ordinary_account(folder)
        initdb = [
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "onward",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run([*as_somebody, *initdb], check=True, stdout=log, stderr=log, cwd=folder)
        options = ["-k", folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=60"]
        command = [*as_somebody, programs / "postgres", "-D", folder / "data", *options]
        # A group of its own: Ctrl-C must reach the tests first.
        with subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, process_group=0) as server:
            try:
                url = f"postgresql+psycopg://onward@/postgres?host={folder}"
                wait_for(url, server)
                yield url
            finally:
                server.send_signal(signal.SIGINT)
                server.wait(30)


def ordinary_account(folder: Path) -> list[str]:
    """The server refuses to run as root, so an account gets its folder; it ends with the tests."""
    follow = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() != 0:
        return follow
    account = next(name for name in ("postgres", "nobody") if has_account(name))
    shutil.chown(folder, account)
    return [*follow, f"--reuid={account}", "--regid=nogroup", "--clear-groups"]


def has_account(name: str) -> bool:
    return subprocess.run(["id", name], capture_output=True, check=False).returncode == 0


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    engine = create_engine(url, poolclass=NullPool)
    until = time.monotonic() + 30
    while True:
        try:
            with engine.connect():
                return
        except Exception:
            if time.monotonic() > until or server.poll() is not None:
                raise
            time.sleep(0.05)
