"""A CV as a list of blocks: the one source for its preview on the page and for Word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from widgets.language.detect import is_readable, language_or, script_of

from .model import Certificate, Cv, Education, PartialDate, Skill, SpokenLanguage, Work
from .wording import Wording, wording

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that neither XML nor a page can hold."""


@dataclass(frozen=True)
class Block:
    """One line or paragraph of the CV.

    `kind` is "name", "label", "contact", "photo", "heading", "entry", "detail", "item", "text" or "consent";
    `language` the BCP 47 tag of the text, `aside` the dates beside it, `is_foreign` true where the text
    stands in another language than the CV's.
    """

    kind: str
    text: str
    language: str
    aside: str = ""
    is_foreign: bool = False

    def for_browser(self) -> dict[str, Any]:
        return asdict(self)


def outline(cv: Cv) -> list[Block]:
    """The blocks of the CV from top to bottom; a section without content has no heading."""
    words = wording(cv.settings.language)
    sections = {
        "profile": lines("text", cv.basics.summary, words),
        "wishes": _wishes(cv, words),
        "work": _flat(_work(entry, words) for entry in cv.work),
        "education": _flat(_education(entry, words) for entry in cv.education),
        "certificates": _flat(_certificate(entry, words) for entry in cv.certificates),
        "skills": _flat(_skill(entry, words) for entry in cv.skills),
        "languages": _flat(_language(entry, words) for entry in cv.languages),
        "interests": _flat(lines("item", entry.text, words) for entry in cv.interests),
        "references": _flat(lines("text", entry.text, words) for entry in cv.references),
    }
    bodies = [
        [given("heading", words.text(f"heading.{name}"), words), *body]
        for name, body in sections.items()
        if body
    ]
    return [*_top(cv, words), *_flat(bodies), *_consent(cv, words)]


def given(kind: str, text: str, words: Wording, aside: str = "") -> Block:
    """A text of ours, in the CV's language already."""
    return Block(kind, text, words.tag, aside)


def named(kind: str, text: str, words: Wording, aside: str = "") -> Block:
    """Names of people and places: in no language, but foreign where an employer can't read the script."""
    if is_readable(script_of(text), words.tag):
        return Block(kind, text, words.tag, aside)
    return Block(kind, text, language_or(text, words.tag), aside, is_foreign=True)


def own(kind: str, text: str, words: Wording, aside: str = "") -> Block:
    """Her own words as typed, with the language that they seem to be in."""
    language = language_or(text, words.tag)
    return Block(kind, text, language, aside, is_foreign=language != words.tag)


def lines(kind: str, text: str, words: Wording) -> list[Block]:
    """Her own words, a block for each line that she wrote."""
    return [own(kind, line, words) for line in clean(text).splitlines() if line.strip()]


def clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n")).strip()


def _flat(parts: Iterable[list[Block]]) -> list[Block]:
    return [block for part in parts for block in part]


def _top(cv: Cv, words: Wording) -> Iterator[Block]:
    basics = cv.basics
    if cv.settings.design == "photo":
        yield given("photo", words.text("photo"), words)
    yield named("name", clean(basics.name) or words.text("title"), words)
    if clean(basics.label):
        yield own("label", clean(basics.label), words)
    elif occupation := words.occupation(basics.occupation):
        yield given("label", occupation, words)
    for contact in (basics.phone, basics.email, basics.town):
        if clean(contact):
            yield named("contact", clean(contact), words)


def _wishes(cv: Cv, words: Wording) -> list[Block]:
    hours = ", ".join(words.phrases([f"hours.{each}" for each in cv.wishes.hours]))
    offered = [given("text", words.text("hours", hours=hours), words)] if hours else []
    return [*_available(clean(cv.wishes.start), words), *offered, *lines("text", cv.wishes.text, words)]


def _available(start: str, words: Wording) -> list[Block]:
    when = words.phrase(f"start.{start}") or words.month(PartialDate.parse(start))
    return [given("text", words.text("available", date=when), words)] if when else lines("text", start, words)


def _work(entry: Work, words: Wording) -> list[Block]:
    kind = words.text(f"work_{entry.kind}") if entry.kind in {"unpaid", "home"} else ""
    occupation = words.occupation(entry.occupation)
    title, place = clean(entry.position), _place(entry.employer, entry, words)
    items = [given("item", phrase, words) for phrase in words.phrases(entry.phrases)]
    body = [*items, *lines("text", entry.text, words)]
    period = words.period(entry.start, entry.end, entry.current)
    if not any([title, occupation, *place, *body, kind and period]):
        return []
    return [*_entry(title, occupation or kind, [kind, *place], period, words), *body]


def _education(entry: Education, words: Wording) -> list[Block]:
    kind = words.text(f"education.{entry.kind if entry.kind in {'school', 'course'} else 'other'}")
    title, place = clean(entry.title), _place(entry.school, entry, words)
    body = lines("text", entry.text, words)
    period = words.period(entry.start, entry.end, entry.current)
    if not any([title, *place, *body, period]):
        return []
    return [*_entry(title, kind, place, period, words), *body]


def _place(name: str, entry: Work | Education, words: Wording) -> list[str]:
    return [clean(name), clean(entry.town), words.country(clean(entry.country))]


def _entry(title: str, ours: str, details: list[str], period: str, words: Wording) -> list[Block]:
    """The title line and the line below it; without her title ours, without ours the first detail."""
    details = [each for each in details if each]
    if title:
        head = own("entry", title, words, period)
    elif ours:
        head, details = given("entry", ours, words, period), [each for each in details if each != ours]
    elif details:
        head, details = named("entry", details[0], words, period), details[1:]
    else:
        return [given("entry", period, words)] if period else []
    return [head, *([named("detail", ", ".join(details), words)] if details else [])]


def _certificate(entry: Certificate, words: Wording) -> list[Block]:
    text = ", ".join(each for each in (clean(entry.name), clean(entry.issuer)) if each)
    return [own("item", text, words, words.month(entry.date))] if text else []


def _skill(entry: Skill, words: Wording) -> list[Block]:
    phrase = words.phrase(entry.phrase)
    return [given("item", phrase, words)] if phrase else lines("item", entry.text, words)


def _language(entry: SpokenLanguage, words: Wording) -> list[Block]:
    text = clean(words.spoken(entry))
    return [named("item", text, words)] if text else []


def _consent(cv: Cv, words: Wording) -> list[Block]:
    line = words.consent(cv.settings.country) if cv.settings.consent else ""
    return [given("consent", line, words)] if line else []
