"""The languages that Onward speaks: their names, direction and use."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

REFERENCE = "en"


@dataclass(frozen=True)
class Language:
    """A language by its BCP 47 tag; `name` is its name in itself."""

    tag: str
    name: str
    is_page_language: bool
    is_cv_language: bool

    @property
    def direction(self) -> str:
        """`"rtl"` or `"ltr"`, after CLDR."""
        return (
            str(locale_of(self.tag).character_order)
            .replace("right-to-left", "rtl")
            .replace("left-to-right", "ltr")
        )


@cache
def languages() -> dict[str, Language]:
    """Every language by its tag, in the order in which they are offered."""
    table = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
    return {tag: Language(tag, row["name"], row["page"], row["cv"]) for tag, row in table.items()}


def page_languages() -> list[Language]:
    return [language for language in languages().values() if language.is_page_language]


def cv_languages() -> list[Language]:
    return [language for language in languages().values() if language.is_cv_language]


@cache
def locale_of(tag: str) -> Locale:
    """CLDR's locale of a BCP 47 tag; a tag CLDR does not know gets the reference language's."""
    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, LookupError):
        return Locale.parse(REFERENCE)


def choose_language(wanted: list[str], offered: list[str]) -> str:
    """The first wanted tag that is offered, itself or by its base ("fr" for "fr-CI"); else the reference."""
    for tag in wanted:
        for candidate in (tag, tag.split("-")[0]):
            if candidate in offered:
                return candidate
    return REFERENCE
