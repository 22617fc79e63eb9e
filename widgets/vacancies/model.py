"""A vacancy as the board keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Posting:
    """One job posting; `place` is a town, `country` ISO 3166, `languages` such as "it-A2"."""

    id: str
    language: str
    title: str
    employer: str
    place: str
    country: str
    occupation: str
    contract: str
    hours: str
    weekly_hours: float | None
    night: bool
    pay: str
    languages: Sequence[str]
    experience: bool
    posted: date
    contact: str
    text: str
    source: str = "practice"
    url: str = ""
