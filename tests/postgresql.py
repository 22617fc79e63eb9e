"""A private PostgreSQL server for tests: started on a Unix socket, stopped, and started again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import glob
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.pool import NullPool

ROLE = "onward"


@dataclass
class PostgresqlServer:
    """With a password every connection needs it; without one everybody is let in."""

    programs: Path
    folder: Path
    password: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Of the database that every server has."""
        url = URL.create("postgresql+psycopg", ROLE, self.password or None, database="postgres")
        return url.update_query_dict({"host": str(self.folder)}).render_as_string(hide_password=False)

    def make(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        self.as_somebody = ordinary_account(self.folder)
        lets_in = ["-A", "scram-sha-256", "--pwfile", secret] if self.password else ["-A", "trust"]
        initdb = [
            self.programs / "initdb",
            "-D",
            self.folder / "data",
            "-U",
            ROLE,
            *lets_in,
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run([*self.as_somebody, *initdb], check=True, cwd=self.folder, capture_output=True)

    def start(self) -> None:
        options = [
            "-k",
            self.folder,
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=60",
        ]
        command = [*self.as_somebody, self.programs / "postgres", "-D", self.folder / "data", *options]
        with (self.folder / "log").open("ab") as log:
            # A group of its own: Ctrl-C must reach the tests first.
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, process_group=0)
        wait_for(self.url, self.process)

    def stop(self) -> None:
        """At once, whoever is connected: PostgreSQL's "fast" way."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """A database of its own on the server with this address; its address."""
    name = f"onward_{uuid4().hex}"
    run_in(server, f"CREATE DATABASE {name}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    run_in(server, f"DROP DATABASE {name} WITH (FORCE)")


def run_in(url: str, statement: str) -> None:
    administrator = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with administrator.connect() as connection:
        connection.exec_driver_sql(statement)
    administrator.dispose()


@contextmanager
def running_postgresql(password: str = "") -> Iterator[PostgresqlServer]:
    """A server of its own; it ends with the tests."""
    programs = postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="onward-postgresql-", dir="/tmp"))  # a socket's path must be short
    server = PostgresqlServer(programs, folder, password)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
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


def ordinary_account(folder: Path) -> list[str]:
    """The server refuses to run as root, so an account gets its folder; it ends with the tests."""
    follow = ["setpriv", "--pdeathsig", "INT"]
    if os.getuid() != 0:
        return follow
    account = next(name for name in ("postgres", "nobody") if has_account(name))
    for path in (folder, *folder.iterdir()):
        shutil.chown(path, account)
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
