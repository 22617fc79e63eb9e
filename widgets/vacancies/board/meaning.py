"""What the words of a query may mean: other forms, longer words, the word that was meant, an occupation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from widgets.occupations.own.occupations import occupation_text, occupations

from ..model import Posting
from .facts import fact
from .query import Query
from .rows import rows_in
from .shelf import Shelf
from .words import known_languages, query_stems, stem_of, stems_of, stop_stems, words_of

COMPOUNDING = "de"
LONG_ENOUGH = 5
"""Letters of a word that may begin a longer one: Reinigung, Reinigungskraft."""
MOST_GUESSES, MOST_GUESSES_TRIED = 3, 12


@dataclass(frozen=True)
class Meaning:
    """For each word the stems that it may stand for; an occupation that some of the words name, and which."""

    words: Sequence[Sequence[str]]
    corrected: Sequence[str] = ()
    occupation: str = ""
    naming: frozenset[int] = frozenset()
    """Places in `words`."""


def meaning_of(query: Query, shelves: Sequence[Shelf]) -> Meaning:
    words: list[Sequence[str]] = []
    corrected: list[str] = []
    for forms in query_stems(query.words, query.language):
        known = [each for each in forms if any(shelf.postings_with(each) for shelf in shelves)]
        if query.language == COMPOUNDING or not known:
            known += longer(forms, shelves)
        guessed = {} if known else guesses(forms, query.language, shelves)
        corrected += guessed.values()
        words.append(list(dict.fromkeys([*known, *guessed])) or forms)
    return Meaning(words, list(dict.fromkeys(corrected)), *occupation_named(words, query.language))


def longer(forms: Sequence[str], shelves: Sequence[Shelf]) -> list[str]:
    long = [each for each in forms if len(each) >= LONG_ENOUGH]
    return [found for each in long for shelf in shelves for found in shelf.longer(each)]


def guesses(forms: Sequence[str], language: str | None, shelves: Sequence[Shelf]) -> dict[str, str]:
    """The nearest spellings that postings in this language have, each with a word of such a posting."""
    form = max(forms, key=len)
    found = sorted(
        (guess, place) for place, shelf in enumerate(shelves) for guess in shelf.spelled_like(form)
    )
    kept: dict[str, str] = {}
    for guess, place in found[:MOST_GUESSES_TRIED]:
        shelf = shelves[place]
        rows = shelf.with_word([guess.stem]) & (shelf.with_fact(fact("l", language)) if language else -1)
        if rows and guess.edits == found[0][0].edits and len(kept) < MOST_GUESSES:
            kept.setdefault(guess.stem, word_for(guess.stem, shelf.posting(next(rows_in(rows)))))
    return kept


def word_for(stem: str, posting: Posting) -> str:
    words = words_of(f"{posting.title}\n{posting.employer}\n{posting.place}\n{posting.text}")
    return next((word for word in words if stem_of(word, posting.language) == stem), stem)


def occupation_named(words: Sequence[Sequence[str]], language: str | None) -> tuple[str, frozenset[int]]:
    """The occupation whose name the words hold, the longest name first."""
    known = {stem for forms in words for stem in forms}
    for name, occupation in names(language):
        if name <= known:
            return occupation, frozenset(place for place, forms in enumerate(words) if name & set(forms))
    return "", frozenset()


@cache
def names(language: str | None) -> Sequence[tuple[frozenset[str], str]]:
    """What our own occupations are called, as stems; a name that two share is none."""
    found: dict[frozenset[str], set[str]] = {}
    for tag in [language] if language else known_languages():
        for each in occupations().values():
            text = occupation_text(each.id, tag)
            for name in stemmed([text.feminine, text.masculine, *text.also], tag):
                found.setdefault(name, set()).add(each.id)
    alone = [(name, next(iter(ids))) for name, ids in found.items() if name and len(ids) == 1]
    return sorted(alone, key=lambda row: (-len(row[0]), sorted(row[0])))


def stemmed(names: Iterable[str], language: str) -> set[frozenset[str]]:
    return {frozenset(stems_of(each, language)) - stop_stems(language) for each in names}
