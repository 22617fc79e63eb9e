"""What the words of a query may mean: forms of a word, a longer word that it begins, the word that was meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from .index import Index
from .query import Query
from .terms import ANYWHERE, facet
from .words import languages, stem, words_of

MOST_WORDS = 12
MOST_GUESSES = 3
COMPOUNDING = "de"
LONG_ENOUGH = 5
"""Letters of a word that may begin a longer one: Reinigung, Reinigungskraft."""


@dataclass(frozen=True)
class Wanted:
    """One word of a query: the stems that it may stand for; `corrected`: words it was taken for."""

    stems: Sequence[str]
    corrected: Sequence[str] = ()


def wanted_words(query: Query, indices: Sequence[Index]) -> list[Wanted]:
    spoken = [query.language] if query.language else languages()
    words = list(dict.fromkeys(words_of(query.words)))
    forms = [{stem(word, language) for language in spoken} for word in words]
    kept = [each - {""} for each in forms if "" not in each or len(spoken) > 1]
    return [meaning(sorted(each), query.language, indices) for each in kept if each][:MOST_WORDS]


def meaning(forms: Sequence[str], language: str | None, indices: Sequence[Index]) -> Wanted:
    known = [each for each in forms if any(index.knows(each) for index in indices)]
    longer = [
        each
        for form in forms
        if len(form) >= LONG_ENOUGH and (not known or language in (COMPOUNDING, None))
        for index in indices
        for each in index.beginning_with(form)
    ]
    if known or longer:
        return Wanted(list(dict.fromkeys([*known, *longer])))
    return guess(forms, language, indices)


def guess(forms: Sequence[str], language: str | None, indices: Sequence[Index]) -> Wanted:
    """The words nearest to one that no posting has, of those in the language that is searched."""
    found = sorted(
        (distance, rarity, each, shown)
        for form in forms
        for index in indices
        for distance, rarity, each, shown in index.spelled_like(form)
        if not language or index.bits(ANYWHERE + each) & index.bits(facet("language", language))
    )
    nearest = [each for each in found if each[0] == found[0][0]][:MOST_GUESSES]
    return Wanted(
        list(dict.fromkeys(stem for _, _, stem, _ in nearest)),
        list(dict.fromkeys(shown for _, _, _, shown in nearest)),
    )


def corrected(wanted: Sequence[Wanted]) -> str:
    return " ".join(word for each in wanted for word in each.corrected)
