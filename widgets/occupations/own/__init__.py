"""The entry-level occupations that we describe ourselves, and search in them as she types."""

from .occupations import Occupation, OccupationText, find_own, occupation_text, occupations

__all__ = ["Occupation", "OccupationText", "find_own", "occupation_text", "occupations"]
