"""An application in the employer's language: a message to copy, a letter as a Word file."""

from collections.abc import Mapping
from typing import Any

from widgets.documents import WordDocument, Words

from .wording import table

PARTS = ("start", "me", "time", "ask", "end")
LINE_OF_ITS_OWN = {"hello", "dear", "regards", "name"}
FILE_NAME = "Application.docx"
"""The same for everyone: a file's name is seen by passers-by."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paragraphs(letter: Mapping[str, Any], job: str, name: str, language: str) -> list[str]:
    """The chosen sentences in the order of a letter; her own words stand before the end."""
    lines: list[str] = []
    for part in PARTS:
        sentences = table(language, part)
        if part == "end" and str(letter.get("text", "")).strip():
            lines.extend(each.strip() for each in str(letter["text"]).splitlines() if each.strip())
        flowing: list[str] = []
        for key, sentence in sentences.items():
            if key not in chosen(letter, part):
                continue
            filled = fill(sentence, job, name)
            if key in LINE_OF_ITS_OWN:
                lines.extend([" ".join(flowing)] if flowing else [])
                flowing = []
                lines.extend([filled] if filled else [])
            else:
                flowing.append(filled)
        lines.extend([" ".join(flowing)] if flowing else [])
    return lines


def fill(sentence: str, job: str, name: str) -> str:
    return sentence.replace("{job}", job).replace("{name}", name).strip()


def chosen(letter: Mapping[str, Any], part: str) -> set[str]:
    found = letter.get(part)
    return {each for each in found if isinstance(each, str)} if isinstance(found, list) else set()


def write_letter(lines: list[str], contact: list[str], language: str) -> bytes:
    """As Word: her name and contacts, then the paragraphs; the same words give the same bytes."""
    document = WordDocument(language)
    if contact:
        name, *ways = contact
        document.add("Title", [Words(name, language)])
        if ways:
            document.add("CV Contact", [Words(way, language) for way in ways], separator=" | ")
    for number, line in enumerate(lines):
        document.add(
            "Body Text",
            [Words(line, language)],
            has_own_direction=True,
            space_before=24.0 if number == 0 else 8.0,
        )
    return document.to_bytes()
