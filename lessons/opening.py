"""Opens a lesson for the learner whom the page's kernel belongs to."""

import base64
import importlib
import os
from collections.abc import Mapping

import ipywidgets as ipw

from grading.store import open_records
from widgets.language import REFERENCE

from .learner import Learner, MemoryRecords
from .lesson import read_lesson

SECRETS = ("ONWARD_LEARNER_KEY", "ONWARD_STORE")
"""Her key, and the address of the records, which may hold a database's password."""

_kept: dict[str, str] = {}


def keep(identity: Mapping[str, str]) -> None:
    """Take what the cohort service says of a kernel's learner, before her page's notebook runs.

    What must stay secret never enters the environment, which whatever is started from here inherits;
    the first lesson that opens takes it from here.
    """
    for name, value in identity.items():
        if name in SECRETS:
            _kept[name] = value
        else:
            os.environ[name] = value


def open_lesson(name: str) -> ipw.Widget:
    """The lesson's screen; the one call of its `page.ipynb`."""
    lesson, learner = read_lesson(name), this_learner()
    view = importlib.import_module(f"lessons.{lesson.name}.view")
    widget: ipw.Widget = view.build(lesson, lesson.text(learner.language), learner)
    return widget


def this_learner() -> Learner:
    """Whose kernel this is; her key is taken, once."""
    identity = {**os.environ, **_kept}
    _kept.clear()
    for name in SECRETS:
        os.environ.pop(name, None)
    return learner_of(identity)


def learner_of(identity: Mapping[str, str]) -> Learner:
    """Who a kernel is for, as the cohort service says; without a store, a visitor whose work is not kept."""
    code, url = identity.get("ONWARD_LEARNER", ""), identity.get("ONWARD_STORE", "")
    key = base64.b64decode(identity.get("ONWARD_LEARNER_KEY", ""))
    return Learner(
        code=code,
        language=identity.get("ONWARD_LANGUAGE", REFERENCE),
        records=open_records(url, code, key) if url else MemoryRecords(),
        country=identity.get("ONWARD_COUNTRY", ""),
        is_served=identity.get("ONWARD_ASSETS") == "1",
    )
