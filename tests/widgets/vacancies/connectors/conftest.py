"""A connector before a server on this machine, with a clock that a test moves."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.widgets.vacancies.connectors.fake_server import FakeServer, Request, fake_server
from tests.widgets.vacancies.connectors.fake_services import (
    COUNTRY,
    KEYS,
    SERVICES,
    Reply,
    well_behaved,
)
from widgets.vacancies.connectors import Connector, ConnectorError, Words, find_connector
from widgets.vacancies.connectors.exchange import Patience
from widgets.vacancies.connectors.ledger import Ledger
from widgets.vacancies.connectors.service import Means
from widgets.vacancies.model import Posting

NOON = 1_772_366_400.0
"""Of the first of March 2026, in seconds since 1970."""
PATIENT = Patience(connect=2, whole=10, most_bytes=2_000_000)


@dataclass
class Clock:
    now: float = NOON
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Asked:
    """A connector and the server that it asks."""

    connector: Connector
    server: FakeServer
    clock: Clock

    @property
    def searches(self) -> list[Request]:
        return [each for each in self.server.requests if not each.path.endswith("/access_token")]

    def search(self, words: str = "cameriera", place: str = "", limit: int = 50) -> list[Posting]:
        return self.connector.search(Words(words, place, COUNTRY[self.connector.name], "it", limit))

    def failure(self, words: str = "cameriera") -> ConnectorError:
        with pytest.raises(ConnectorError) as caught:
            self.search(words)
        return caught.value


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def serve() -> Iterator[Callable[..., FakeServer]]:
    with ExitStack() as servers:
        yield lambda *how: servers.enter_context(fake_server(*how))


@pytest.fixture
def ask(serve: Callable[..., FakeServer], clock: Clock) -> Callable[..., Asked]:
    """`ask("adzuna", count=3)`, or with a `reply` of its own; more names are settings of the connector."""

    def made(
        name: str,
        reply: Reply | None = None,
        *,
        count: int = 1,
        items: list[dict[str, Any]] | None = None,
        ledger: Ledger | None = None,
        patience: Patience = PATIENT,
        **settings: Any,
    ) -> Asked:
        service, item = SERVICES[name]
        offered = [item(each) for each in range(1, count + 1)] if items is None else items
        server = serve(reply or well_behaved(service(offered)))
        table = {
            "on": True,
            "base": server.url,
            "token_base": f"{server.url}/oauth2",
            "per_minute": 10_000,
            **KEYS[name],
            **settings,
        }
        means = Means(ledger or Ledger(clock=clock), patience, clock.sleep, clock)
        return Asked(find_connector({"connectors": {name: table}}, name, means), server, clock)

    return made
