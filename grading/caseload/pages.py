"""The trainer's pages as HTML for the frame's main part; Jinja2 escapes every word."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from babel.dates import format_date, format_time, get_datetime_format
from babel.numbers import format_decimal

from widgets.language import Text, load_text, locale_of

from .document import Shown
from .model import CaseloadRow, SubmissionView

HERE = Path(__file__).parent
MODULES = ("onward/caseload/caseload",)
"""The script, and with it the style sheet, that these pages use; they work without it."""
LONGEST_COMMENT = 5000
SAID = ("saved", "released", "read_newer", "still_to_grade", "not_graded", "points_out_of_range", "failed")

WHYS = ("too_much_memory", "too_many_processes", "took_too_long", "cells_died")
"""Reasons why something could not be scored that a trainer can do something about."""


def texts(language: str) -> Text:
    return load_text(HERE / "text", language)


def render_learners(rows: Sequence[CaseloadRow], language: str, base_url: str) -> str:
    """Her learners: those for whom there is something to do first, then all by code."""
    waiting = [(row, work) for row in rows for work in row.works if work.needs_trainer]
    waiting.sort(key=lambda pair: pair[1].handed_in.at)
    return render("learners", language, rows=rows, waiting=waiting, base_url=base_url)


def render_submission(
    view: SubmissionView,
    blocks: Sequence[Shown],
    language: str,
    base_url: str,
    xsrf: str,
    said: str = "",
    typed: Mapping[str, str] | None = None,
) -> str:
    """What she handed in beside its criteria. `said` is one of SAID, `typed` what could not be saved."""
    return render(
        "submission",
        language,
        view=view,
        blocks=blocks,
        base_url=base_url,
        xsrf=xsrf,
        said=said if said in SAID else "",
        typed=typed or {},
        longest_comment=LONGEST_COMMENT,
        whys=WHYS,
    )


def render(name: str, language: str, **values: Any) -> str:
    t = texts(language)
    written = {
        "t": t,
        "number": lambda value: number_in_words(round(value, 2), t.language.tag),
        "moment": lambda at: in_words(at.replace(second=0, microsecond=0), t.language.tag),
    }
    return environment().get_template(f"{name}.html.j2").render(**written, **values)


@lru_cache(1000)  # a page of a whole cohort shows the same few numbers and minutes again and again
def number_in_words(value: float, language: str) -> str:
    return str(format_decimal(value, locale=locale_of(language)))


@lru_cache(1000)
def in_words(at: datetime, language: str) -> str:
    """Day and time where the server stands, as the trainer reads them."""
    locale, here = locale_of(language), at.astimezone()
    day, time = format_date(here, "medium", locale), format_time(here, "short", locale=locale)
    return str(get_datetime_format("medium", locale=locale)).replace("{1}", day).replace("{0}", time)


@cache
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
