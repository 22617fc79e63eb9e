"""The services that the NGO has switched on in its settings.

[connectors.adzuna]
on = true
app_id = "…"
app_key = "…"
"""

from collections.abc import Mapping
from typing import Any

from .adzuna import Adzuna
from .bundesagentur import Bundesagentur
from .eures import Eures
from .france_travail import FranceTravail
from .jobtech import JobTech
from .model import Connector, ConnectorError
from .service import Means, Service

SERVICES: Mapping[str, type[Service]] = {
    each.name: each for each in (Adzuna, Bundesagentur, Eures, FranceTravail, JobTech)
}


def all_names() -> list[str]:
    return list(SERVICES)


def connectors(settings: Mapping[str, Any], means: Means | None = None) -> list[Connector]:
    """None unless switched on; one that lacks a key says so when it is asked."""
    shared = means or Means()
    return [
        service(table_of(settings, name), shared)
        for name, service in SERVICES.items()
        if table_of(settings, name).get("on") is True
    ]


def find_connector(settings: Mapping[str, Any], name: str, means: Means | None = None) -> Connector:
    """Raises ConnectorError: off."""
    for each in connectors(settings, means):
        if each.name == name:
            return each
    raise ConnectorError("off", name)


def table_of(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    tables = settings.get("connectors")
    table = tables.get(name) if isinstance(tables, Mapping) else None
    return table if isinstance(table, Mapping) else {}
