"""Languages, texts, direction, dates and plurals; a new language needs no Python."""

from .languages import (
    REFERENCE,
    Language,
    choose_language,
    cv_languages,
    languages,
    locale_of,
    page_languages,
)
from .names import by_name
from .tables import sentences_beside, table_of
from .text import Text, load_text

__all__ = [
    "REFERENCE",
    "Language",
    "Text",
    "by_name",
    "choose_language",
    "cv_languages",
    "languages",
    "load_text",
    "locale_of",
    "page_languages",
    "sentences_beside",
    "table_of",
]
