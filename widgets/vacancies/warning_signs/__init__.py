"""Finds signs of exploitation and deception in a posting or a message; never says that one is safe."""

from typing import TYPE_CHECKING

from .model import Finding, Sign, UnknownLanguage, known_languages, signs

if TYPE_CHECKING:
    from .finding import find_signs

__all__ = ["Finding", "Sign", "UnknownLanguage", "find_signs", "known_languages", "signs"]


def __getattr__(name: str) -> object:
    """`find_signs` brings NumPy, and comes when it is asked for."""
    if name != "find_signs":
        raise AttributeError(name)
    from .finding import find_signs  # noqa: PLC0415

    return find_signs
