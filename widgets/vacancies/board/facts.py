"""What filters ask for, as words of the index; none of them is a word that can be typed."""

import re
from collections.abc import Sequence
from functools import lru_cache

from widgets.occupations.own.occupations import occupations

from ..model import Posting
from .places import find_place, key_of

PLAIN = re.compile(r"[^a-z0-9]")
LEVELS = ("a1", "a2", "b1", "b2", "c1", "c2")


def facts_of(posting: Posting) -> list[str]:
    """Such as `l_it`, `h_parttime`, `needs_ita2`."""
    named = {
        "l": posting.language,
        "c": posting.country,
        "n": str(int(posting.night)),
        "e": str(int(posting.experience)),
        "h": posting.hours,
        "k": posting.contract,
        "s": posting.source,
        "o": occupation_of(posting),
        "p": place_key(posting.place, posting.country),
    }
    return [
        *(fact(kind, value) for kind, value in named.items() if PLAIN.sub("", value.lower())),
        need_of(posting),
    ]


@lru_cache(maxsize=4096)
def place_key(place: str, country: str) -> str:
    known = find_place(place, [country] if country else ())
    return known.key if known else key_of(place)


def occupation_of(posting: Posting) -> str:
    """One of ours may have two ids; an imported posting has any, or none."""
    known = occupations().get(posting.occupation)
    return known.id if known else posting.occupation


def fact(kind: str, value: str) -> str:
    return f"{kind}_{PLAIN.sub('', value.lower())}"


def need_of(posting: Posting) -> str:
    """All the languages that it asks for, as one fact: they must be known together."""
    return "needs_" + "".join(PLAIN.sub("", each.lower()) for each in sorted(posting.languages))


def is_known(needed: str, known: Sequence[str]) -> bool:
    """Whether a need is met: "it-B1" covers "it-A2", "it" covers every level."""
    language, level = parts(needed)
    levels = [mine for name, mine in map(parts, known) if name == language]
    return any(not mine or not level or LEVELS.index(mine) >= LEVELS.index(level) for mine in levels)


def parts(tag: str) -> tuple[str, str]:
    language, _, level = tag.lower().partition("-")
    return language, level if level in LEVELS else ""
