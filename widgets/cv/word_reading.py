"""A Word CV of ours read back into a CV.

From what a person sees, not from a hidden copy in the file: a copy would still hold what she deleted in Word,
and send it to every employer. What the page does not show can't come back: a job's number in a list, a kind.
"""

import re
import secrets
from collections.abc import Iterable, Iterator

from widgets.documents import Paragraph, read_document
from widgets.language import choose_language, cv_languages

from .model import Certificate, Cv, Education, Interest, PartialDate, Reference, Skill, SpokenLanguage, Work
from .privacy import strip_forbidden
from .word_styles import KINDS
from .wording import wording
from .wording_reading import HOLE, Understanding

OUR_STYLES = {"CV Contact", "CV Detail", "CV Dates"}
BESIDE = re.compile(r"\s*\|\s*")
PHONE = re.compile(r"\+?[\d\s()/.-]{5,}")
DIGITS = 6
"""With so many a contact is a telephone, whatever is written beside them."""
TOP = {"name", "label", "contact", "photo", "consent"}

Row = tuple[str, Paragraph]
"""A paragraph and the kind of block that its style says."""


class ForeignDocument(ValueError):  # noqa: N818 -- named as the field names it
    """A Word file that was not made here; `code` names it for the texts."""

    code = "not_ours"


def read_docx(data: bytes) -> Cv:
    """The CV in a Word file; raises `UnsafeDocument` or `ForeignDocument`."""
    document = read_document(data)
    if not document.styles >= OUR_STYLES:
        raise ForeignDocument
    language = choose_language([document.language], [each.tag for each in cv_languages()])
    rows = [(KINDS.get(paragraph.style, "text"), paragraph) for paragraph in document.paragraphs]
    cv = Reader(language).read(rows)
    return Cv.from_document(strip_forbidden((), cv.to_document()))


