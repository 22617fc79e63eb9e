"""Her home page, "My path": what is next, what is done, what her trainer wrote."""

from .page import render

__all__ = ["render"]
