"""Word and PDF documents: the only door to python-docx and to LibreOffice."""

from .document import WordDocument, Words
from .package import UnsafeDocument
from .pdf import PdfFailed, PdfUnavailable, count_pages, find_office, to_pdf
from .reading import Paragraph, WordText, read_document
from .structure import Structure, inspect_document
from .words import clean

__all__ = [
    "Paragraph",
    "PdfFailed",
    "PdfUnavailable",
    "Structure",
    "UnsafeDocument",
    "WordDocument",
    "WordText",
    "Words",
    "clean",
    "count_pages",
    "find_office",
    "inspect_document",
    "read_document",
    "to_pdf",
]
