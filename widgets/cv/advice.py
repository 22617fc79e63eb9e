"""Kind remarks on a CV, as codes with the place they belong to; none of them stops anything."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import phonenumbers

from .model import Cv, Education, PartialDate, Work
from .outline import outline
from .pages import pages
from .privacy import findings, texts_of

MONTHS_OF_A_GAP = 6
MOST_PAGES = 2
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
BIRTH_YEAR = re.compile(r"(?<!\d)(?:19[4-9]\d|200\d|201[0-2]|[5-9]\d|0\d)(?!\d)")
"""A year, whole or its last two digits, in which somebody who looks for work can have been born."""


@dataclass(frozen=True)
class Note:
    """One remark: `advice.<code>` says it; `offer` is a better value for the place, where there is one."""

    code: str
    path: tuple[str, ...] = ()
    offer: str = ""

    def for_browser(self) -> dict[str, Any]:
        return {"code": self.code, "path": list(self.path), "offer": self.offer}


def advise(cv: Cv) -> list[Note]:
    """Every remark on the CV, from its top to its bottom."""
    return [*_missing(cv), *_email(cv), *_phone(cv), *_birth(cv), *_order(cv), *_gaps(cv), *_length(cv)]


def _missing(cv: Cv) -> Iterator[Note]:
    basics = cv.basics
    if not basics.name.strip():
        yield Note("name_missing", ("basics", "name"))
    if not (basics.email.strip() or basics.phone.strip()):
        yield Note("contact_missing", ("basics", "phone"))
    if not (basics.label.strip() or basics.occupation):
        yield Note("job_missing", ("basics", "label"))
    if not (cv.work or cv.education):
        yield Note("experience_missing", ("work",))
    for section in ("skills", "languages"):
        if not getattr(cv, section):
            yield Note(f"{section}_missing", (section,))


def _email(cv: Cv) -> Iterator[Note]:
    email = cv.basics.email.strip()
    if not email:
        return
    if not EMAIL.fullmatch(email):
        yield Note("email_incomplete", ("basics", "email"))
    elif code := _code_of_email(email.partition("@")[0].lower(), cv.basics.name.lower()):
        yield Note(code, ("basics", "email"))


def _code_of_email(address: str, name: str) -> str:
    """What the part before the @ gives away: a year, her full name with it, or a nickname."""
    if set(re.findall(r"[^\W\d_]+", address)) & _nicknames():
        return "email_nickname"
    if not BIRTH_YEAR.search(address):
        return ""
    parts = [part for part in re.findall(r"[^\W\d_]+", name) if len(part) > 1]
    shows_name = len(parts) > 1 and all(part in address for part in (parts[0], parts[-1]))
    return "email_name_and_year" if shows_name else "email_year"


def _phone(cv: Cv) -> Iterator[Note]:
    """A number without country code gets one offered where it is a number of the employer's country."""
    phone = cv.basics.phone.strip()
    if not phone:
        return
    has_code = phone.startswith(("+", "00", "٠٠", "＋"))
    number = _number(f"+{phone[2:]}" if phone.startswith("00") else phone, cv.settings.country)
    is_valid = number is not None and phonenumbers.is_possible_number(number)
    if has_code and not is_valid:
        yield Note("phone_incomplete", ("basics", "phone"))
    elif not has_code:
        is_sure = number is not None and phonenumbers.is_valid_number(number)
        yield Note("phone_country", ("basics", "phone"), international(number) if number and is_sure else "")


def international(number: phonenumbers.PhoneNumber) -> str:
    """The number as it is dialled from everywhere: "+39 333 123 4567"."""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _number(phone: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return None


def _birth(cv: Cv) -> Iterator[Note]:
    for path, text in texts_of((), cv.to_document()):
        if any(finding.kind == "birth" for finding in findings(text, path)):
            yield Note("birth_date", path)


def _order(cv: Cv) -> Iterator[Note]:
    for section, entries in (("work", cv.work), ("education", cv.education)):
        for entry in entries:
            if entry.start and entry.end and not entry.current and _last(entry.end) < _first(entry.start):
                yield Note("dates_order", (section, entry.id, "end"))


def _gaps(cv: Cv) -> Iterator[Note]:
    """More than half a year in which neither work nor learning stands."""
    spans = sorted(
        (
            (entry, section)
            for section, entries in (("work", cv.work), ("education", cv.education))
            for entry in entries
            if entry.start
        ),
        key=lambda span: span[0].start,
    )
    busy_until: int | None = None
    for entry, section in spans:
        if busy_until is not None and _first(entry.start) - busy_until > MONTHS_OF_A_GAP + 1:
            yield Note("gap", (section, entry.id, "start"))
        busy_until = max(busy_until or 0, _until(entry))


def _until(entry: Work | Education) -> int:
    """The last month that an entry can reach; one without an end may last for ever."""
    if entry.current or not entry.end:
        return 10000 * 12
    return _last(entry.end)


def _first(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 1)


def _last(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 12)


def _length(cv: Cv) -> Iterator[Note]:
    if pages(outline(cv)) > MOST_PAGES:
        yield Note("too_long")


@cache
def _nicknames() -> frozenset[str]:
    words = tomllib.loads((Path(__file__).parent / "nicknames.toml").read_text("utf-8"))["words"]
    return frozenset(words.split())
