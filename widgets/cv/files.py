"""The CV as a file to take along, and one brought from elsewhere: Word, PDF, JSON Resume."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from widgets.documents import UnsafeDocument, find_office, to_pdf
from widgets.privacy.details import REFUSED

from .json_resume import import_json_resume, write_json_resume
from .model import Cv, Settings
from .privacy import TOO_LONG
from .word import write_docx
from .word_reading import ForeignDocument, read_docx

FILE_NAME = "CV"
"""The same for everyone: a file's name is seen by passers-by."""
ZIP = b"PK"
LEFT_OUT = REFUSED | {TOO_LONG}
RESUME = {"basics", "work", "education", "skills", "languages"}


@dataclass(frozen=True)
class File:
    """One format: the file's name, which is the same for everyone, its media type, how it is written."""

    name: str
    media_type: str
    write: Callable[[Cv], bytes]


def write_pdf(cv: Cv) -> bytes:
    return to_pdf(write_docx(cv))


FILES = {
    "docx": File(
        f"{FILE_NAME}.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        write_docx,
    ),
    "json": File(f"{FILE_NAME}.json", "application/json", write_json_resume),
    "pdf": File(f"{FILE_NAME}.pdf", "application/pdf", write_pdf),
}


def formats() -> list[str]:
    """The formats that can be made here, the most useful first; PDF needs LibreOffice."""
    return ["docx", *(["pdf"] if find_office() else []), "json"]


class UnknownFile(ValueError):  # noqa: N818 -- named as the field names it
    """A file that holds no CV that we can read."""


@dataclass(frozen=True)
class Brought:
    """A CV from a file; `is_whole` is false when something that must not be kept was left out."""

    cv: Cv
    is_whole: bool = True


def read_file(content: bytes, settings: Settings) -> Brought:
    """The CV in a Word file of ours or a JSON Resume; what the file does not say stays as in `settings`."""
    brought = read_word(content) if content.startswith(ZIP) else read_json(content, settings)
    brought.cv.settings.country = brought.cv.settings.country or settings.country
    return brought


def read_word(content: bytes) -> Brought:
    try:
        return Brought(read_docx(content))
    except (UnsafeDocument, ForeignDocument) as error:
        raise UnknownFile from error


def read_json(content: bytes, settings: Settings) -> Brought:
    try:
        document = json.loads(content)
    except ValueError as error:
        raise UnknownFile from error
    if not isinstance(document, dict) or not document.keys() & RESUME:
        raise UnknownFile
    imported = import_json_resume(document)
    meta = document.get("meta")
    if not isinstance(meta, dict) or "settings" not in meta:
        imported.cv.settings = settings
    return Brought(imported.cv, not any(each.kind in LEFT_OUT for each in imported.dropped))
