"""Occupations of ESCO: import of their labels, and search in them by what people call their work."""

from .model import BrokenLabels, Match, MissingIndex, Occupation, UnknownLanguage
from .reading import read_occupations

__all__ = ["BrokenLabels", "Match", "MissingIndex", "Occupation", "UnknownLanguage", "read_occupations"]
