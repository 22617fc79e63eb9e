"""Opens a lesson for the learner whom the page's kernel belongs to."""

import base64
import importlib
import os
from collections.abc import MutableMapping

import ipywidgets as ipw

from grading.store import open_records
from widgets.language import REFERENCE

from .learner import Learner, MemoryRecords
from .lesson import read_lesson


def open_lesson(name: str) -> ipw.Widget:
    """The lesson's screen; the one call of its `page.ipynb`."""
    lesson, learner = read_lesson(name), learner_of(os.environ)
    view = importlib.import_module(f"lessons.{lesson.name}.view")
    widget: ipw.Widget = view.build(lesson, lesson.text(learner.language), learner)
    return widget


def learner_of(environment: MutableMapping[str, str]) -> Learner:
    """Who this kernel is for, as the cohort service says; without a store, a visitor whose work is not kept.

    Her key leaves the environment, so that nothing started from here inherits it.
    """
    key = environment.pop("ONWARD_LEARNER_KEY", "")
    code = environment.get("ONWARD_LEARNER", "")
    url = environment.get("ONWARD_STORE", "")
    return Learner(
        code=code,
        language=environment.get("ONWARD_LANGUAGE", REFERENCE),
        records=open_records(url, code, base64.b64decode(key)) if url else MemoryRecords(),
        country=environment.get("ONWARD_COUNTRY", ""),
        is_served=environment.get("ONWARD_ASSETS") == "1",
    )
