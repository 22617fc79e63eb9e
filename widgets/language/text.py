"""Texts as data: one TOML file for each language in a folder, the same keys in each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .languages import REFERENCE, Language, languages, locale_of

Phrase = str | dict[str, str]
"""A text, or its plural forms by CLDR category (`one`, `few`, `other`)."""


@dataclass(frozen=True)
class Text:
    """The texts of one folder in one language; call it with a key: `text("results", count=12)`.

    A key that a language lacks shows the reference language's text. An unknown key raises KeyError.
    """

    language: Language
    phrases: Mapping[str, Phrase]
    missing: frozenset[str] = frozenset()

    def __call__(self, key: str, **values: object) -> str:
        phrase = self.phrases[key]
        if isinstance(phrase, dict):
            phrase = phrase.get(self._plural(values["count"]), phrase["other"])
        return phrase.format(**values) if values else phrase

    def __contains__(self, key: str) -> bool:
        return key in self.phrases

    def for_browser(self) -> dict[str, Any]:
        """What the page's `texts.js` reads: `{"language", "direction", "phrases"}`."""
        return {
            "language": self.language.tag,
            "direction": self.language.direction,
            "phrases": dict(self.phrases),
        }

    def _plural(self, count: Any) -> str:
        return locale_of(self.language.tag).plural_form(count)


def load_text(folder: Path, language: str) -> Text:
    """The texts that `folder` holds for a language; an unknown language gets the reference's."""
    known = languages().get(language) or languages()[REFERENCE]
    reference = read_phrases(folder / f"{REFERENCE}.toml")
    own = read_phrases(folder / f"{known.tag}.toml")
    return Text(known, {**reference, **own}, frozenset(reference.keys() - own.keys()))


@cache
def read_phrases(file: Path) -> dict[str, Phrase]:
    """A file's texts by dotted key; a table whose keys are plural categories is one text."""
    if not file.exists():
        return {}
    return flatten(tomllib.loads(file.read_text("utf-8")))


PLURALS = {"zero", "one", "two", "few", "many", "other"}


def flatten(table: Mapping[str, Any], prefix: str = "") -> dict[str, Phrase]:
    flat: dict[str, Phrase] = {}
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() <= PLURALS:
            flat.update(flatten(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = value
    return flat
