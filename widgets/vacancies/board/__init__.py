"""The board: the practice set, and what the NGO imported, searched together."""

from .board import Board, open_board
from .practice_set import bank_postings, practice_postings, practice_signs
from .query import Query, Results

__all__ = [
    "Board",
    "Query",
    "Results",
    "bank_postings",
    "open_board",
    "practice_postings",
    "practice_signs",
]
