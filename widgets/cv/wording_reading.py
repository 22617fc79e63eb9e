"""Our words in a CV understood again: the phrase, month, level or country that a text stands for."""

import re
from dataclasses import dataclass
from functools import cached_property

from .model import PartialDate
from .wording import Wording, consents

HOLE = "\0"
MONTHS = range(13)
YEAR = re.compile(r"\d{4}")


@dataclass
class Understanding:
    """The way back from the words of one language; everything unknown is empty."""

    words: Wording

    @cached_property
    def occupations(self) -> dict[str, str]:
        return {name: key for key, name in self.words.bank.occupations().items()}

    @cached_property
    def countries(self) -> dict[str, str]:
        known = self.words.locale.territories.items()
        return {str(name): code for code, name in known if len(code) == 2}

    @cached_property
    def languages(self) -> dict[str, str]:
        """Tags by name; where a name has several tags, the shortest is the language itself."""
        tags = sorted(self.words.locale.languages, key=len, reverse=True)
        return {self.words.language_name(tag): tag.replace("_", "-") for tag in tags}

    def between(self, key: str, text: str, **values: str) -> str:
        """What stands in the hole of one of our texts ("Available from: …"); empty if it is another text."""
        before, _, after = self.words.text(key, **values).partition(HOLE)
        is_ours = text.startswith(before) and text.endswith(after) and len(text) > len(before + after)
        return text[len(before) : len(text) - len(after)] if is_ours else ""

    def month(self, text: str) -> PartialDate:
        """The month or year that a text stands for."""
        found = YEAR.search(text)
        dates = [PartialDate(int(found[0]), month) for month in MONTHS] if found else []
        return next((when for when in dates if self.words.month(when) == text), PartialDate())

    def period(self, text: str) -> tuple[PartialDate, PartialDate, bool]:
        """Start, end, and whether it still goes on; a single date is taken for the start."""
        middle = self.words.text("range", start="", end="")
        first, _, last = text.partition(middle)
        present = self.words.text("present")
        is_current = present in (first, last)
        return self.month(first), self.month(last), is_current

    def task(self, text: str, occupation: str = "") -> str:
        """The id of a task; several occupations share some words, the entry's own comes first."""
        occupations = [occupation, *self.occupations.values()]
        return next((found for each in occupations if (found := _key(self.words.bank.tasks(each), text))), "")

    def skill(self, text: str) -> str:
        occupations = ["everyday", *self.occupations.values()]
        return next(
            (found for each in occupations if (found := _key(self.words.bank.skills(each), text))), ""
        )

    def hours(self, text: str) -> list[str]:
        """The ids of hours in a list; none when one of them is not ours."""
        named = {name: key for key, name in self.words.bank.hours().items()}
        ids = [named.get(part, "") for part in text.split(", ")]
        return ids if all(ids) else []

    def start(self, text: str) -> str:
        """When she can start, as her wishes keep it: an id or a month."""
        return "now" if text == self.words.phrase("start.now") else str(self.month(text))

    def spoken(self, text: str) -> tuple[str, str]:
        """A language's name and the id of its level."""
        for level, name in self.words.bank.levels().items():
            if language := self.between("level", text, language=HOLE, level=name):
                return language, level
        return text, ""

    def consent(self, text: str) -> str:
        """The country whose consent line it is."""
        lines = {
            line[self.words.tag]: country for country, line in consents().items() if self.words.tag in line
        }
        return lines.get(text, "")


def _key(table: dict[str, str], text: str) -> str:
    return next((key for key, name in table.items() if name == text), "")
