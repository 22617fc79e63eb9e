"""How long a CV will be in Word, estimated from its outline; fitted to five CVs that LibreOffice laid out."""

from collections.abc import Iterable
from math import ceil

from .outline import Block

LETTERS_IN_A_LINE = 88
LINES_ON_A_PAGE = 57
SPACE = {"name": 1.5, "heading": 1.0, "entry": 0.4, "consent": 1.0, "photo": 5.0}
"""Lines that a block needs besides those of its text."""


def pages(blocks: Iterable[Block]) -> float:
    """The estimated number of pages; 2.0 is two full pages."""
    return sum(lines(block) for block in blocks) / LINES_ON_A_PAGE


def lines(block: Block) -> float:
    letters = len(block.text) + len(block.aside)
    return ceil(letters / LETTERS_IN_A_LINE) + SPACE.get(block.kind, 0.0)
