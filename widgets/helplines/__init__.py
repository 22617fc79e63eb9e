"""Numbers of people who help, each with the day on which somebody checked it."""

from .helplines import Helpline, helplines

__all__ = ["Helpline", "helplines"]
