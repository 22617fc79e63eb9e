"""Vacancies that the NGO brings: read from a file, all or nothing, into the board's own file."""

from .board_file import UnreadableBoard, add_source, remove_source, sources
from .model import BrokenFile, Problem, Reading
from .reading import read_vacancies

__all__ = [
    "BrokenFile",
    "Problem",
    "Reading",
    "UnreadableBoard",
    "add_source",
    "read_vacancies",
    "remove_source",
    "sources",
]
