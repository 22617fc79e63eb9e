"""Stores to test with: SQLite always, PostgreSQL where a server can be started or is named."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from grading.store import LearnerRecords, Store, open_records
from tests.postgresql import new_database, running_postgresql

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
    with new_database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """A private PostgreSQL on a Unix socket, or the one that ONWARD_TEST_POSTGRESQL_URL names."""
    if named := os.environ.get("ONWARD_TEST_POSTGRESQL_URL"):
        yield named
        return
    with running_postgresql() as server:
        yield server.url
