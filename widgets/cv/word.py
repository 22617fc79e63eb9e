"""The CV as a Word document: the outline's blocks in the template's styles."""

from collections.abc import Iterator, Sequence

from widgets.documents import WordDocument, Words

from .model import Cv
from .outline import Block, outline
from .word_reading import ForeignDocument, read_docx
from .word_styles import SEPARATOR, STYLES

__all__ = ["ForeignDocument", "read_docx", "write_blocks", "write_docx"]

FLOWING = {"item", "text", "consent"}
"""These run in their own direction; names, jobs and dates keep the lines of the document."""
BELONGING = {
    "heading": {"entry", "detail", "item", "text"},
    "entry": {"detail", "item", "text"},
    "detail": {"item", "text"},
}
"""What follows a block of this kind stays on its page."""

PHOTO_HEIGHT = 120.0
HEIGHTS = {"name": 32.0, "label": 20.0, "contact": 13.5}
"""In points, as the template sets them: beside a photo, the first heading starts below it."""


def write_docx(cv: Cv) -> bytes:
    """The CV in its language and design; the same CV gives the same bytes."""
    return write_blocks(outline(cv), cv.settings.language)


def write_blocks(blocks: Sequence[Block], language: str) -> bytes:
    document = WordDocument(language)
    top = [block for block in blocks if block.kind in HEIGHTS or block.kind == "photo"]
    body = [block for block in blocks if block not in top]
    _add_top(document, top)
    for number, block in enumerate(body):
        document.add(
            STYLES[block.kind],
            [Words(block.text, block.language)],
            aside=block.aside,
            has_own_direction=block.kind in FLOWING,
            keeps_with_next=_kind(body, number + 1) in BELONGING.get(block.kind, ()),
            space_before=_space_below(top) if number == 0 else None,
        )
    return document.to_bytes()


def _add_top(document: WordDocument, top: Sequence[Block]) -> None:
    """Name, wanted job and contacts; contacts share a line, unless a photo leaves room for one each."""
    has_photo = any(block.kind == "photo" for block in top)
    for kind, blocks in _lines(top, has_photo):
        if kind == "photo":
            document.add_photo_place(Words(blocks[0].text, blocks[0].language))
        else:
            words = [Words(block.text, block.language) for block in blocks]
            document.add(STYLES[kind], words, separator=SEPARATOR)


def _lines(top: Sequence[Block], has_photo: bool) -> Iterator[tuple[str, list[Block]]]:
    """The name first, whatever a program reads; the photo is anchored at the page, not at its place."""
    contacts = [block for block in top if block.kind == "contact"]
    for kind in ("name", "photo", "label"):
        yield from ((kind, [block]) for block in top if block.kind == kind)
    if has_photo:
        yield from (("contact", [block]) for block in contacts)
    elif contacts:
        yield "contact", contacts


def _space_below(top: Sequence[Block]) -> float | None:
    if all(block.kind != "photo" for block in top):
        return None
    return max(13.0, PHOTO_HEIGHT - sum(HEIGHTS.get(block.kind, 0.0) for block in top))


def _kind(blocks: Sequence[Block], number: int) -> str:
    return blocks[number].kind if number < len(blocks) else ""
