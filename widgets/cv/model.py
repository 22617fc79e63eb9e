"""A learner's CV as plain data: what JSON Resume knows, and what she needs besides; no home address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

ADDRESS_KEYS = {
    "address",
    "addresses",
    "homeaddress",
    "street",
    "streetaddress",
    "postalcode",
    "postcode",
    "zip",
    "zipcode",
    "housenumber",
}
"""Keys that would hold a home address, without case, `_` and `-`: dropped wherever they stand."""

DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-\d{1,2})?)?")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, or a year and month; empty when she left it out. A year comes before its months."""

    year: int = 0
    month: int = 0

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Reads "2019", "2019-05" or a full date, whose day is dropped; anything else is empty."""
        match = DATE.fullmatch(text.strip())
        if not match or not int(match[1]) or int(match[2] or 1) not in range(1, 13):
            return cls()
        return cls(int(match[1]), int(match[2] or 0))

    def __bool__(self) -> bool:
        return self.year > 0

    def __str__(self) -> str:
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}" if self else ""


@dataclass(kw_only=True)
class Part:
    """One object of the document; `more` keeps the keys that this version does not know."""

    more: dict[str, Any] = field(default_factory=dict)

    lists: ClassVar[Mapping[str, type["Part"]]] = {}
    """The fields that hold a list of parts, and which."""

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Reads what is there, without address-like keys; what is missing or unreadable gets its default."""
        known = without_addresses(document) if isinstance(document, Mapping) else {}
        part = cls()
        for name in cls.field_names():
            setattr(part, name, part._read(name, known.pop(name, None)))
        part.more = known
        return part

    def to_document(self) -> dict[str, Any]:
        known = {name: _written(getattr(self, name)) for name in self.field_names()}
        return {**known, **self.more}

    @classmethod
    def field_names(cls) -> list[str]:
        return [each.name for each in fields(cls) if each.name != "more"]

    def _read(self, name: str, value: object) -> object:
        if name in self.lists:
            items = value if isinstance(value, list) else []
            return [self.lists[name].from_document(item) for item in items if isinstance(item, Mapping)]
        return _read_as(getattr(self, name), value)


@dataclass(kw_only=True)
class Settings(Part):
    """How the CV is written: its language, the employer's country, design, consent line."""

    language: str = "en"
    country: str = ""
    design: str = "plain"
    consent: bool = False


@dataclass(kw_only=True)
class Basics(Part):
    """Who she is, how to reach her; `label` is the wanted job in her words, `occupation` a phrase bank id."""

    name: str = ""
    label: str = ""
    occupation: str = ""
    email: str = ""
    phone: str = ""
    town: str = ""
    summary: str = ""


@dataclass(kw_only=True)
class Wishes(Part):
    """What work she wants: hours as ids, when she can start, her own words."""

    hours: list[str] = field(default_factory=list)
    start: str = ""
    text: str = ""


@dataclass(kw_only=True)
class Work(Part):
    """What she did, `kind` "paid", "unpaid" or "home"; `phrases` are tasks of the phrase bank."""

    id: str = ""
    kind: str = "paid"
    position: str = ""
    occupation: str = ""
    employer: str = ""
    town: str = ""
    country: str = ""
    start: PartialDate = PartialDate()
    end: PartialDate = PartialDate()
    current: bool = False
    phrases: list[str] = field(default_factory=list)
    text: str = ""


@dataclass(kw_only=True)
class Education(Part):
    """What she learned, `kind` "school", "course" or "other"."""

    id: str = ""
    kind: str = "school"
    title: str = ""
    school: str = ""
    town: str = ""
    country: str = ""
    start: PartialDate = PartialDate()
    end: PartialDate = PartialDate()
    current: bool = False
    text: str = ""


@dataclass(kw_only=True)
class Certificate(Part):
    id: str = ""
    name: str = ""
    issuer: str = ""
    date: PartialDate = PartialDate()


@dataclass(kw_only=True)
class Skill(Part):
    """A phrase of the phrase bank, or her own words."""

    id: str = ""
    phrase: str = ""
    text: str = ""

    def to_document(self) -> dict[str, Any]:
        unused = "text" if self.phrase and not self.text else "phrase" if not self.phrase else ""
        return {name: value for name, value in super().to_document().items() if name != unused}


@dataclass(kw_only=True)
class SpokenLanguage(Part):
    """A language by its BCP 47 tag, or by `name` in her words; `level` "native" or "A1" to "C2"."""

    id: str = ""
    language: str = ""
    name: str = ""
    level: str = ""


@dataclass(kw_only=True)
class Interest(Part):
    id: str = ""
    text: str = ""


@dataclass(kw_only=True)
class Reference(Part):
    id: str = ""
    text: str = ""


@dataclass(kw_only=True)
class Cv(Part):
    """The whole CV, `kind` "cv" in the learner store."""

    schema: int = 1
    settings: Settings = field(default_factory=Settings)
    basics: Basics = field(default_factory=Basics)
    wishes: Wishes = field(default_factory=Wishes)
    work: list[Work] = field(default_factory=list)
    education: list[Education] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    skills: list[Skill] = field(default_factory=list)
    languages: list[SpokenLanguage] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    lists: ClassVar[Mapping[str, type[Part]]] = {
        "work": Work,
        "education": Education,
        "certificates": Certificate,
        "skills": Skill,
        "languages": SpokenLanguage,
        "interests": Interest,
        "references": Reference,
    }


def without_addresses(value: Any) -> Any:
    """The same JSON value without any key that would hold a home address."""
    if isinstance(value, Mapping):
        kept = {key: item for key, item in value.items() if not is_address_key(str(key))}
        return {key: without_addresses(item) for key, item in kept.items()}
    if isinstance(value, list):
        return [without_addresses(item) for item in value]
    return value


def is_address_key(key: str) -> bool:
    return re.sub(r"[\s_-]", "", key).lower() in ADDRESS_KEYS


def _read_as(default: object, value: object) -> object:
    """`value` when it has the default's shape, else the default."""
    if isinstance(default, Part):
        return type(default).from_document(value)
    if isinstance(default, PartialDate):
        return PartialDate.parse(str(value)) if isinstance(value, (str, int)) else default
    if isinstance(default, list):
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else default
    return value if type(value) is type(default) else default


def _written(value: object) -> object:
    if isinstance(value, Part):
        return value.to_document()
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, list):
        return [_written(item) for item in value]
    return value