class Reader:
    """Puts each part of the document where the CV keeps it."""

    def __init__(self, language: str) -> None:
        self.known = Understanding(wording(language))
        self.cv = Cv()
        self.cv.settings.language = language

    def read(self, rows: list[Row]) -> Cv:
        self._read_top([row for row in rows if row[0] in TOP])
        for heading, body in _sections([row for row in rows if row[0] not in TOP]):
            self._read_section(heading, body)
        return self.cv

    def _read_top(self, rows: list[Row]) -> None:
        for kind, paragraph in rows:
            if kind == "photo":
                self.cv.settings.design = "photo"
            elif kind == "consent":
                self.cv.settings.country = self.known.consent(paragraph.text)
                self.cv.settings.consent = bool(self.cv.settings.country)
            else:
                self._read_basics(kind, paragraph.text)

    def _read_basics(self, kind: str, text: str) -> None:
        basics = self.cv.basics
        if kind == "name":
            basics.name = "" if text == self.known.words.text("title") else text
        elif kind == "label":
            basics.occupation = self.known.occupations.get(text, "")
            basics.label = "" if basics.occupation else text
        else:
            for contact in BESIDE.split(text):
                self._read_contact(contact)

    def _read_contact(self, text: str) -> None:
        basics = self.cv.basics
        if "@" in text:
            basics.email = text
        elif PHONE.fullmatch(text) or sum(map(str.isdigit, text)) >= DIGITS:
            basics.phone = text
        else:
            basics.town = ", ".join(filter(None, (basics.town, text)))

    def _read_section(self, heading: str, body: list[Row]) -> None:
        names = (
            "wishes",
            "work",
            "education",
            "certificates",
            "skills",
            "languages",
            "interests",
            "references",
        )
        for name in names:
            if heading == self.known.words.text(f"heading.{name}"):
                getattr(self, f"_read_{name}")(body)
                return
        is_profile = heading in ("", self.known.words.text("heading.profile"))
        self._add_to_summary([] if is_profile else [heading], body)

    def _add_to_summary(self, headings: list[str], body: list[Row]) -> None:
        """The profile, and what stands under headings that we don't know: nothing is lost."""
        texts = [self.cv.basics.summary, *headings, *_all_texts(body)]
        self.cv.basics.summary = "\n".join(filter(None, texts))

    def _read_wishes(self, body: list[Row]) -> None:
        wishes, texts = self.cv.wishes, list[str]()
        for text in _all_texts(body):
            hours = self.known.hours(self.known.between("hours", text, hours=HOLE))
            start = self.known.start(self.known.between("available", text, date=HOLE))
            if hours and texts and not wishes.start:
                wishes.start, texts = "\n".join(texts), []
            wishes.hours, wishes.start = wishes.hours or hours, wishes.start or start
            texts += [] if hours or start else [text]
        wishes.text = "\n".join(texts)

    def _read_work(self, body: list[Row]) -> None:
        for head, rest in _entries(body):
            work = Work(id=new_id(), position=head.text)
            work.start, work.end, work.current = self.known.period(head.aside)
            self._name_work(work, _details(rest))
            for kind, paragraph in rest:
                task = self.known.task(paragraph.text, work.occupation) if kind == "item" else ""
                work.phrases += [task] if task else []
                work.text = "\n".join(filter(None, (work.text, _own(kind, task, paragraph))))
            self.cv.work.append(work)

    def _name_work(self, work: Work, details: list[str]) -> None:
        """A position in her words, or the names that we gave to an occupation, a kind of work, a date."""
        kinds = {self.known.words.text(f"work_{kind}"): kind for kind in ("unpaid", "home")}
        given = {name for name in details[:1] if name in kinds}
        if work.position in self.known.occupations and work.position not in details:
            work.occupation, work.position = self.known.occupations[work.position], ""
        if work.position in kinds:
            work.kind, work.position = kinds[work.position], ""
        elif given:
            work.kind, details = kinds[details[0]], details[1:]
        work.start, work.end, work.current, work.position = self._date_as_title(work)
        work.employer, work.town, work.country = self._place(details)

    def _date_as_title(self, entry: Work) -> tuple[PartialDate, PartialDate, bool, str]:
        """An entry without any name has its dates for a title."""
        if entry.start or entry.end or entry.current:
            return entry.start, entry.end, entry.current, entry.position
        period = self.known.period(entry.position)
        return (*period, "" if any(period) else entry.position)

    def _read_education(self, body: list[Row]) -> None:
        kinds = {self.known.words.text(f"education.{kind}"): kind for kind in ("school", "course", "other")}
        for head, rest in _entries(body):
            entry = Education(id=new_id(), kind=kinds.get(head.text, "school"))
            entry.title = "" if head.text in kinds else head.text
            entry.start, entry.end, entry.current = self.known.period(head.aside)
            entry.school, entry.town, entry.country = self._place(_details(rest))
            entry.text = "\n".join(paragraph.text for kind, paragraph in rest if kind != "detail")
            self.cv.education.append(entry)

    def _place(self, details: list[str]) -> tuple[str, str, str]:
        """Employer or school, town, country's code; what is in doubt is the employer."""
        *names, last = details or [""]
        country = self.known.countries.get(last, "")
        names = names if country else [*names, last]
        *employer, town = names if len(names) > 1 else [*names, ""]
        return ", ".join(employer), town, country

    def _read_certificates(self, body: list[Row]) -> None:
        for _, paragraph in body:
            name, _, issuer = paragraph.text.rpartition(", ")
            certificate = Certificate(id=new_id(), name=name or issuer, issuer=issuer if name else "")
            certificate.date = self.known.month(paragraph.aside)
            self.cv.certificates.append(certificate)

    def _read_skills(self, body: list[Row]) -> None:
        for text in _all_texts(body):
            phrase = self.known.skill(text)
            self.cv.skills.append(Skill(id=new_id(), phrase=phrase, text="" if phrase else text))

    def _read_languages(self, body: list[Row]) -> None:
        for text in _all_texts(body):
            name, level = self.known.spoken(text)
            tag = self.known.languages.get(name, "")
            language = SpokenLanguage(id=new_id(), language=tag, name="" if tag else name, level=level)
            self.cv.languages.append(language)

    def _read_interests(self, body: list[Row]) -> None:
        self.cv.interests += [Interest(id=new_id(), text=text) for text in _all_texts(body)]

    def _read_references(self, body: list[Row]) -> None:
        self.cv.references += [Reference(id=new_id(), text=text) for text in _all_texts(body)]


def new_id() -> str:
    return secrets.token_hex(4)


def _sections(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Each heading with what follows it; what stands before the first has an empty one."""
    heading, body = "", list[Row]()
    for kind, paragraph in rows:
        if kind == "heading":
            yield heading, body
            heading, body = paragraph.text, []
        else:
            body.append((kind, paragraph))
    yield heading, body


def _entries(body: Iterable[Row]) -> list[tuple[Paragraph, list[Row]]]:
    """Each entry with its lines; lines before the first entry make one without a name."""
    entries: list[tuple[Paragraph, list[Row]]] = []
    for kind, paragraph in body:
        if kind == "entry" or not entries:
            head = paragraph if kind == "entry" else Paragraph("", "", "", "")
            entries.append((head, []))
        if kind != "entry":
            entries[-1][1].append((kind, paragraph))
    return entries


def _details(rows: Iterable[Row]) -> list[str]:
    return [part for kind, paragraph in rows if kind == "detail" for part in paragraph.text.split(", ")]


def _own(kind: str, task: str, paragraph: Paragraph) -> str:
    return "" if task or kind == "detail" else paragraph.text


def _all_texts(rows: Iterable[Row]) -> list[str]:
    return [" ".join(filter(None, (paragraph.text, paragraph.aside))) for _, paragraph in rows]
