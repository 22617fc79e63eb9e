"""The text of a file, whatever program wrote it: UTF-8, UTF-16, or one of the older Windows encodings."""

import codecs
import re

from .model import BrokenFile

MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
OTHER_FILES = {
    b"PK\x03\x04": "spreadsheet",
    b"\xd0\xcf\x11\xe0": "spreadsheet",
    b"%PDF": "pdf",
    b"\x1f\x8b": "packed",
    b"SQLite format 3\0": "unknown",
}
BY_LANGUAGE = {"ro": "cp1250", "bg": "cp1251", "el": "cp1253"}
WESTERN = "cp1252"
FREQUENT = {
    "cp1251": frozenset("оаиетнрсвлкдпмяъщжчш"),
    "cp1253": frozenset("αοιετσνηυρςπκμλάέίόήώ"),
    "cp1250": frozenset("ăâîşţĂÂÎŞŢ"),
    WESTERN: frozenset("àèéìòùáíóúñçäöüßêôâîûëïœ€’«»ÀÈÉÁÍÓÚÑÄÖÜ–"),
}
"""Letters beyond ASCII that are frequent in languages written so."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
BEYOND = re.compile(rb"[\x80-\xff]+")
SAMPLE = 100_000


def decoded(content: bytes, language: str = "") -> tuple[str, str]:
    """The text and the name of its encoding. Raises BrokenFile."""
    for start, kind in OTHER_FILES.items():
        if content.startswith(start):
            raise BrokenFile(kind)
    encoding = encoding_of(content, language)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BrokenFile("encoding", row=content[: error.start].count(b"\n") + 1) from None
    if found := CONTROL.search(text):
        raise BrokenFile("encoding", row=text.count("\n", 0, found.start()) + 1)
    return text, encoding.removesuffix("-sig")


def encoding_of(content: bytes, language: str) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return encoding
    if b"\0" in content[:SAMPLE]:
        even, odd = content[:SAMPLE:2].count(0), content[1:SAMPLE:2].count(0)
        return "utf-16-be" if even > odd else "utf-16-le"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if not is_mostly_utf_8(content):
            return BY_LANGUAGE.get(language, WESTERN) if language else likeliest(content)
    return "utf-8"


def is_mostly_utf_8(content: bytes) -> bool:
    """More letters beyond ASCII are UTF-8 than not: a few bytes came from elsewhere, or were lost."""
    text = content.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond > 2 * text.count("\ufffd")


def likeliest(content: bytes) -> str:
    """Of the Windows encodings the one in which most letters beyond ASCII are frequent ones.

    In Greek and Cyrillic these letters stand together, in Latin between others.
    """
    runs = BEYOND.findall(content[: 10 * SAMPLE])
    letters = b"".join(runs)
    possible = ("cp1251", "cp1253") if len(letters) > 2 * len(runs) else (WESTERN, "cp1250")
    shares = {
        each: sum(letter in FREQUENT[each] for letter in letters.decode(each, "replace")) for each in possible
    }
    return max(possible, key=lambda each: shares[each])
