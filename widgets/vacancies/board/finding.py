"""The rows of one shelf that a query finds, in tiers: what fits best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .facts import fact, is_known
from .meaning import Meaning
from .places import find_place, near, similar_places
from .query import Query
from .rows import by_count, without
from .shelf import Shelf
from .words import query_stems, words_of


@dataclass(frozen=True)
class Found:
    """Rows that pass the filters and hold all the words, and those of them that hold all in the title.

    `some`: rows with all words but one, and so on.
    """

    every: int
    in_title: int
    some: Sequence[int] = ()


def find(shelf: Shelf, query: Query, meaning: Meaning) -> Found:
    passing = filtered(shelf, query)
    if not meaning.words or not passing:
        return Found(passing, 0, [0] * (len(meaning.words) - 1))
    words = [shelf.with_word(each) & passing for each in meaning.words]
    every, *some = by_count(words)
    every |= of_the_occupation(shelf, meaning, words) & passing
    in_title = every
    for each in meaning.words:
        in_title = in_title and in_title & shelf.with_word(each, in_title=True)
    return Found(every, in_title, [without(each, every) for each in some])


def of_the_occupation(shelf: Shelf, meaning: Meaning, words: Sequence[int]) -> int:
    """Postings of an occupation that the words name, whatever they call it."""
    found = shelf.with_fact(fact("o", meaning.occupation)) if meaning.occupation else 0
    for place, rows in enumerate(words):
        if place not in meaning.naming:
            found &= rows
    return found


def filtered(shelf: Shelf, query: Query) -> int:
    found = shelf.everything
    for rows in demanded(shelf, query):
        found &= rows
        if not found:
            break
    return found


def demanded(shelf: Shelf, query: Query) -> Iterator[int]:
    if query.posted_within_days is not None:
        yield shelf.since(date.today() - timedelta(days=query.posted_within_days))
    for kind, value in {"l": query.language, "h": query.hours, "k": query.contract}.items():
        if value:
            yield shelf.with_fact(fact(kind, value))
    if query.night is not None:
        yield shelf.with_fact(fact("n", str(int(query.night))))
    if query.no_experience:
        yield shelf.with_fact(fact("e", "0"))
    if query.countries:
        yield shelf.with_fact(*(fact("c", each) for each in query.countries))
    if query.languages_known:
        known = query.languages_known
        met = (need for need, tags in shelf.needs() if all(is_known(tag, known) for tag in tags))
        yield shelf.with_fact(*met)
    if query.place.strip():
        yield around(shelf, query)


def around(shelf: Shelf, query: Query) -> int:
    """The town and those within the distance; a town that we do not know is a word like any other."""
    town = find_place(query.place, query.countries)
    known = [town] if town else similar_places(query.place)
    if known:
        reached = dict.fromkeys(each.key for place in known for each in near(place, query.distance_km or 0))
        return shelf.with_fact(*(fact("p", each) for each in reached))
    words = [forms for word in words_of(query.place) for forms in query_stems(word, query.language)]
    found = shelf.everything if words else 0
    for forms in words:
        found &= shelf.with_word(forms)
    return found
