"""A text in pieces that say one thing each: sentences, lines, points of a list."""

import re
from collections.abc import Iterator

BREAK = re.compile(
    r"(?<=[!?…؟;؛·])\s+|(?<=\.)(?<!\b\w\.)\s+(?![\s\d])|(?<!\s)(?:\s*\n\s*|\s+[•*✅✔👉➡▪●]\s*)"
)
"""A point ends no sentence after a single letter ("z. B.", "S.r.l. ...") or before a number ("tel. 06").

Blanks are tried from their first one only: from each of them a long run would take minutes.
"""
LETTER = re.compile(r"\w")
LONGEST = 400
"""Characters of one piece; past that it is cut at a word's end."""


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Each piece and where it starts."""
    start = 0
    for found in [*BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        yield from cut(text, start, end)
        start = found.end() if found else end


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    while start < end:
        stop = (
            end
            if end - start <= LONGEST
            else max(text.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
        )
        piece = text[start:stop]
        if LETTER.search(piece):
            yield start + len(piece) - len(piece.lstrip()), piece.strip()
        start = stop
