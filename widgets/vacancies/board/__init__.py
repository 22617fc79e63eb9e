"""The board: postings, searched by words, place and what matters to her; it holds the practice postings always."""

from .practice import practice_index, practice_postings, practice_signs
from .query import Query, Results
from .search import Board

__all__ = ["Board", "Query", "Results", "open_board", "practice_postings", "practice_signs"]


def open_board() -> Board:
    return Board([practice_index()])
