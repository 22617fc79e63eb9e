"""A CV as JSON Resume 1.2.1, the open format of CVs (https://jsonresume.org/schema)."""

import json
from typing import Any

from .json_resume_reading import Dropped, Imported, import_json_resume, read_json_resume
from .model import Certificate, Cv, Education, PartialDate, Skill, SpokenLanguage, Work
from .wording import Wording, wording

__all__ = [
    "Dropped",
    "Imported",
    "import_json_resume",
    "read_json_resume",
    "to_json_resume",
    "write_json_resume",
]

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.2.1/schema.json"
VERSION = "v1.2.1"


def write_json_resume(cv: Cv) -> bytes:
    return json.dumps(to_json_resume(cv), ensure_ascii=False, indent=2).encode()


def to_json_resume(cv: Cv) -> dict[str, Any]:
    """The CV in the format's terms and the CV's language; what the format lacks has keys beside them."""
    words = wording(cv.settings.language)
    entries = [(place, entry) for place, entry in enumerate(cv.work, start=1)]
    sections = {
        "basics": _basics(cv, words),
        "work": [_work(*each, words) for each in entries if each[1].kind != "unpaid"],
        "volunteer": [_volunteer(*each, words) for each in entries if each[1].kind == "unpaid"],
        "education": [_education(entry, words) for entry in cv.education],
        "certificates": [_certificate(entry) for entry in cv.certificates],
        "skills": [skill for entry in cv.skills if (skill := _skill(entry, words))],
        "languages": [_language(entry, words) for entry in cv.languages],
        "interests": [{"name": entry.text} for entry in cv.interests if entry.text],
        "references": [{"reference": entry.text} for entry in cv.references if entry.text],
        "wishes": filled(cv.wishes.to_document()),
    }
    meta = {"version": VERSION, "settings": cv.settings.to_document()}
    return {"$schema": SCHEMA, **filled(sections), "meta": meta}


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, which the format leaves out."""
    return {key: value for key, value in values.items() if value not in ("", [], {}, None, False)}


def _basics(cv: Cv, words: Wording) -> dict[str, Any]:
    basics = cv.basics
    return filled(
        {
            "name": basics.name,
            "label": basics.label or words.occupation(basics.occupation),
            "email": basics.email if "@" in basics.email else "",  # the schema refuses any other text
            "phone": basics.phone,
            "summary": basics.summary,
            "location": filled({"city": basics.town}),
            "occupation": basics.occupation,
        }
    )


def _work(place: int, entry: Work, words: Wording) -> dict[str, Any]:
    town_and_country = [each for each in (entry.town, words.country(entry.country)) if each]
    return filled(
        {
            "name": entry.employer,
            "position": entry.position or words.occupation(entry.occupation),
            "location": ", ".join(town_and_country),
            **_dates(entry),
            "summary": entry.text,
            "highlights": words.phrases(entry.phrases),
            "kind": entry.kind if entry.kind != "paid" else "",
            "occupation": entry.occupation,
            "town": entry.town,
            "country": entry.country,
            "place": place,
        }
    )


def _volunteer(place: int, entry: Work, words: Wording) -> dict[str, Any]:
    """Unpaid work, which the format keeps apart."""
    work = _work(place, entry, words)
    organization = {"organization": work.pop("name")} if "name" in work else {}
    return {**organization, **work}


def _education(entry: Education, words: Wording) -> dict[str, Any]:
    return filled(
        {
            "institution": entry.school,
            "area": entry.title,
            **_dates(entry),
            "summary": entry.text,
            "kind": entry.kind,
            "town": entry.town,
            "country": entry.country,
        }
    )


def _dates(entry: Work | Education) -> dict[str, Any]:
    end = PartialDate() if entry.current else entry.end
    return {"startDate": _date(entry.start), "endDate": _date(end), "current": entry.current}


def _date(date: PartialDate) -> str:
    """The format knows the years 1000 to 2999."""
    return str(date) if 1000 <= date.year < 3000 else ""


def _certificate(entry: Certificate) -> dict[str, Any]:
    return filled({"name": entry.name, "issuer": entry.issuer, "date": _date(entry.date)})


def _skill(entry: Skill, words: Wording) -> dict[str, Any]:
    return filled({"name": words.phrase(entry.phrase) or entry.text})


def _language(entry: SpokenLanguage, words: Wording) -> dict[str, Any]:
    name = words.language_name(entry.language) or entry.name
    return filled({"language": name, "fluency": words.phrase(f"levels.{entry.level}")})
