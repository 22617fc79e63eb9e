"""A lesson that is a small form: its questions stand in `lesson.toml`, its words in the lesson's texts."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from widgets.language import Text
from widgets.page.editing import Change, Refusal
from widgets.page.walk import Visit, Walk
from widgets.privacy.details import REFUSED, details, without

MAX_LENGTH = {"text": 120, "email": 120, "area": 2000, "choice": 40}
"""Each kind of question, and how many characters an answer may have."""


class FormScreen(Walk):
    """One question a screen, then handing in.

    A question is `{"step", "name", "kind"}`, of kind "text", "email", "area" or "choice" (with `options`).
    Its words are `<step>.<name>.label`, `.example`, `.why`, `.options.<option>`.
    """

    module = "onward/form/form"

    fields = t.List(t.Dict()).tag(sync=True)  # the questions in order

    def __init__(self, visit: Visit, text: Text, fields: Sequence[Mapping[str, Any]], **more: Any) -> None:
        self._kinds = {field["name"]: field["kind"] for field in fields}
        super().__init__(visit, text, fields=[dict(field) for field in fields], rule=self._refusal, **more)

    def _refusal(self, change: Change) -> Refusal | None:
        """Only answers to the form's own questions are kept, and nothing in them that is too private."""
        name, value = "/".join(change.path), change.value
        if name not in self._kinds or not (value is None or isinstance(value, str)):
            return Refusal(change.path, "other")
        if len(value or "") > MAX_LENGTH[self._kinds[name]]:
            return Refusal(change.path, "too_long")
        found = [detail for detail in details(value or "") if detail.kind in REFUSED]
        return Refusal(change.path, found[0].kind, without(value or "", found)) if found else None


def empty_form(fields: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The record that she begins with: no answers."""
    return {field["name"]: "" for field in fields}
