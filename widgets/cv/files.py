"""The CV as a file to take along: Word, PDF where LibreOffice is there, JSON Resume."""

from collections.abc import Callable
from dataclasses import dataclass

from widgets.documents import find_office, to_pdf

from .model import Cv
from .word import write_docx

FILE_NAME = "CV"
"""The same for everyone: a file's name is seen by passers-by."""


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
    "pdf": File(f"{FILE_NAME}.pdf", "application/pdf", write_pdf),
}


def formats() -> list[str]:
    """The formats that can be made here."""
    return [name for name in FILES if name != "pdf" or find_office()]
