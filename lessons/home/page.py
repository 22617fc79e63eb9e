"""Writes "My path" as HTML; the service puts it into the frame."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from babel.dates import format_date
from babel.numbers import format_decimal

from lessons.learner import Learner
from widgets.language import Text, load_text, locale_of

from .path import next_of, path_of

HERE = Path(__file__).parent
STYLE = "onward/home/home.css"

ExerciseText = Callable[[str], Text]
"""An assignment's texts in her language: `criteria.<name>.name` and `.improve`."""


def render(learner: Learner, exercise_text: ExerciseText, urls: Mapping[str, str]) -> str:
    """Her path in her language. `urls` are the static files' by their names."""
    path = path_of(learner.records)
    locale = locale_of(learner.language)

    def date(moment: datetime) -> str:
        return format_date(moment, "long", locale=locale)

    def number(value: float) -> str:
        return format_decimal(round(value, 1), locale=locale)

    return template().render(
        t=load_text(HERE / "text", learner.language),
        path=path,
        next=next_of(path),
        text_of=lambda lesson: lesson.text(learner.language),
        criterion_text=lambda stage, name, key: words(exercise_text(stage.lesson.assignment), name, key),
        date=date,
        number=number,
        style=urls.get(STYLE, ""),
    )


def words(text: Text, name: str, key: str) -> str:
    """A criterion's text; a trainer's new criterion may have none yet: then nothing."""
    full = f"criteria.{name}.{key}"
    return text(full) if full in text else ""


@cache
def template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("home.html.j2")
