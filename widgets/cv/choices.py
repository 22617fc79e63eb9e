"""What the editor offers to choose from, in the page's language: countries, languages, jobs, hours."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.languages import get_official_languages

from widgets.language import REFERENCE, by_name, choose_language, cv_languages, locale_of

from .phrases import EVERYDAY, PhraseBank

HERE = Path(__file__).parent
NO_COUNTRIES = {
    "EU",
    "EZ",
    "UN",
    "QO",
    "XA",
    "XB",
    "ZZ",
    "CP",
    "DG",
    "EA",
    "IC",
    "TA",
    "AC",
    "BV",
    "HM",
    "AQ",
    "UM",
}
"""Two-letter territories of CLDR where nobody looks for work."""

Choice = tuple[str, str]
"""A value and the words that she reads."""


def choices(language: str) -> dict[str, Any]:
    """Everything to choose from that does not depend on her answers."""
    bank, locale = PhraseBank(language), locale_of(language)
    return {
        "countries": countries(locale),
        "languages": spoken_languages(locale),
        "cv_languages": [(each.tag, each.name) for each in cv_languages()],
        "occupations": by_name(bank.occupations().items()),
        "hours": list(bank.hours().items()),
        "start": [("now", bank.phrase("start.now"))],
    }


def countries(locale: Locale) -> list[Choice]:
    known = locale.territories.items()
    return by_name((code, name) for code, name in known if len(code) == 2 and code not in NO_COUNTRIES)


def spoken_languages(locale: Locale) -> list[Choice]:
    tags = tomllib.loads((HERE / "choices.toml").read_text("utf-8"))["languages"]
    reference = locale_of(REFERENCE)
    return by_name((tag, locale.languages.get(tag) or reference.languages[tag]) for tag in tags)


@cache
def language_of_cv(country: str, page_language: str) -> str:
    """The language to begin with: the country's, else her page's if a CV can be written in it."""
    official = get_official_languages(country, de_facto=True) if country else ()
    return choose_language([*official, page_language], [each.tag for each in cv_languages()])


def phrases(occupation: str, mine: str, theirs: str) -> dict[str, Any]:
    """Phrases to tap, in her page's language and in the CV's."""
    hers, employers = PhraseBank(mine), PhraseBank(theirs)

    def both(own: dict[str, str]) -> list[dict[str, str]]:
        return [
            {"id": key, "mine": words, "theirs": employers.phrase(key), "language": theirs}
            for key, words in own.items()
        ]

    return {
        "occupation": occupation,
        "tasks": both(hers.tasks(occupation)) if occupation else [],
        "skills": both(hers.skills(occupation)) if occupation else [],
        "everyday": both(hers.skills(EVERYDAY)),
    }
