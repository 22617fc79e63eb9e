"""Which concepts the words of a text carry.

`concepts.toml` names them, `lexicon/` holds the words of each language.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

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

Place = tuple[int, int]


@dataclass(frozen=True)
class Concept:
    """A concept at words `first` to `last` of a text."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Lexicon:
    """Entries by the first of their words: whole ones, and stems without their star."""

    language: str
    whole: dict[str, list[tuple[tuple[str, ...], str]]]
    stems: dict[str, list[tuple[tuple[str, ...], str]]]

    def concepts(self, words: list[str]) -> list[Concept]:
        """In the order in which they start."""
        found = {
            Concept(name, place, place + len(rest))
            for place, word in enumerate(words)
            for rest, name in self.beginning(word)
            if len(rest) < len(words) - place
            and all(self.fits(each, words[place + 1 + step]) for step, each in enumerate(rest))
        }
        return sorted(found, key=lambda each: (each.first, each.last, each.name))

    def beginning(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        for each in self.forms(word):
            yield from self.whole.get(each, ())
            for length in range(2, len(each) + 1):
                yield from self.stems.get(each[:length], ())
        if self.language == "de":
            for start in range(3, len(word) - COMPOUND + 1):
                for length in range(COMPOUND, len(word) - start + 1):
                    yield from self.stems.get(word[start : start + length], ())

    def forms(self, word: str) -> list[str]:
        if self.language != "ar":
            return [word]
        return list(dict.fromkeys([word, *(each.sub("", word, count=1) for each in (ARTICLES, TWO_LETTERS))]))

    def fits(self, entry: str, word: str) -> bool:
        if entry.endswith("*"):
            return any(each.startswith(entry[:-1]) for each in self.forms(word))
        return entry in self.forms(word)


@cache
def lexicon_for(language: str) -> Lexicon:
    """Without a concept where there is no file."""
    file = LEXICON / f"{language}.toml"
    table: dict[str, list[str]] = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, entries in table.items():
        for entry in entries:
            first, *rest = ENTRY.findall(fold(entry)[0]) or [""]
            kept = stems if first.endswith("*") else whole
            kept.setdefault(first.removesuffix("*"), []).append((tuple(rest), name))
    return Lexicon(language, whole, stems)
