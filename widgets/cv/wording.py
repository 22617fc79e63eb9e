"""What a CV says besides her own words, in the CV's language: headings, dates, names of places, levels."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_skeleton

from widgets.language import Text, choose_language, cv_languages, load_text, locale_of

from .model import PartialDate, SpokenLanguage
from .phrases import PhraseBank

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Wording:
    """The words of ours for one CV; `tag` is the language that it is written in."""

    tag: str
    text: Text
    bank: PhraseBank
    locale: Locale

    def phrases(self, ids: list[str]) -> list[str]:
        """The phrases that the bank holds; an id of another version is passed over."""
        return [self.bank.phrase(each) for each in ids if each in self.bank]

    def phrase(self, phrase_id: str) -> str:
        return self.bank.phrase(phrase_id) if phrase_id in self.bank else ""

    def occupation(self, occupation: str) -> str:
        return self.phrase(f"occupations.{occupation}")

    def month(self, when: PartialDate) -> str:
        """A month as in "May 2019", as CLDR writes a month that stands alone; a year alone as it is."""
        if not when.month:
            return str(when)
        month = format_skeleton("yMMMM", date(when.year, when.month, 1), locale=self.locale)
        return str(month).replace("\u202f", " ")  # some fonts lack CLDR's narrow space

    def period(self, start: PartialDate, end: PartialDate, is_current: bool) -> str:
        """From when to when; half a period shows the half that is known."""
        last = self.text("present") if is_current else self.month(end)
        first = self.month(start)
        if first and last and first != last:
            return self.text("range", start=first, end=last)
        return first or last

    def country(self, country: str) -> str:
        """The name of a country's code; own words stay."""
        return str(self.locale.territories.get(country.upper(), country))

    def spoken(self, language: SpokenLanguage) -> str:
        """The language's name, and her level where she said it."""
        name = self.language_name(language.language) or language.name
        level = self.phrase(f"levels.{language.level}")
        return self.text("level", language=name, level=level) if name and level else name

    def language_name(self, tag: str) -> str:
        base = tag.partition("-")[0]
        name = str(self.locale.languages.get(tag.replace("-", "_")) or self.locale.languages.get(base, ""))
        return name[:1].upper() + name[1:]

    def consent(self, country: str) -> str:
        """The consent line that employers of a country look for, or empty."""
        return consents().get(country.upper(), {}).get(self.tag, "")


def wording(language: str) -> Wording:
    """The wording of a CV in this language, English where no CV can be written in it."""
    tag = choose_language([language], [each.tag for each in cv_languages()])
    return Wording(tag, load_text(HERE / "document_text", tag), PhraseBank(tag), locale_of(tag))


@cache
def consents() -> dict[str, dict[str, str]]:
    """Each country's consent line by the CV's language."""
    files = sorted((HERE / "consent").glob("*.toml"))
    return {file.stem.upper(): tomllib.loads(file.read_text("utf-8"))["text"] for file in files}
