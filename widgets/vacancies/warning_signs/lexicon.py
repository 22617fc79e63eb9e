"""Which concepts the words of a text carry.

`concepts.toml` names them, `lexicon/` holds the words of each language.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from .folding import fold
from .model import HERE

LEXICON = HERE / "lexicon"
WORD = re.compile(r"\d+|[^\W\d_]+|[€$£%@+]")
ENTRY = re.compile(r"\d+|[^\W\d_]+\*?|[€$£%@+]")
ARTICLES = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل|[وبلفك])(?=\w{3})")
TWO_LETTERS = re.compile(r"^[وف][بلك](?=\w{3})")
"""What Arabic writes in front of a word, and together with it: "and", "with", "for", "the"."""
COMPOUND = 5
"""In German a stem of so many letters counts inside a word too: "Vermittlungsgebühr"."""

REMEMBERED = 10_000
"""Words: an ad has some hundred, and most of them again and again."""


class Concept(NamedTuple):
    """A concept at words `first` to `last` of a text."""

    name: str
    first: int
    last: int


IN_ORDER = itemgetter(1, 2, 0)
"""Concepts by where they start, then by where they end."""


@dataclass
class Branch:
    """What may follow after some words of entries, and the concepts of those that end here."""

    names: list[str] = field(default_factory=list)
    whole: dict[str, "Branch"] = field(default_factory=dict)
    stems: dict[str, "Branch"] = field(default_factory=dict)

    def add(self, entry: Sequence[str], name: str) -> None:
        branch = self
        for word in entry:
            kept = branch.stems if word.endswith("*") else branch.whole
            branch = kept.setdefault(word.removesuffix("*"), Branch())
        branch.names.append(name)

    def after(self, forms: Iterable[str]) -> Iterator["Branch"]:
        """Those that a word leads to, whole or by its stem."""
        for each in forms:
            if each in self.whole:
                yield self.whole[each]
            if self.stems:
                yield from self.by_stem(each[:length] for length in range(1, len(each) + 1))

    def by_stem(self, beginnings: Iterable[str]) -> Iterator["Branch"]:
        return (self.stems[each] for each in beginnings if each in self.stems)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Entries as a tree of their words."""

    language: str
    entries: Branch

    def concepts(self, words: list[str]) -> list[Concept]:
        """In the order in which they start."""
        found: set[Concept] = set()
        for first, word in enumerate(words):
            branches, last = beginning(self, word), first
            while branches:
                found.update(Concept(name, first, last) for branch in branches for name in branch.names)
                last += 1
                if last == len(words):
                    break
                branches = tuple(
                    after
                    for branch in branches
                    if branch.whole or branch.stems
                    for after in branch.after(forms(self, words[last]))
                )
        return sorted(found, key=IN_ORDER)


@lru_cache(REMEMBERED)
def beginning(lexicon: Lexicon, word: str) -> tuple[Branch, ...]:
    """Those that an entry may begin with; in German inside a word too."""
    found = [*lexicon.entries.after(forms(lexicon, word))]
    if lexicon.language == "de":
        for start in range(3, len(word) - COMPOUND + 1):
            ends = range(start + COMPOUND, len(word) + 1)
            found += lexicon.entries.by_stem(word[start:end] for end in ends)
    return tuple(found)


@lru_cache(REMEMBERED)
def forms(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """In Arabic without what is written in front of it too."""
    if lexicon.language != "ar":
        return (word,)
    return tuple(dict.fromkeys([word, *(each.sub("", word, count=1) for each in (ARTICLES, TWO_LETTERS))]))


@cache
def lexicon_for(language: str) -> Lexicon:
    """Without a concept where there is no file."""
    file = LEXICON / f"{language}.toml"
    table: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    entries = Branch()
    for name, words in table.items():
        for entry in words:
            if found := ENTRY.findall(fold(entry)[0]):
                entries.add(found, name)
    return Lexicon(language, entries)
