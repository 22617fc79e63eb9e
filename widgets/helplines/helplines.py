"""Numbers to call, as somebody checked them; one that nobody checked lately is not shown."""

import os
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "helplines.toml"
OWN_FILE = "ONWARD_HELPLINES"
MAX_AGE = "ONWARD_HELPLINES_MAX_AGE"
DAYS = 365
"""How long a check counts, unless the NGO says otherwise."""
EVERYWHERE = "EU"


@dataclass(frozen=True)
class Helpline:
    """A number; `checked` is the day on which a person called it or read it on its owner's page."""

    country: str
    name: str
    number: str
    hours: str
    checked: date | None
    source: str

    def for_browser(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "number": self.number,
            "hours": self.hours,
            "checked": self.checked.isoformat() if self.checked else "",
        }


def helplines(country: str, today: date | None = None) -> list[Helpline]:
    """Those of a country that were checked within the days that count; the NGO's own file comes first."""
    limit = (today or date.today()) - timedelta(days=max_age())
    own = os.environ.get(OWN_FILE, "")
    known = [*(read_helplines(Path(own)) if own else ()), *read_helplines(FILE)]
    found: dict[str, Helpline] = {}
    for line in known:
        if line.country in (country, EVERYWHERE) and line.checked and line.checked >= limit:
            found.setdefault(line.number, line)
    return list(found.values())


def max_age() -> int:
    given = os.environ.get(MAX_AGE, "")
    return int(given) if given.isdigit() else DAYS


@cache
def read_helplines(file: Path) -> tuple[Helpline, ...]:
    """A line without a date of its check is read, and never shown. Raises OSError, TOMLDecodeError."""
    rows = tomllib.loads(file.read_text("utf-8")).get("helpline", [])
    return tuple(
        Helpline(
            country=row["country"],
            name=row["name"],
            number=row["number"],
            hours=row.get("hours", ""),
            checked=row.get("checked"),
            source=row.get("source", ""),
        )
        for row in rows
    )
