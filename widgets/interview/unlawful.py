"""Questions that an employer may not ask, among others that are allowed; and the laws that say so."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from .questions import read

HERE = Path(__file__).parent
TOPICS = HERE / "topics"
EVERYWHERE = "EU"
FORBIDDEN, ALLOWED = 5, 3
"""How many of each an exercise has."""


@dataclass(frozen=True)
class Topic:
    """What a question is about; `asked` are the ids of examples."""

    id: str
    is_lawful: bool
    asked: tuple[str, ...]


@dataclass(frozen=True)
class Law:
    """Its name in the country's language, its day, and the day a lawyer read the entry, or None."""

    name: str
    day: date
    checked: date | None

    def for_browser(self) -> dict[str, str | bool]:
        return {"name": self.name, "date": self.day.isoformat(), "is_checked": self.checked is not None}


@cache
def topics() -> Mapping[str, Topic]:
    table = tomllib.loads((TOPICS / "topics.toml").read_text("utf-8"))
    return {each: Topic(each, row["lawful"], tuple(row["asked"])) for each, row in table.items()}


def topic_of(asked: str) -> Topic | None:
    """The topic of an example by its id, "family.ring"; None if there is none."""
    topic, _, name = asked.partition(".")
    known = topics().get(topic)
    return known if known and name in known.asked else None


def is_right(kept: Mapping[str, object]) -> bool:
    """Whether she sorted a question rightly at first: `{"id", "first"}`, "no" (need not answer) or "may"."""
    topic = topic_of(str(kept.get("id")))
    return topic is not None and kept.get("first") == ("may" if topic.is_lawful else "no")


def words_of(asked: str, language: str) -> str:
    """What the employer says."""
    topic, _, name = asked.partition(".")
    return str(read(TOPICS, language)[topic]["asked"][name])


def about(topic: Topic, language: str) -> dict[str, str]:
    """`name`, `about` and `exception`, which may be empty, for a learner."""
    row = read(TOPICS, language)[topic.id]
    return {key: str(row.get(key, "")) for key in ("name", "about", "exception")}


def law_for(topic: Topic, country: str) -> Law | None:
    """The country's law on it, else the European Union's; None for what may be asked."""
    for place in (country.upper(), EVERYWHERE):
        row = laws().get(place, {})
        if found := row.get("laws", {}).get(topic.id):
            return Law(found["name"], found["date"], row.get("checked") or None)
    return None


@cache
def laws() -> Mapping[str, dict]:  # type: ignore[type-arg]
    return tomllib.loads((HERE / "laws.toml").read_text("utf-8"))


def draw(known: Sequence[str], chance: Random) -> list[str]:
    """Examples for an exercise, each of another topic, those that she has not met first."""

    def some(is_lawful: bool, count: int) -> list[str]:
        kinds = [each for each in topics().values() if each.is_lawful == is_lawful]
        rows = [f"{topic.id}.{chance.choice(fresh(topic, known))}" for topic in kinds]
        return sorted(rows, key=lambda each: (each in known, chance.random()))[:count]

    drawn = [*some(False, FORBIDDEN), *some(True, ALLOWED)]
    chance.shuffle(drawn)
    return drawn


def fresh(topic: Topic, known: Sequence[str]) -> list[str]:
    return [each for each in topic.asked if f"{topic.id}.{each}" not in known] or list(topic.asked)
