"""About sixty occupations that many learners begin with: what they are, in each language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from widgets.language import REFERENCE, languages

from .likeness import Name, likeness, name_of

HERE = Path(__file__).parent
ALSO, SKILL = 0.97, 0.5
"""What another word and a skill count beside a name: "iron" means the ironing worker before a maid."""


@dataclass(frozen=True)
class Occupation:
    """`isco`: its unit group in ISCO-08 ("9112"); `esco`: its URI, which near occupations may share."""

    id: str
    isco: str
    esco: str


@dataclass(frozen=True)
class OccupationText:
    """`does` is one sentence; `also`: other words that people say or search for."""

    feminine: str
    masculine: str
    does: str
    skills: tuple[str, ...]
    also: tuple[str, ...]


@cache
def occupations() -> Mapping[str, Occupation]:
    """By id; an id that only names another occupation again ("waiter") leads to that one."""
    table = tomllib.loads((HERE / "occupations.toml").read_text("utf-8"))
    found = {each: Occupation(each, **row) for each, row in table.items() if "same_as" not in row}
    return MappingProxyType({each: found[row.get("same_as", each)] for each, row in table.items()})


def occupation_text(occupation_id: str, language: str) -> OccupationText:
    """English where the language is unknown or lacks it; KeyError for an unknown occupation."""
    occupation = occupations()[occupation_id]
    return read_texts(known(language)).get(occupation.id) or read_texts(REFERENCE)[occupation.id]


def find_own(words: str, language: str, limit: int = 8) -> list[str]:
    """Ids of the occupations that the words may mean, the likeliest first, while she still types."""
    typed = name_of(words, language)
    scores = {
        each: max(weight * likeness(typed, name) for weight, name in names)
        for each, names in search_names(known(language)).items()
    }
    found = sorted((each for each in scores if scores[each] > 0), key=lambda each: -scores[each])
    return found[:limit]


@cache
def search_names(language: str) -> dict[str, list[tuple[float, Name]]]:
    """What each occupation and its skills are called, ready to compare, and what each of these counts."""
    found = {}
    for each in {occupation.id: None for occupation in occupations().values()}:
        text = occupation_text(each, language)
        weights = [(1.0, (text.feminine, text.masculine)), (ALSO, text.also), (SKILL, text.skills)]
        found[each] = [(weight, name_of(name, language)) for weight, names in weights for name in names]
    return found


def known(language: str) -> str:
    return language if language in languages() else REFERENCE


@cache
def read_texts(language: str) -> dict[str, OccupationText]:
    file = HERE / "text" / f"{language}.toml"
    if not file.exists():
        return {}
    return {
        each: OccupationText(
            row["feminine"], row["masculine"], row["does"], tuple(row["skills"]), tuple(row["also"])
        )
        for each, row in tomllib.loads(file.read_text("utf-8")).items()
    }
