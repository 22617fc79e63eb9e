"""What a cohort's trainers wrote themselves, kept in one file of the cohort for each kind."""

from .shelf import Shelf, TooMany, named_in, new_id

__all__ = ["Shelf", "TooMany", "named_in", "new_id"]
