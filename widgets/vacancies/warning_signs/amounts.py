"""Numbers and addresses of a text as concepts: pay, hours, ages, telephone numbers, webmail."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from .model import HERE

CURRENCY = r"(?:€|\$|£|eur[oa]?s?\b|usd|chf|lei\b|ron\b|лв\b|лева|bgn|евро|ευρω|يورو)"
MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|eu|it|es|gr|ro|bg|de|fr|example)\b\S*"
)
PHONE = re.compile(r"(?<!\w)(?:\+|00)?\d(?:[ ./()-]{0,2}\d){7,13}(?!\w)")
HOUR = r"(\d{1,2})(?:[:.h](\d{2}))?"
UNTIL = r"(?:-|–|a|as|alle|à|to|bis|до|εως|pana la|la)"
SHIFT = re.compile(rf"(?<!\d){HOUR}\s*(?:h|uhr)?\s*{UNTIL}\s*{HOUR}(?!\d)")
CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)")
MONEY = re.compile(rf"{CURRENCY}\s?(\d[\d.,']*)|(\d[\d.,']*)(?:\s?[-–]\s?\d[\d.,']*)?\s?k?\s?{CURRENCY}")
SPOT = re.compile(r"[\d@]|://|\w\.\w")
"""Without any of it there is neither a number nor an address."""
NUMBER = re.compile(r"\d[\d.,']*")
SIZES = (1, 6, 7, 8, 11, 15, 18, 25, 36, 61, 100, 300, 700, 1500, 2500, 4000)
"""Where a class of numbers begins: days, hours a day, ages, hours a week, pay."""
LONG_SHIFT = 11
HOURS_OF_DAY = 24
FAR_BELOW = 0.6

PERIODS = {"per_hour": "hour", "per_day": "day", "per_week": "week", "per_month": "month"}
HOURS = {"hour": 1, "day": 8, "week": 40, "month": 170}
"""Of work, in each period."""

Spot = tuple[str, int, int, float | None]
"""A concept's name, the characters of the folded text that carry it, and the amount where it is money."""


def spots(folded: str) -> list[Spot]:
    """In their order; what belongs to an address or a telephone number is no amount."""
    found: list[Spot] = []
    if not SPOT.search(folded):
        return found
    for kind in (addresses, links, phones, shifts, clocks, sums, numbers):
        taken = [(start, end) for _, start, end, _ in found]
        found += [
            spot
            for spot in kind(folded)
            if not any(spot[1] < end and start < spot[2] for start, end in taken)
        ]
    return sorted(found, key=lambda spot: spot[1:3])


def addresses(folded: str) -> Iterator[Spot]:
    for found in MAIL.finditer(folded):
        webmail = found[1] in contacts()["webmail"]
        yield "#webmail" if webmail else "#mail", *found.span(), None
        if is_lookalike(found.group(), found[1]):
            yield "#lookalike", *found.span(), None


def links(folded: str) -> Iterator[Spot]:
    for found in LINK.finditer(folded):
        host = found.group().split("://")[-1].removeprefix("www.").split("/")[0]
        yield "#lookalike" if is_lookalike(host, host) else "#link", *found.span(), None


def phones(folded: str) -> Iterator[Spot]:
    for found in PHONE.finditer(folded):
        yield "#phone", *found.span(), None


def shifts(folded: str) -> Iterator[Spot]:
    for found in SHIFT.finditer(folded):
        first, last = (int(found[place]) + int(found[place + 1] or 0) / 60 for place in (1, 3))
        if max(first, last) <= HOURS_OF_DAY:
            yield "#long_shift" if (last - first) % 24 >= LONG_SHIFT else "#shift", *found.span(), None


def clocks(folded: str) -> Iterator[Spot]:
    for found in CLOCK.finditer(folded):
        yield "#clock", *found.span(), None


def sums(folded: str) -> Iterator[Spot]:
    for found in MONEY.finditer(folded):
        amount = value(found[1] or found[2])
        yield f"#sum{size(amount)}", *found.span(), amount


def numbers(folded: str) -> Iterator[Spot]:
    for found in NUMBER.finditer(folded):
        yield f"#number{size(value(found.group()))}", *found.span(), None


def value(digits: str) -> float:
    """Of "1.200", "1'200" or "8,50": a mark before exactly three digits parts thousands."""
    plain = re.sub(r"[.,'](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    return float("".join(re.findall(r"^\d+|\.\d+", plain)[:2]))


def size(amount: float) -> int:
    """The place of its class."""
    return sum(amount >= each for each in SIZES)


def judged_pay(amount: float, period: str, language: str) -> str | None:
    """Whether pay is far below the legal or usual, or far above what unskilled work brings."""
    table = pay().get(language, {})
    if amount > table.get("much", {}).get(period, float("inf")):
        return "#pay_much"
    least = table.get("least", {}).get("hour", 0.0)
    return "#pay_little" if amount / HOURS[period] < least * FAR_BELOW else None


def is_lookalike(address: str, host: str) -> bool:
    """A known name in an address that isn't the name's own."""
    return any(
        name in address and not any(host == own or host.endswith(f".{own}") for own in owned)
        for name, owned in contacts()["known"].items()
    )


@cache
def contacts() -> dict[str, Any]:
    return tomllib.loads((HERE / "contacts.toml").read_text("utf-8"))


@cache
def pay() -> dict[str, Any]:
    return tomllib.loads((HERE / "pay.toml").read_text("utf-8"))
