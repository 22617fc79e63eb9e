"""A CV read from JSON Resume, whoever wrote it; what Onward does not keep is left out and reported."""

import re
import secrets
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from .model import Cv, is_address_key
from .privacy import refusals, storable, texts_of
from .wording import wording
from .wording_reading import Understanding

LETTERS = string.ascii_lowercase + string.digits
LEVEL = re.compile(r"(?<![A-Z])[ABC][12](?!\d)")
NATIVE = re.compile(
    r"native|mother tongue|madrelingua|materna|maternelle|matern|μητρική|майчин|muttersprach", re.I
)
UNKNOWN_SECTIONS = ("publications", "projects")
UNKNOWN_BASICS = ("image", "url", "profiles")

Item = dict[str, Any]


@dataclass(frozen=True)
class Dropped:
    """Something that was not taken over: "address", "document" or "bank" by privacy, "image", or "other"."""

    kind: str
    path: tuple[str, ...]


@dataclass
class Imported:
    """The CV, and what was left out."""

    cv: Cv
    dropped: list[Dropped] = field(default_factory=list)


def read_json_resume(document: object) -> Cv:
    return import_json_resume(document).cv


def import_json_resume(document: object, new_id: Callable[[], str] | None = None) -> Imported:
    """Reads any JSON; what is not of the format's shape counts as empty."""
    resume = document if isinstance(document, dict) else {}
    settings = _object(_object(resume, "meta"), "settings")
    understanding = Understanding(wording(_text(settings, "language")))
    wishes = _object(resume, "wishes")
    cv = {
        "settings": settings,
        "basics": _basics(resume, understanding),
        "wishes": wishes,
        "work": _works(resume, understanding),
        "education": [_education(item) for item in _items(resume, "education")],
        "certificates": [_certificate(item) for item in _items(resume, "certificates", "awards")],
        "skills": [skill for item in _items(resume, "skills") for skill in _skills(item, understanding)],
        "languages": [_language(item, understanding) for item in _items(resume, "languages")],
        "interests": [{"text": _listed(item)} for item in _items(resume, "interests")],
        "references": [{"text": _lines(item, "name", "reference")} for item in _items(resume, "references")],
    }
    dropped = [*_unknown(resume), *_address_keys(resume)]
    kept = _with_ids(cv, new_id or _random_id)
    return Imported(Cv.from_document(_without_refused(kept, (), dropped)), dropped)


def _basics(resume: Item, understanding: Understanding) -> Item:
    basics = _object(resume, "basics")
    occupation = _text(basics, "occupation")
    label = _text(basics, "label")
    return {
        **{key: _text(basics, key) for key in ("name", "email", "phone", "summary")},
        "occupation": occupation,
        "label": "" if label == understanding.words.occupation(occupation) else label,
        "town": _text(_object(basics, "location"), "city"),
    }


def _works(resume: Item, understanding: Understanding) -> list[Item]:
    """Work and volunteer entries in the order in which we wrote them; those of others as they come."""
    paid = [(item, _text(item, "kind") or "paid") for item in _items(resume, "work")]
    unpaid = [(item, "unpaid") for item in _items(resume, "volunteer")]
    places = count(len(paid) + len(unpaid))
    entries = [(_place(item, places), _work(item, kind, understanding)) for item, kind in (*paid, *unpaid)]
    return [entry for _, entry in sorted(entries, key=lambda each: each[0])]


def _place(item: Item, others: Iterator[int]) -> int:
    place = item.get("place", None)
    return place if type(place) is int else next(others)


def _work(item: Item, kind: str, understanding: Understanding) -> Item:
    occupation, position = _text(item, "occupation"), _text(item, "position")
    highlights = [each for each in _list(item, "highlights") if isinstance(each, str)]
    tasks = [(text, understanding.task(text, occupation)) for text in highlights]
    own = [text for text, task in tasks if not task]
    return {
        "kind": kind,
        "occupation": occupation,
        "position": "" if position == understanding.words.occupation(occupation) else position,
        "employer": _text(item, "name") or _text(item, "organization"),
        **_place_of(item),
        **_dates(item),
        "phrases": [task for _, task in tasks if task],
        "text": "\n".join(line for line in (_lines(item, "description", "summary"), *own) if line),
    }


