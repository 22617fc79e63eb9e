"""Towns and how far they are from each other, from a table of our own."""

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .words import MARK, fold

FILE = Path(__file__).parent / "places.toml"
EARTH = 6371.0
"""Kilometres from its middle."""


@dataclass(frozen=True)
class Place:
    """A town with its names; `at` is latitude and longitude in degrees."""

    names: tuple[str, ...]
    country: str
    at: tuple[float, float]


@cache
def places() -> tuple[Place, ...]:
    table = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(
        Place((row["name"], *row.get("also", ())), row["country"], (row["at"][0], row["at"][1]))
        for row in table.values()
    )


@cache
def by_name() -> dict[str, Place]:
    return {key_of(name): place for place in reversed(places()) for name in place.names}


def key_of(name: str) -> str:
    return MARK.sub("", fold(name, ""))


def find_place(words: str) -> Place | None:
    """The town that somebody typed, in any of the languages; its first part where there are several."""
    known = by_name()
    return known.get(key_of(words)) or known.get(key_of(words.split(",")[0].split("(")[0]))


def near(place: Place, kilometres: float) -> list[str]:
    """All names of the towns within a distance."""
    return [name for other in places() if distance(place, other) <= kilometres for name in other.names]


def distance(one: Place, other: Place) -> float:
    """In kilometres, as the bird flies."""
    (north, east), (other_north, other_east) = (map(math.radians, each.at) for each in (one, other))
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(half))
