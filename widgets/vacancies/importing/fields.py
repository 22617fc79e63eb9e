"""The fields of one row as a posting, or what is wrong with each."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar

from widgets.language import languages, locale_of
from widgets.occupations.own.occupations import occupations
from widgets.page.plain import SHORT as SAVED

from ..board.meaning import occupation_named
from ..board.places import find_place
from ..board.words import known_languages, query_stems
from ..model import Posting
from .headings import value_of
from .model import Problem, written
from .plain_text import one_line, plain_text, tidy

LONGEST = {"text": 20_000, "url": 500, **dict.fromkeys(("title", "employer", "place"), SAVED)}
"""A learner's record takes no longer title, employer or place."""
SHORT = 300
LONGEST_ID = 120
BETWEEN = ":"
"""A source and its own id; the name of a source has none."""
LONGEST_SOURCE = 200_000
"""Of a text with its markup."""
EARLIEST = date(2000, 1, 1)
MOST_HOURS = 100
DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s.*)?")
YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T ].*)?")
NEEDED = re.compile(r"([a-z]{2,3})(?:[- ]?([abc][12]))?", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s/?#@\\]+\.[^\s@\\]*", re.IGNORECASE)
Value = TypeVar("Value")
SAME_COUNTRY = {"UK": "GB", "EL": "GR"}


@dataclass
class Fields:
    """Reads one row; what is wrong is gathered in `problems`."""

    row: int
    values: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def posting(self, source: str, language: str, today: date) -> Posting | None:
        """None if something is wrong."""
        if whole := self.values.get(""):
            self.problems.append(Problem(self.row, "", str(whole)))
            return None
        title, text = self.text("title", required=True), self.text("text", required=True)
        place = self.text("place")
        tag = self.read("language", as_language) or language
        if not tag and not self.has_problem("language"):
            self.problems.append(Problem(self.row, "language", "missing"))
        country = self.read("country", as_country)
        known = find_place(place, [country] if country else ())
        found = Posting(
            id="",
            source=source,
            language=tag,
            title=title,
            text=text,
            employer=self.text("employer"),
            place=place,
            country=country or (known.country if known else ""),
            occupation=occupation_of(self.text("occupation"), title, tag),
            contract=self.read("contract", lambda written: value_of("contract", written)) or "unstated",
            hours=self.read("hours", lambda written: value_of("hours", written)) or "unstated",
            weekly_hours=self.read("weekly_hours", as_hours),
            night=self.read("night", as_yes) == "yes",
            pay=self.text("pay"),
            languages=self.read("languages", as_needed) or (),
            experience=self.read("experience", as_yes) == "yes",
            posted=self.read("posted", lambda written: as_day(written, today)) or today,
            contact=self.text("contact"),
            url=self.read("url", as_address) or "",
        )
        return None if self.problems else with_id(found, self.text("id"))

    def text(self, name: str, *, required: bool = False) -> str:
        source = written(self.values.get(name))
        convert = plain_text if name == "text" else one_line
        made = convert(source[:LONGEST_SOURCE])
        if len(source) > LONGEST_SOURCE or len(made) > LONGEST.get(name, SHORT):
            self.problems.append(Problem(self.row, name, "too_long"))
        elif required and not made:
            self.problems.append(Problem(self.row, name, "missing"))
        return made

    def read(self, name: str, convert: Callable[[str], Value | None]) -> Value | None:
        """None for an empty field, and for one that can't be read, which is a problem."""
        said = written(self.values.get(name))
        if not said:
            return None
        value = convert(said) if len(said) <= LONGEST["url"] else None
        if value is None:
            self.problems.append(Problem(self.row, name, name, one_line(said[:SHORT])[:40]))
        return value

    def has_problem(self, name: str) -> bool:
        return any(each.field == name for each in self.problems)


def as_language(written: str) -> str | None:
    """Such as "it", "it-IT", "IT", "Italian"."""
    tag = written.strip().lower().replace("_", "-")
    found = next((each for each in (tag, tag.partition("-")[0]) if each in lowered_languages()), None)
    return lowered_languages()[found] if found else None


@cache
def lowered_languages() -> dict[str, str]:
    names = {
        str(locale_of(each).languages.get(tag, tag)).lower(): tag
        for tag in languages()
        for each in known_languages()
    }
    return names | {tag.lower(): tag for tag in languages()}


def as_country(written: str) -> str | None:
    code = written.strip().upper()
    code = SAME_COUNTRY.get(code, code)
    return code if code in countries().values() else countries().get(written.strip().lower())


@cache
def countries() -> dict[str, str]:
    """Codes by name, in the languages of the postings."""
    return {
        str(name).lower(): code
        for language in known_languages()
        for code, name in locale_of(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }


def as_yes(written: str) -> str | None:
    return value_of("yes_no", written)


def as_hours(written: str) -> float | None:
    number = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*h?", written.strip())
    hours = float(f"{number[1]}.{number[2] or 0}") if number else -1.0
    return hours if 0 <= hours <= MOST_HOURS else None


def as_needed(written: str) -> tuple[str, ...] | None:
    """`it-A2; en` → it-A2, en."""
    found = [NEEDED.fullmatch(each.strip()) for each in re.split(r"[,;|/]", written) if each.strip()]
    if not found or not all(found):
        return None
    return tuple(
        f"{each[1].lower()}-{each[2].upper()}" if each[2] else each[1].lower() for each in found if each
    )


def as_day(written: str, today: date) -> date | None:
    """Not before 2000 and not later than tomorrow: clocks differ."""
    try:
        if match := YEAR_FIRST.fullmatch(written.strip()):
            found = date(int(match[1]), int(match[2]), int(match[3]))
        elif match := DAY_FIRST.fullmatch(written.strip()):
            found = date(int(match[3]), int(match[2]), int(match[1]))
        else:
            return None
    except ValueError:
        return None
    return found if EARLIEST <= found <= today + timedelta(days=1) else None


def as_address(written: str) -> str | None:
    """Of a web page; nothing that a browser would run."""
    address = tidy(written)
    return address if ADDRESS.fullmatch(address) else None


def occupation_of(written: str, title: str, language: str) -> str:
    """One of ours: as it is written, else as the words for it or the title name it; may be none."""
    if written in occupations():
        return written
    named = (occupation_named(query_stems(each, language), language)[0] for each in (written, title) if each)
    return next((each for each in named if each), "")


def with_id(posting: Posting, written: str) -> Posting:
    """Its own number within its source, or a short form of a long one.

    Without one, from what it says, so that it is the same next time.
    """
    said = written or "\0".join([posting.title, posting.employer, posting.place, posting.text])
    is_short = 0 < len(written) <= LONGEST_ID
    own = written if is_short else hashlib.sha256(said.encode()).hexdigest()[:16]
    return replace(posting, id=f"{posting.source}{BETWEEN}{own}")