def _place_of(item: Item) -> Item:
    if "town" in item or "country" in item:
        return {"town": _text(item, "town"), "country": _text(item, "country")}
    return {"town": _text(item, "location"), "country": ""}


def _dates(item: Item) -> Item:
    is_current = item.get("current") is True
    return {"start": _text(item, "startDate"), "end": _text(item, "endDate"), "current": is_current}


def _education(item: Item) -> Item:
    studied = [_text(item, "studyType"), _text(item, "area")]
    courses = [each for each in _list(item, "courses") if isinstance(each, str)]
    return {
        "kind": _text(item, "kind") or "school",
        "title": ", ".join(each for each in studied if each),
        "school": _text(item, "institution"),
        "town": _text(item, "town"),
        "country": _text(item, "country"),
        **_dates(item),
        "text": "\n".join(line for line in (_lines(item, "summary", "score"), *courses) if line),
    }


def _certificate(item: Item) -> Item:
    return {
        "name": _text(item, "name") or _text(item, "title"),
        "issuer": _text(item, "issuer") or _text(item, "awarder"),
        "date": _text(item, "date"),
    }


def _skills(item: Item, understanding: Understanding) -> Iterator[Item]:
    for text in (_text(item, "name"), *_list(item, "keywords")):
        if isinstance(text, str) and text:
            phrase = understanding.skill(text)
            yield {"phrase": phrase} if phrase else {"text": text}


def _language(item: Item, understanding: Understanding) -> Item:
    name, fluency = _text(item, "language"), _text(item, "fluency")
    tag = understanding.languages.get(name[:1].upper() + name[1:], "")
    return {"language": tag, "name": "" if tag else name, "level": _level(fluency, understanding)}


def _level(fluency: str, understanding: Understanding) -> str:
    ours = {name: level for level, name in understanding.words.bank.levels().items()}
    if fluency in ours:
        return ours[fluency]
    found = LEVEL.search(fluency.upper())
    return found[0] if found else "native" if NATIVE.search(fluency) else ""


def _listed(item: Item) -> str:
    return ", ".join(
        each for each in (_text(item, "name"), *_list(item, "keywords")) if isinstance(each, str) and each
    )


def _lines(item: Item, *keys: str) -> str:
    return "\n".join(text for key in keys if (text := _text(item, key)))


def _unknown(resume: Item) -> list[Dropped]:
    basics = _object(resume, "basics")
    sections = [Dropped("other", (key,)) for key in UNKNOWN_SECTIONS if resume.get(key)]
    kinds = {"image": "image"}
    return [
        *sections,
        *(Dropped(kinds.get(key, "other"), ("basics", key)) for key in UNKNOWN_BASICS if basics.get(key)),
    ]


def _address_keys(resume: Item) -> list[Dropped]:
    return [
        Dropped("address", path) for path, text in texts_of((), resume) if text and is_address_key(path[-1])
    ]


def _without_refused(value: Any, path: tuple[str, ...], dropped: list[Dropped]) -> Any:
    """The CV without the texts that can't be stored, each reported with its place in the CV."""
    if isinstance(value, dict):
        return {key: _without_refused(item, (*path, key), dropped) for key, item in value.items()}
    if isinstance(value, list):
        return [
            _without_refused(item, (*path, item["id"]) if isinstance(item, dict) else path, dropped)
            for item in value
        ]
    found = refusals(path, value)
    dropped.extend(Dropped(each.kind, path) for each in found)
    return storable(path, value) if found else value


def _with_ids(cv: Item, new_id: Callable[[], str]) -> Item:
    """Every entry with an id of its own."""
    return {
        key: [{"id": new_id(), **item} for item in value] if isinstance(value, list) else value
        for key, value in cv.items()
    }


def _random_id() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def _object(item: Item, key: str) -> Item:
    value = item.get(key)
    return value if isinstance(value, dict) else {}


def _list(item: Item, key: str) -> list[Any]:
    value = item.get(key)
    return value if isinstance(value, list) else []


def _items(resume: Item, *keys: str) -> list[Item]:
    return [item for key in keys for item in _list(resume, key) if isinstance(item, dict)]


def _text(item: Item, key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
