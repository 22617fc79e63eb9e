"""The board: the practice set, and what the NGO imported, searched together."""

from .board import Board, Query, Results, open_board
from .practice_set import practice_postings, practice_signs

__all__ = ["Board", "Query", "Results", "open_board", "practice_postings", "practice_signs"]
