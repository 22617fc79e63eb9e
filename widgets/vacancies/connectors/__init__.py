"""Vacancies from public services, fetched by the server; off until the NGO switches a service on.

A service is told the search words and the place, nothing else: no name, no CV, no address of hers.
"""

from .model import Connector, ConnectorError, Words
from .switched_on import all_names, connectors, find_connector

__all__ = ["Connector", "ConnectorError", "Words", "all_names", "connectors", "find_connector"]
