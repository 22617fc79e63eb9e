import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import exercises
from grading.store import Record
from lessons.home import render
from lessons.home.path import next_of, path_of
from lessons.learner import Learner, MemoryRecords, Progress
from lessons.lesson import lessons
from widgets.language import load_text
from widgets.page.walk import Place

SOURCE = Path(exercises.__path__[0]) / "source"


@pytest.fixture
def records():
    return MemoryRecords()


def page(records, language="en"):
    learner = Learner("rose-1", language, records)
    return render(learner, lambda assignment: load_text(SOURCE / assignment / "text", language), {})


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def feedback(records, **more):
    document = {
        "score": 12.5,
        "max_score": 30,
        "criteria": [
            {"name": "cv_contact", "points": 4, "max_points": 4},
            {"name": "cv_goal", "points": 0.5, "max_points": 2},
        ],
        "comment": "Very clear. <script>alert(1)</script>",
        "handed_in_at": "2026-03-08T09:30:00+00:00",
        "released_at": "2026-03-09T09:30:00+00:00",
    }
    records.save("feedback/cv", {**document, **more}, 0)


def test_without_a_plan_every_lesson_comes_in_order(records):
    path = path_of(records)

    assert [(stage.lesson.name, stage.is_begun, stage.is_done) for stage in path] == [
        ("write_a_cv", False, False),
        ("first_contact", False, False),
        ("find_vacancies", False, False),
        ("warning_signs", False, False),
        ("practise_interview", False, False),
    ]
    assert next_of(path).lesson.name == "write_a_cv"


def test_her_plan_decides_which_lessons_and_in_which_order(records):
    steps = [{"lesson": "first_contact", "note": "Before Monday"}, {"lesson": "no_such_lesson"}]
    records.save("plan", {"steps": steps}, 0)

    assert [(stage.lesson.name, stage.note) for stage in path_of(records)] == [
        ("first_contact", "Before Monday")
    ]
    assert "Before Monday" in page(records)


def test_what_is_handed_in_is_done_and_the_next_lesson_comes_first(records):
    records.hand_in("cv", {})

    html = page(records)

    assert next_of(path_of(records)).lesson.name == "first_contact"
    assert html.index("Write to an employer") < html.index("Write your CV")
    assert "Your trainer reads it." in html


def test_steps_done_are_counted(records):
    progress = Progress(records, "write_a_cv")
    progress.finish("who")
    progress.finish("wish")
    progress.move(Place("work"))

    assert "2 of 9 steps are done." in page(records)
    assert "Go on" in page(records)


def test_she_reads_her_score_the_comment_and_what_to_improve(records):
    feedback(records)
    records.hand_in("cv", {})

    seen = words(page(records, "en"))

    assert "You have 12.5 of 30 points." in seen
    text = load_text(SOURCE / "cv" / "text", "en")
    assert text("criteria.cv_goal.improve") in seen
    assert text("criteria.cv_contact.name") in seen
    assert text("criteria.cv_contact.improve") not in seen


def test_numbers_and_dates_are_written_as_her_language_writes_them(records):
    feedback(records)

    assert "12,5" in page(records, "it")


def test_a_comment_is_text_and_never_markup(records):
    feedback(records)

    html = page(records)

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_handing_in_again_shows_that_it_is_read_again(records):
    feedback(records, handed_in_at=(datetime.now(UTC) - timedelta(days=1)).isoformat())
    records.hand_in("cv", {})

    assert "Your trainer reads it again." in page(records)


def test_a_criterion_that_a_trainer_added_has_its_own_name_at_least(records):
    feedback(records, criteria=[{"name": "cv_extra", "points": 0, "max_points": 2}])

    assert "cv_extra" in page(records)


def test_when_everything_is_done_she_reads_so(records):
    for lesson in lessons().values():
        records.hand_in(lesson.assignment, {})

    assert "You have done everything. Well done!" in page(records)


def test_a_record_of_the_store_is_read_as_one_in_memory():
    at = datetime(2026, 3, 8, tzinfo=UTC)

    class Stored(MemoryRecords):
        def load(self, kind):
            return Record(kind, {"steps": [{"lesson": "first_contact"}]}, 1, at) if kind == "plan" else None

    assert [stage.lesson.name for stage in path_of(Stored())] == ["first_contact"]
