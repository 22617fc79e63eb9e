"""What a process does before it forks many others, so that they share its memory."""

import gc

from . import holes, immortal


def share_memory() -> None:
    """Once everything is loaded; the process has one thread, and collects no garbage from here on."""
    gc.collect()
    gc.disable()
    if immortal.is_possible():
        immortal.immortalise()
    holes.fill()
    gc.freeze()


__all__ = ["share_memory"]
