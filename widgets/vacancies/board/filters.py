"""The postings that pass a query's filters."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from .index import Index
from .places import around, find_places, similar_names
from .query import Query
from .tally import without
from .terms import EXPERIENCE, HEADLINE, NEEDS, NIGHT, facet
from .words import languages, stem, words_of

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def filtered(index: Index, query: Query) -> int:
    found = index.everything
    for bits in demanded(index, query):
        found &= bits
        if not found:
            return 0
    for bits in refused(index, query):
        found = without(found, bits)
    return found


def demanded(index: Index, query: Query) -> Iterator[int]:
    if query.posted_within_days is not None:
        today = date.today()  # noqa: DTZ011 -- the server's day
        yield index.since(today - timedelta(days=query.posted_within_days))
    for name in ("language", "hours", "contract"):
        if value := getattr(query, name):
            yield index.bits(facet(name, value))
    if query.countries:
        yield index.any_of(facet("country", each) for each in query.countries)
    if query.night:
        yield index.bits(NIGHT)
    if query.place.strip():
        yield near(index, query)


def refused(index: Index, query: Query) -> Iterator[int]:
    if query.night is False:
        yield index.bits(NIGHT)
    if query.no_experience:
        yield index.bits(EXPERIENCE)
    if query.languages_known:
        needs = index.named(NEEDS)
        yield index.any_of(each for each in needs if not is_known(each.removeprefix(NEEDS), query.languages_known))


def is_known(needed: str, known: Sequence[str]) -> bool:
    """Whether a language is known as well as it is needed: "it-B1" covers "it-A2"."""
    language, level = parts(needed)
    levels = [level for name, level in map(parts, known) if name == language]
    return any(not each or not level or level_number(each) >= level_number(level) for each in levels)


def parts(tag: str) -> tuple[str, str]:
    language, _, level = tag.partition("-")
    return language.lower(), level.upper()


def level_number(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


def near(index: Index, query: Query) -> int:
    """Around a place that we know, even if its name has a slip; any other must stand in the posting's headline."""
    known = find_places(query.place, query.countries)
    if not known:
        for name in similar_names(query.place):
            known = [*known, *find_places(name, query.countries)]
    if known:
        reached = {each.id for place in known for each in around(place, query.distance_km)}
        return index.any_of(facet("place", each) for each in sorted(reached))
    found = index.everything
    for word in words_of(query.place):
        found &= index.any_of(HEADLINE + each for each in {stem(word, language) for language in languages()} - {""})
    return found
