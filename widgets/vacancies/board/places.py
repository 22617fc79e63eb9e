"""Towns and regions, what they are called, and how far they are from each other, from a table of our own."""

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from widgets.occupations.words import fold

from .spelling import allowed, edits, is_guessable

FILE = Path(__file__).parent / "places.toml"
EARTH = 6371.0
"""Kilometres from its middle."""
ASIDE = re.compile(r"\(.*?\)")
PART = re.compile(r"[,;،؛/–—|]| - ")
LETTERS = str.maketrans(
    {
        **dict(zip("ієґħ", "iegh", strict=True)),
        **dict(zip("ٱىیةکپڤ", "اييهكبف", strict=True)),
        **dict.fromkeys("ـʼ", ""),
    }
)
"""Of Ukrainian, Maltese and Arabic: what `fold` leaves and people write in several ways."""
NOT_COMPARED = re.compile(r"^\W*ال(?=\w{3})|[\W_]")
"""What stands between letters, and the Arabic article of a name: `البندقية` is `بندقية`."""


@dataclass(frozen=True)
class Place:
    """A town, or a region, `across` kilometres from its middle to its edge; `at`: degrees north and east."""

    key: str
    names: tuple[str, ...]
    country: str
    at: tuple[float, float]
    across: float = 0


@cache
def places() -> tuple[Place, ...]:
    table = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(
        Place(
            key_of(key),
            (row["name"], *row.get("also", ())),
            row["country"],
            (row["at"][0], row["at"][1]),
            row.get("across", 0),
        )
        for key, row in table.items()
    )


@cache
def by_name() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places():
        for key in dict.fromkeys(map(key_of, place.names)):
            found.setdefault(key, []).append(place)
    return found


def key_of(name: str) -> str:
    """Its letters, in any script, however it is spelled: `Αθήνα` → `atina`, `أَثيـنا` → `اثينا`."""
    return NOT_COMPARED.sub("", fold(name, "").translate(LETTERS))


def find_place(words: str, countries: Sequence[str] = ()) -> Place | None:
    """The town that somebody wrote, in any of the languages: `Milano (MI), zona Lambrate` → Milano."""
    for part in (words, ASIDE.sub(" ", words), *PART.split(ASIDE.sub(" ", words))):
        found = by_name().get(key_of(part), [])
        if here := [each for each in found if not countries or each.country in countries]:
            return here[0]
    return None


@lru_cache(maxsize=256)
def similar_places(words: str) -> list[Place]:
    """Those whose name is nearest, with a slip or two."""
    wanted = key_of(words)
    most = allowed(wanted)
    as_long = [name for name in by_name() if abs(len(name) - len(wanted)) <= most]
    found = [(edits(wanted, name, most), name) for name in as_long] if is_guessable(wanted) else []
    least = min(found, default=(most + 1, ""))[0]
    return [place for far, name in found if far == least <= most for place in by_name()[name]]


@lru_cache(maxsize=512)
def near(place: Place, kilometres: float) -> list[Place]:
    return [other for other in places() if distance(place, other) <= kilometres]


def distance(one: Place, other: Place) -> float:
    """In kilometres, as the bird flies, from edge to edge."""
    (north, east), (other_north, other_east) = (map(math.radians, each.at) for each in (one, other))
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin((other_east - east) / 2) ** 2
    )
    return max(0.0, 2 * EARTH * math.asin(math.sqrt(half)) - one.across - other.across)
