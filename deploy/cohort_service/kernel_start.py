"""Runs inside a page's kernel: import all that a page needs, then become one learner's."""

import contextlib
import importlib
import os
import pkgutil
from collections.abc import Mapping


def warm_up() -> None:
    """Import what the lessons import, before anybody waits for it."""
    import lessons  # noqa: PLC0415 -- only in a kernel

    importlib.import_module("ipywidgets")
    for module in pkgutil.iter_modules(lessons.__path__):
        # A lesson that can't be imported fails when it is opened, and no other with it.
        with contextlib.suppress(ImportError):
            importlib.import_module(f"lessons.{module.name}" + (".view" if module.ispkg else ""))


def become(identity: Mapping[str, str]) -> None:
    """Take the identity that the service gives; `lessons.opening` reads it and removes the key."""
    os.environ.update(identity)
