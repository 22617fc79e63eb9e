"""A posting as the browser shows it."""

from datetime import date
from typing import Any

from widgets.language import languages, locale_of

from .model import Posting
from .wording import table

CODES = ("hours", "contract", "night", "experience")
"""Kept with a saved vacancy, so that a task can be checked when it has left the board."""


def card(posting: Posting, page_language: str, today: date) -> dict[str, Any]:
    return {
        "id": posting.id,
        "title": posting.title,
        "employer": posting.employer,
        "place": posting.place,
        "pay": posting.pay,
        "hours": table(page_language, "hours").get(posting.hours, ""),
        "days": max(0, (today - posting.posted).days),
        "source": posting.source,
        "language": posting.language,
    }


def whole(posting: Posting, page_language: str, today: date, labels: dict[str, str]) -> dict[str, Any]:
    """A card and all the rest; facts are pairs of words in the page's language."""
    contracts = table(page_language, "contract")
    facts = {
        "contract": contracts.get(posting.contract, ""),
        "hours": working_time(posting, page_language),
        "pay": posting.pay,
        "languages": ", ".join(spoken(each, page_language) for each in posting.languages),
    }
    return {
        **card(posting, page_language, today),
        "text": posting.text,
        "contact": posting.contact,
        "codes": {name: getattr(posting, name) for name in CODES},
        "facts": [(labels[name], value) for name, value in facts.items() if value],
    }


def working_time(posting: Posting, page_language: str) -> str:
    hours = table(page_language, "hours").get(posting.hours, "")
    count = f"{posting.weekly_hours:g} h" if posting.weekly_hours else ""
    return " · ".join(each for each in (hours, count) if each)


def spoken(tag: str, page_language: str) -> str:
    """From "it-A2" to "Italian A2", in the page's language."""
    language, _, level = tag.partition("-")
    name = locale_of(page_language).languages.get(language, language)
    return f"{name} {level}".strip()


def name_of(language: str) -> str:
    return languages()[language].name
