"""A query in the language of FTS5: of tokens that we made ourselves, never of what somebody typed."""

from collections.abc import Iterable, Mapping, Sequence

from .facts import fact, is_known
from .meaning import Meaning
from .places import find_place, key_of, near, similar_places
from .query import Query
from .words import any_of, query_stems, words_of


def both(parts: Iterable[str]) -> str:
    return " AND ".join(each for each in parts if each)


def either(*parts: str) -> str:
    found = [each for each in parts if each]
    return f"({' OR '.join(f'({each})' for each in found)})" if found else ""


def in_title(meaning: Meaning) -> str:
    return both(f"title : {any_of(each)}" for each in meaning.words)


def anywhere(meaning: Meaning) -> str:
    return both(f"body : {any_of(each)}" for each in meaning.words)


def of_the_occupation(meaning: Meaning) -> str:
    """Postings of an occupation that the words name, whatever they call it."""
    if not meaning.occupation:
        return ""
    rest = [each for place, each in enumerate(meaning.words) if place not in meaning.naming]
    return both([f'fact : "{fact("o", meaning.occupation)}"', *(f"body : {any_of(each)}" for each in rest)])


def some_words(meaning: Meaning) -> str:
    return (
        f"body : {any_of(stem for each in meaning.words for stem in each)}" if len(meaning.words) > 1 else ""
    )


def filters(query: Query, needs: Mapping[str, Sequence[str]]) -> list[str]:
    """On a posting's facts; `needs` are the sets of languages that postings ask for, by their fact."""
    wanted = {"l": query.language, "h": query.hours, "k": query.contract}
    found = [f'fact : "{fact(kind, value)}"' for kind, value in wanted.items() if value]
    if query.night is not None:
        found.append(f'fact : "{fact("n", str(int(query.night)))}"')
    if query.no_experience:
        found.append(f'fact : "{fact("e", "0")}"')
    if query.countries:
        found.append(f"fact : {any_of(fact('c', each) for each in query.countries)}")
    if query.languages_known:
        known = query.languages_known
        met = [each for each, tags in needs.items() if all(is_known(tag, known) for tag in tags)]
        found.append(f"fact : {any_of(met or ['needs_none_is_met'])}")
    return [*found, *place_filter(query)]


def place_filter(query: Query) -> list[str]:
    """The town and those within the distance; a town that we do not know is a word like any other."""
    if not key_of(query.place):
        return []
    known = [place] if (place := find_place(query.place, query.countries)) else similar_places(query.place)
    if not known:
        words = [query_stems(word, query.language) for word in words_of(query.place)]
        return [f"body : {any_of(each)}" for forms in words for each in forms]
    reached = dict.fromkeys(each.key for place in known for each in near(place, query.distance_km or 0))
    return [f"fact : {any_of(fact('p', each) for each in reached)}"]
