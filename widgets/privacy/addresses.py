"""Find street addresses in what a learner types: a home address must not be stored."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Span = tuple[int, int]

NAME = r"[^\W\d_](?:[\w’'-]|\.(?=[^\W\d_]|\s)){0,40}"
NUMBER = r"\d{1,4}(?:\s?(?:bis|ter)|\s?/\s?\w{1,3}|\s?-\s?\d{1,4}|\s?[^\W\d_])?(?!\w)"
NO_NUMBER = r"(?:snc|s\.n\.c)(?!\w)"
DAY, CENTURY = r"(?:\d{1,2}\s+)?", r"(?:\s+(?:18|19)\d\d)?"
"""Parts of streets named after a day: "via 25 Aprile", "Str. 1 Decembrie 1918"."""
NOTHING_MORE = re.compile(r"\s*(?:$|[,;.()\n–-]|\d{4,5}\b)")
STAIR = r"(?:[^\W\d_]{0,2}\d{1,4}[^\W\d_]?|[^\W\d_])"
FLAT = re.compile(
    rf"(?<!\w)(?:bl|bloc|бл)(?:\.\s*|\s+){STAIR}\s*,?\s*(?:sc|et|ap|вх|ет|ап)(?:\.\s*|\s+){STAIR}(?!\w)",
    re.IGNORECASE,
)
"""A flat in a block, as in Romania and Bulgaria: "bl. 5, sc. A"."""
BRITISH_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)")
COLOMBIAN = re.compile(r"(?<!\w)(?:calle|carrera|cra?\.?|cll?\.?)\s*\d{1,3}\s?\w?\s*#\s*\d", re.IGNORECASE)
HOUSE = rf"(?<![\w’'-]){NAME}(?:\s{NAME}){{0,3}},?\s\d{{1,3}}\s?[^\W\d_]?,?\s+"
POSTCODE = r"(?<!\d)(?:\d{5}|\d{3}\s\d{2})(?!\d)"
WITH_POSTCODE = re.compile(rf"{HOUSE}(?:{POSTCODE}[,\s]+(?P<town>{NAME})|(?P<first>{NAME}),?\s{POSTCODE})")
"""A house with a postcode and a town, in either order: "Am Markt 5, 20095 Hamburg"."""


def addresses(text: str) -> list[Span]:
    """Where street addresses stand; digits are ASCII."""
    ways = (_labelled, _before, _number_first, _after, _joined, _with_postcode, _unmistakable)
    return sorted({span for way in ways for span in way(text)})


def addresses_in_town(text: str) -> list[Span]:
    """In the field for the town a postcode, a street without a number, or a house is too much."""
    postcodes = [match.span() for match in re.finditer(r"(?<!\d)\d{3,6}(?!\d)", text)]
    street = re.match(rf"\s*(?P<word>{_any('before')})\w", text, re.IGNORECASE)
    is_street = street is not None and street["word"].strip().lower() not in _words("towns_too")
    return [*addresses(text), *postcodes, *_houses(text), *([(0, len(text))] if is_street else [])]


def _houses(text: str) -> Iterator[Span]:
    """A name with a number and another name beside it: "Πατησίων 45, Αθήνα"; "Paris 12" is a district."""
    for match in re.finditer(rf"(?<![\w’'-]){NAME}\s\d{{1,3}}[^\W\d_]?(?!\w)", text):
        beside = text[: match.start()] + text[match.end() :]
        names = {each.lower() for each in re.findall(NAME, text)}
        if re.search(NAME, beside) and not names & _words("districts"):
            yield match.span()


def _labelled(text: str) -> Iterator[Span]:
    """A label such as "Address:" and a number soon after it."""
    labels = "|".join(label.replace("_", r"\s+") for label in _words("labels"))
    pattern = rf"(?<!\w)(?:{labels})\s*[:：-]\s*[^@\n]{{0,50}}?\d[^@\n]{{0,40}}$"
    return (match.span() for match in re.finditer(pattern, text, re.IGNORECASE | re.MULTILINE))


def _before(text: str) -> Iterator[Span]:
    marks = "|".join(re.escape(mark) for mark in _patterns()["mark"])
    for strength in ("before", "before_weak"):
        pattern = (
            rf"(?<!\w)(?:{_any(strength)})(?P<name>{DAY}{NAME}(?:\s+{NAME}){{0,4}}?{CENTURY})"
            rf"(?P<sign>\s*[,،]\s*(?:(?:{marks})\s*)?|\s+(?:{marks})\s*|\s+)(?P<number>{NUMBER}|{NO_NUMBER})"
        )
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if _is_house_number(match) and _fits(match, is_weak=strength.endswith("weak")):
                yield match.span()


def _fits(match: re.Match[str], *, is_weak: bool) -> bool:
    """A name, small or with a capital; an ambiguous word needs the capital, and no words after the number."""
    name, is_last, has_sign = match["name"], _is_last(match), match["sign"].strip() != ""
    if not is_weak:
        return _is_name(name) or not _words("no_names") & set(name.lower().split())
    is_long = " " in name and name.split()[0].lower() not in _words("particles")
    return _is_name(name) and is_last and (has_sign or is_long)


def _number_first(text: str) -> Iterator[Span]:
    for strength in ("number_first", "number_first_weak"):
        pattern = (
            rf"(?<![\w.,/-])(?P<number>{NUMBER}),?\s+(?:{_any(strength)})(?P<name>{NAME}(?:\s+{NAME}){{0,3}})"
        )
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if not _is_year(match["number"]) and (strength == "number_first" or _is_name(match["name"])):
                yield match.span()


def _after(text: str) -> Iterator[Span]:
    for strength in ("after", "after_weak"):
        words = "|".join(re.escape(word) for word in _streets(strength))
        name = rf"(?P<name>{NAME}(?:\s+{NAME}){{0,2}}?)"
        pattern = rf"(?<![\w.,/-])(?P<number>{NUMBER}),?\s+{name}\s+(?:{words})(?!\w)"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            is_named = strength == "after" or (match["name"].istitle() and _is_last(match))
            if is_named and not _is_year(match["number"]) and _is_street_name(match["name"]):
                yield match.span()


def _joined(text: str) -> Iterator[Span]:
    """German names of streets, which end in the word for street."""
    for strength in ("joined", "joined_weak"):
        ends = "|".join(re.escape(word) for word in _streets(strength))
        pattern = rf"(?<![\w-])(?P<name>[\w-]{{0,40}}(?:{ends}))\s*(?P<number>{NUMBER})"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            is_clear = strength == "joined" or _is_clear_compound(match)
            if is_clear and _is_house_number(match) and match["name"].lower() not in _no_streets():
                yield match.span()


def _is_clear_compound(match: re.Match[str]) -> bool:
    """A street such as "Ahornweg 5" with a capital and nothing after it; "Weg 5" alone is none."""
    name = match["name"]
    return name[:1].isupper() and name.lower() not in _streets("joined_weak") and _is_last(match)


def _with_postcode(text: str) -> Iterator[Span]:
    for match in WITH_POSTCODE.finditer(text):
        town = match["town"] or match["first"]
        if not town[0].islower() and town.lower() not in _words("units"):
            yield match.span()


def _unmistakable(text: str) -> Iterator[Span]:
    for pattern in (FLAT, BRITISH_POSTCODE, COLOMBIAN):
        yield from (match.span() for match in pattern.finditer(text))


def _is_house_number(match: re.Match[str]) -> bool:
    """Not a year, a time, a price, or a count of anything."""
    rest = match.string[match.end() :]
    next_word = re.match(r"\s*([^\W\d_]+)", rest)
    counts = next_word is not None and next_word[1].lower() in _words("units")
    return not (counts or _is_year(match["number"]) or re.match(r"\s*[%€$£]|[:.]\d|,\d{3}(?!\d)", rest))


def _is_year(number: str) -> bool:
    return re.match(r"(?:19|20)\d\d", number) is not None


def _is_last(match: re.Match[str]) -> bool:
    return NOTHING_MORE.match(match.string, match.end()) is not None


def _is_name(name: str) -> bool:
    """Whether the name's own words begin with a capital; scripts without capitals always do."""
    own = [word for word in re.split(r"[\s’']+", name) if word and word.lower() not in _words("particles")]
    return bool(own) and all(not word[0].islower() for word in own)


def _is_street_name(name: str) -> bool:
    """Whether "5 … street" can be an address: nothing that is counted, no sentence in between."""
    return not {word.lower() for word in name.split()} & (_words("units") | _words("between"))


@cache
def _patterns() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "addresses.toml").read_text("utf-8"))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_patterns()[key].split())


@cache
def _streets(key: str) -> tuple[str, ...]:
    tables: Iterable[Any] = (table for table in _patterns().values() if isinstance(table, dict))
    return tuple(sorted({word for table in tables for word in table.get(key, [])}, key=len, reverse=True))


@cache
def _no_streets() -> frozenset[str]:
    return frozenset(_patterns()["de"]["no_street"].split())


@cache
def _any(key: str) -> str:
    """A pattern of the street words of all languages, with the space that must follow a whole word."""
    return "|".join(re.escape(word) + (r"\s*" if word[-1] in "./" else r"\s+") for word in _streets(key))
