import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from grading.caseload.document import Shown, shown
from grading.caseload.model import CaseloadRow, CriterionRow, Progress, State, SubmissionView, Work
from grading.caseload.pages import HERE, WHYS, render_learners, render_submission, texts
from grading.gradebook.criteria import Criterion
from grading.gradebook.query import CriterionGrade
from grading.store import HandedIn
from tests.graded_cohort import EXERCISES, example
from widgets.language import load_text

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
NEWEST = HandedIn("id-2", "learner-1", "cv", AT, "graded")
EARLIER = HandedIn("id-1", "learner-1", "cv", AT.replace(day=1), "graded")
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=y>"


def work(state: State, score: float | None = 17.5) -> Work:
    return Work("cv", "Your CV", NEWEST, state, score, 30.0 if score is not None else None)


def grade(name: str, **values: Any) -> CriterionGrade:
    plain = CriterionGrade(name, 0.0, 3.0, None, None, True, True, "")
    return replace(plain, **values)


def view(**values: Any) -> SubmissionView:
    rows = [
        CriterionRow(
            Criterion("cv_goal", 2, "3.1", False), "The work", grade("cv_goal", points=1.5, max_points=2)
        ),
        CriterionRow(Criterion("cv_fit", 3, "3.1", True), "It fits", grade("cv_fit")),
    ]
    plain = SubmissionView("learner-1", work(State.TO_READ), NEWEST, [NEWEST], {}, rows)
    return replace(plain, **values)


def page(shown_view: SubmissionView, blocks: list[Shown] | None = None, **more: Any) -> str:
    return render_submission(shown_view, blocks or [], "en", "/services/oak/", "token", **more)


def test_what_waits_for_the_trainer_stands_first() -> None:
    rows = [
        CaseloadRow("learner-1", [work(State.TO_READ)], [Progress("Write your CV", 2, 9)]),
        CaseloadRow("learner-2", [work(State.RELEASED)], []),
    ]

    html = render_learners(rows, "en", "/services/oak/")

    waiting, everybody = html.split('<h2 id="all">')
    assert "1 piece of work waits for you" in waiting
    assert "learner-1" in waiting
    assert "learner-2" not in waiting
    assert 'href="/services/oak/staff/learners/learner-2/cv"' in everybody
    assert "Write your CV: 2 of 9 steps" in everybody
    assert "17.5 of 30 points" in everybody


def test_the_form_has_a_field_for_each_part_that_the_trainer_judges() -> None:
    html = page(view())

    assert re.findall(r'name="((?:points|comment)\.\w+)"', html) == ["points.cv_fit", "comment.cv_fit"]
    assert re.findall(r'name="_xsrf" value="(\w+)"', html) == ["token"]
    assert "The work: 1.5 of 2" in html


@pytest.mark.parametrize(
    "values",
    [
        {"work": work(State.SCORING, None)},
        {"work": work(State.FAILED, None)},
        {"shown": EARLIER, "all_of_them": [NEWEST, EARLIER]},
    ],
)
def test_only_the_newest_scored_version_can_be_graded(values: dict[str, Any]) -> None:
    assert "<form" not in page(view(**values))


def test_the_reason_of_a_failure_is_said_if_the_trainer_can_help_it() -> None:
    pages = [page(view(work=replace(work(State.FAILED, None), why=why))) for why in (*WHYS, "no_such", "")]

    said = [[why for why in WHYS if texts("en")(f"why.{why}") in html] for html in pages]

    assert said == [*([why] for why in WHYS), [], []]


def test_earlier_versions_can_be_opened() -> None:
    html = page(view(all_of_them=[NEWEST, EARLIER]))

    assert re.findall(r"\?handed_in=([\w-]+)", html) == ["id-1"]


def test_what_could_not_be_saved_stays_in_the_form() -> None:
    typed = {"points.cv_fit": "9", "comment.cv_fit": "Two\nlines <b>"}

    html = page(view(), said="points_out_of_range", typed=typed)

    assert 'value="9"' in html
    assert "Two\nlines &lt;b&gt;</textarea>" in html
    assert texts("en")("said.points_out_of_range") in html


def test_nothing_said_in_the_address_is_shown_but_known_sentences() -> None:
    assert "no_such" not in page(view(), said="no_such")


def test_a_learners_words_are_escaped_wherever_they_stand() -> None:
    blocks = [
        Shown(kind, HOSTILE, HOSTILE, HOSTILE, is_foreign=True) for kind in ("heading", "text", "entry")
    ]
    rows = [CriterionRow(Criterion(HOSTILE, 3, HOSTILE, True), HOSTILE, grade("x", comment=HOSTILE))]

    html = page(view(rows=rows), blocks)

    assert html.count("&lt;script&gt;") >= 9
    assert re.findall(r"<script|<img|onerror=y>(?!&)", html.replace("&gt;", "")) == []


@pytest.mark.parametrize("name", ["learners", "submission"])
def test_templates_need_no_inline_script_or_style(name: str) -> None:
    source = (HERE / "templates" / f"{name}.html.j2").read_text("utf-8")

    assert re.findall(r"<script|<style|style=|\son\w+=|\|\s*safe", source) == []


def test_a_cv_is_shown_as_its_word_file_will_look() -> None:
    blocks = shown(example("cv"), load_text(EXERCISES / "source" / "cv" / "text", "en"))

    assert [block.text for block in blocks if block.kind == "name"] == ["Sample Person"]
    assert "Kitchen assistant" in [block.text for block in blocks if block.kind == "entry"]


def test_any_other_document_is_shown_field_by_field() -> None:
    document = {"email": "a@b.example", "nothing": "", "more": {"x": ["one", 2, None, True]}}

    blocks = shown(document, load_text(EXERCISES / "source" / "first_contact" / "text", "en"))

    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "E-mail address"),
        ("text", "a@b.example"),
        ("heading", "more"),
        ("text", "one"),
        ("text", "2"),
    ]
