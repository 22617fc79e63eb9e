"""A service's answer as the fields of a posting: whatever stands there, something harmless comes out."""

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from ..importing.fields import (
    EARLIEST,
    LONGEST,
    LONGEST_SOURCE,
    SHORT,
    as_address,
    occupation_of,
    with_id,
)
from ..importing.plain_text import one_line, plain_text
from ..model import Posting

Item = Mapping[str, Any]
SECONDS_BELOW = 10**11
"""A greater number is milliseconds since 1970: as seconds it would be the year 5138."""
NO_ID = re.compile(r"[^\w.:=+/-]")


def inner(value: Any, *names: str) -> Any:
    """`inner(item, "employer", "name")`; None where something on the way is missing or no object."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def line(value: Any, longest: int = SHORT) -> str:
    return one_line(raw(value))[:longest].strip()


def paragraphs(value: Any) -> str:
    return plain_text(raw(value))[: LONGEST["text"]].strip()


def raw(value: Any) -> str:
    is_written = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value)[:LONGEST_SOURCE] if is_written else ""


def address(value: Any) -> str:
    """Of a web page, or nothing."""
    written = one_line(raw(value))
    return (as_address(written) or "") if len(written) <= LONGEST["url"] else ""


def number(value: Any) -> float | None:
    try:
        found = (
            float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
        )
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def count(value: Any) -> int:
    return max(0, int(number(value) or 0))


def amount(value: Any) -> str:
    """`24000`, `12.5`; empty for none."""
    found = number(value)
    return f"{found:.2f}".removesuffix(".00") if found else ""


def day(value: Any) -> date:
    """From ISO 8601, or seconds or milliseconds since 1970; today for what can't be one."""
    today = datetime.now(UTC).date()
    found = from_number(value) or from_iso(value)
    return found if found and EARLIEST <= found <= today + timedelta(days=1) else today


def from_number(value: Any) -> date | None:
    since = number(value)
    if since is None:
        return None
    try:
        return datetime.fromtimestamp(since if abs(since) < SECONDS_BELOW else since / 1000, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def from_iso(value: Any) -> date | None:
    try:
        return date.fromisoformat(raw(value).strip()[:10])
    except ValueError:
        return None


def finished(posting: Posting, own_id: Any) -> Posting | None:
    """With its number and its occupation; None if it has no title. Without a text the title stands for it."""
    if not posting.title:
        return None
    saved = {name: getattr(posting, name)[: LONGEST[name]].strip() for name in ("title", "employer", "place")}
    occupation = occupation_of("", posting.title, posting.language)
    found = replace(posting, **saved, text=posting.text or saved["title"], occupation=occupation)
    return with_id(found, NO_ID.sub("", raw(own_id)))
