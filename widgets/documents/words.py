"""Words on their way into a document: cleaned, cut into runs of one direction, tagged with their language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from babel.core import get_global

from widgets.language.languages import locale_of

LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"
NEW_LINES = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile("[\t\xa0]")
INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
"""Marks that change direction or hide between letters; joiners stay, Persian and Bengali need them."""
REMOVED = {"Cc", "Cs"}
STARTS_WITH_NUMBER = re.compile(r"[\W_]*\d")
"""A number after Arabic letters would count as Arabic and change places with what follows."""
RIGHT_TO_LEFT = {"R", "AL", "AN"}

REGIONS = {"en": "GB", "ar": "SA"}
"""Other than CLDR's likely ones: English CVs go to employers in Europe, and Word's own Arabic is ar-SA."""
SCRIPT_LANGUAGES = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "SYRIAC": "syr",
    "THAANA": "dv",
    "NKO": "nqo",
    "ADLAM": "ff-Adlm",
}


@dataclass(frozen=True)
class Run:
    """A stretch of text with one direction and one language (a tag as Word writes it: `it-IT`)."""

    text: str
    language: str
    is_right_to_left: bool = False


def clean(text: str) -> str:
    """The text as Word can hold it: no control characters, lone surrogates, hidden marks or tabs."""
    text = SPACES.sub(" ", INVISIBLE.sub("", NEW_LINES.sub("\n", text)))
    return "".join(letter for letter in text if letter == "\n" or _is_allowed(letter)).strip()


def is_right_to_left(text: str, otherwise: bool = False) -> bool:
    """The direction of the first letter that has one (Unicode's rule P2)."""
    strong = (_direction(letter) for letter in text)
    return next((direction for direction in strong if direction is not None), otherwise)


def runs_of(text: str, language: str, document_language: str, within_right_to_left: bool) -> list[Run]:
    """A text in runs, as a paragraph of that direction shows it.

    `language` is the text's; words in another script than it can be written in get `document_language`.
    """
    pairs = zip(text, _directions(text, within_right_to_left), strict=True)
    pieces = [(rtl, "".join(letter for letter, _ in group)) for rtl, group in groupby(pairs, itemgetter(1))]
    return [Run(piece, _run_language(piece, rtl, language, document_language), rtl) for rtl, piece in pieces]


def isolate(runs: list[Run], within_right_to_left: bool) -> list[Run]:
    """The runs of one paragraph with direction marks where the other direction would tear them apart."""
    if len({run.is_right_to_left for run in runs} | {within_right_to_left}) == 1:
        return runs
    return [replace(run, text=_marked(run, within_right_to_left)) for run in runs]


def word_language(tag: str) -> str:
    """The tag with its region, as Word's proofing wants it: "it" → "it-IT"; the learner's region stays."""
    subtags = tag.split("-")
    if len(subtags) > 1 and len(subtags[-1]) == 2:
        return tag
    likely = get_global("likely_subtags").get(subtags[0], "")
    region = REGIONS.get(subtags[0]) or likely.split("_")[-1]
    return f"{subtags[0]}-{region}" if region else tag


def speaks_right_to_left(language: str) -> bool:
    return bool(locale_of(language).text_direction == "rtl")


def _is_allowed(letter: str) -> bool:
    """XML 1.0 holds no surrogates and no non-characters."""
    return unicodedata.category(letter) not in REMOVED and ord(letter) & 0xFFFE != 0xFFFE


def _direction(letter: str) -> bool | None:
    bidi = unicodedata.bidirectional(letter)
    return True if bidi in RIGHT_TO_LEFT else False if bidi == "L" else None


def _directions(text: str, within: bool) -> Iterator[bool]:
    """Each letter's direction; what has none follows its neighbours, or the paragraph where they differ."""
    strong = [_direction(letter) for letter in text]
    found = set(strong) - {None}
    base = bool(found.pop()) if len(found) == 1 else within
    after = [*_latest(strong[::-1], base)][::-1]
    for own, left, right in zip(strong, _latest(strong, base), after, strict=True):
        yield own if own is not None else left if left == right else base


def _latest(directions: list[bool | None], base: bool) -> Iterator[bool]:
    latest = base
    for direction in directions:
        latest = latest if direction is None else direction
        yield latest


def _marked(run: Run, within_right_to_left: bool) -> str:
    """The run's text as Word shows it, also where Unicode's rules alone would show it otherwise."""
    mark = RIGHT_MARK if run.is_right_to_left else LEFT_MARK
    if run.is_right_to_left == within_right_to_left:
        return mark + run.text if STARTS_WITH_NUMBER.match(run.text) else run.text
    first = "" if _direction(run.text[0]) == run.is_right_to_left else mark
    last = "" if _direction(run.text[-1]) == run.is_right_to_left else mark
    return f"{first}{run.text}{last}"


def _run_language(piece: str, is_rtl: bool, language: str, document_language: str) -> str:
    """The text's language where it can be written so, else one that can."""
    if speaks_right_to_left(language) == is_rtl:
        return word_language(language)
    return word_language(_language_of_script(piece) if is_rtl else document_language)


def _language_of_script(piece: str) -> str:
    names = (unicodedata.name(letter, "").split()[:1] for letter in piece if _direction(letter))
    return next((SCRIPT_LANGUAGES[script] for [script] in names if script in SCRIPT_LANGUAGES), "ar")
