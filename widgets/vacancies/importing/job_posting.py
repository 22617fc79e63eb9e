"""JobPosting of schema.org by our names of the fields. Each of its properties may be missing, or a list."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..warning_signs import known_languages
from ..warning_signs.folding import fold
from ..warning_signs.lexicon import WORD, lexicon_for
from .headings import value_of

HOURS = {"FULL_TIME": "full_time", "PART_TIME": "part_time", "PER_DIEM": "by_the_hour"}
CONTRACTS = {"TEMPORARY": "fixed_term", "CONTRACTOR": "fixed_term", "INTERN": "apprenticeship"}
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
LONGEST_READ = 300
"""Characters of a text about experience that are looked at."""
Object = Mapping[str, Any]


def is_job_posting(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kinds = value.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(str(each).replace(":", "/").rpartition("/")[2] == "JobPosting" for each in named)


def referred(document: Any) -> Object:
    """The objects of a @graph by their @id; a posting may name its employer so."""
    graph = document.get("@graph") if isinstance(document, dict) else None
    objects = graph if isinstance(graph, list) else []
    return {
        each["@id"]: each for each in objects if isinstance(each, dict) and isinstance(each.get("@id"), str)
    }


def fields_of(posting: Object, known: Object) -> Object:
    employer = one(posting.get("hiringOrganization"), known)
    contact = one(posting.get("applicationContact"), known) or employer
    address = one(one(posting.get("jobLocation"), known).get("address"), known)
    kinds = [str(each).upper().replace("-", "_") for each in many(posting.get("employmentType"))]
    found = {
        "id": one(posting.get("identifier"), known).get("value") or text(posting.get("identifier")),
        "language": one(posting.get("inLanguage"), known).get("alternateName")
        or text(posting.get("inLanguage")),
        "title": text(posting.get("title")) or text(posting.get("name")),
        "employer": employer.get("name") or text(posting.get("hiringOrganization")),
        "place": address.get("addressLocality") or address.get("addressRegion") or place_of(posting),
        "country": one(address.get("addressCountry"), known).get("name")
        or text(address.get("addressCountry")),
        "occupation": text(posting.get("occupationalCategory")),
        "hours": next((HOURS[each] for each in kinds if each in HOURS), ""),
        "contract": next((CONTRACTS[each] for each in kinds if each in CONTRACTS), ""),
        "pay": pay_of(posting.get("baseSalary"), known),
        "experience": needs_experience(posting.get("experienceRequirements"), known),
        "posted": text(posting.get("datePosted")),
        "contact": ", ".join(
            filter(None, (text(contact.get(each)) for each in ("name", "email", "telephone")))
        ),
        "text": text(posting.get("description")),
        "url": text(posting.get("url")),
    }
    return {name: value for name, value in found.items() if value not in ("", None)}


def many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def one(value: Any, known: Object) -> Object:
    """The first of a list; an object that is only named, in full; empty for what is no object."""
    first = next(iter(many(value)), None)
    if not isinstance(first, dict):
        return {}
    named = known.get(str(first.get("@id"))) if set(first) <= {"@id", "@type"} else None
    return named if isinstance(named, dict) else first


def text(value: Any) -> str:
    """A text or a number; of a list, the first."""
    first = next(iter(many(value)), "")
    return str(first) if isinstance(first, str | int | float) and not isinstance(first, bool) else ""


def place_of(posting: Object) -> str:
    location = one(posting.get("jobLocation"), {})
    return text(location.get("address")) or text(location.get("name")) or text(posting.get("jobLocation"))


def pay_of(value: Any, known: Object) -> str:
    """`1200–1400 EUR / month`."""
    salary = one(value, known)
    amount = one(salary.get("value"), known)
    ends = list(dict.fromkeys(filter(None, amounts(salary, amount))))
    currency, unit = text(salary.get("currency")), text(amount.get("unitText") or salary.get("unitText"))
    paid = " ".join(filter(None, ["–".join(ends), currency]))
    return " / ".join(filter(None, [paid, unit.lower()])) if ends else text(value)


def amounts(salary: Object, amount: Object) -> Iterator[str]:
    yield text(salary.get("value"))
    for name in ("value", "minValue", "maxValue"):
        yield text(amount.get(name) or (salary.get(name) if name != "value" else None))


def needs_experience(value: Any, known: Object) -> bool | None:
    """None where nothing is said; a text is a requirement, unless it says that there is none."""
    said = (text(one(value, known).get("monthsOfExperience")) or text(value)).strip()
    if not said:
        return None
    if NUMBER.fullmatch(said):
        return float(said.replace(",", ".")) > 0
    if plainly := value_of("yes_no", said):
        return plainly == "yes"
    return not (said.lower().startswith(("no ", "none")) or says_that_none_is_needed(said))


def says_that_none_is_needed(said: str) -> bool:
    """In the words that the warning signs know, whatever its language; not where it names a time: 2 anni."""
    words = WORD.findall(fold(said[:LONGEST_READ])[0])
    if any(each.isdigit() for each in words):
        return False
    concepts = (each for tag in known_languages() for each in lexicon_for(tag).concepts(words))
    return any(each.name == "no_experience" for each in concepts)
