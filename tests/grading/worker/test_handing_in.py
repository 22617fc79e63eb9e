import json
import stat
import time
from datetime import datetime
from pathlib import Path

import pytest

from grading.worker.asking import Refused
from tests.graded_cohort import GradedCohort, cell, contents, example, wait_for, write_exercise


def test_an_example_gets_all_points_and_waits_for_the_trainer(graded: GradedCohort) -> None:
    handed_in = graded.hand_in("all-points", "cv", example("cv"))

    points = graded.points("all-points", "cv")

    assert handed_in.state == "graded"
    assert points == {
        "cv_contact": 4, "cv_goal": 2, "cv_experience": 6, "cv_learning": 2, "cv_skills": 3,
        "cv_languages": 3, "cv_private": 2, "cv_length": 1, "cv_language": 1, "cv_fit": 0, "cv_clear": 0,
    }  # fmt: skip


def test_an_empty_cv_gets_no_points(graded: GradedCohort) -> None:
    graded.hand_in("no-points", "cv", {})

    assert set(graded.points("no-points", "cv").values()) == {0}


def test_half_a_cv_gets_a_part_of_the_points(graded: GradedCohort) -> None:
    document = {
        **example("cv"),
        "work": [{"position": "Cook", "start": "2020", "kind": "paid"}],
        "languages": [],
    }
    document["basics"] = {"name": "Sample Person", "phone": "06 5550 1234"}

    graded.hand_in("some-points", "cv", document)

    points = graded.points("some-points", "cv")
    assert {name: points[name] for name in ("cv_contact", "cv_goal", "cv_experience", "cv_languages")} == {
        "cv_contact": 3, "cv_goal": 1, "cv_experience": 2.5, "cv_languages": 0,
    }  # fmt: skip


def test_the_submission_is_the_released_notebook_untouched_with_time_and_secret(graded: GradedCohort) -> None:
    handed_in = graded.hand_in("untouched", "cv", example("cv"))

    folder = graded.course.submitted("untouched", "cv")
    released = graded.course.release("cv") / "cv.ipynb"
    written = (folder / "timestamp.txt").read_text()
    assert sorted(file.name for file in folder.iterdir()) == [
        "cv.ipynb",
        "submission_secret.txt",
        "timestamp.txt",
    ]
    assert (folder / "cv.ipynb").read_bytes() == released.read_bytes()
    assert datetime.fromisoformat(written.replace(" UTC", "+00:00")) == handed_in.at
    assert len((folder / "submission_secret.txt").read_text()) == 128


def test_only_the_account_itself_reads_in_the_course(graded: GradedCohort) -> None:
    graded.hand_in("private", "cv", example("cv"))

    steps = ("submitted", "autograded", "release", "gradebook.db", "nbgrader_config.py")
    places = [graded.cohort.course / step for step in steps]
    files = [graded.cohort.course, *(file for place in places for file in [place, *place.rglob("*")])]

    assert len(files) > 10
    assert [file for file in files if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


def test_handing_in_again_replaces_and_keeps_the_earlier_one(graded: GradedCohort) -> None:
    first = graded.hand_in("again", "cv", {})
    second = graded.hand_in("again", "cv", example("cv"))

    (kept,) = graded.course.earlier("again", "cv").iterdir()
    assert graded.points("again", "cv")["cv_contact"] == 4
    assert sorted(folder.name for folder in kept.iterdir()) == ["autograded", "submitted"]
    assert first.at.strftime("%H:%M:%S.%f") in (kept / "submitted" / "timestamp.txt").read_text()
    assert [graded.store.snapshot(each.id) for each in (first, second)] == [{}, example("cv")]


def test_points_for_an_earlier_hand_in_stay_and_wait_to_be_read_again(graded: GradedCohort) -> None:
    graded.hand_in("read-again", "first_contact", example("first_contact"))
    where = {"learner": "read-again", "assignment": "first_contact"}
    graded.ask("grade", **where, cell="contact_tone", points=2, comment="Good")
    graded.ask("release", **where)

    graded.hand_in("read-again", "first_contact", {})

    assert graded.points(**where)["contact_tone"] == 2
    with pytest.raises(Refused, match="still_to_grade"):
        graded.ask("release", **where)


@pytest.mark.parametrize(
    ("assignment", "most", "least"),
    [("vacancy_search", 19.0, 0.0), ("warning_signs", 10.0, 0.0), ("interview", 16.0, 0.0)],
)
def test_the_vacancy_exercises_give_all_points_to_their_example_and_none_to_an_empty_page(
    graded: GradedCohort, assignment: str, most: float, least: float
) -> None:
    graded.hand_in("searches", assignment, example(assignment))
    everything = graded.points("searches", assignment)
    graded.hand_in("starts", assignment, {})
    nothing = graded.points("starts", assignment)

    assert (sum(everything.values()), sum(nothing.values())) == (most, least)


def test_an_exercise_added_while_the_worker_runs_needs_no_code(graded: GradedCohort) -> None:
    task = cell("markdown", "tiny_task", "Judge it.", points=3, is_task=True)
    write_exercise(graded.cohort.course, "tiny", ["min(len(document['words']), 2)"], [task])

    handed_in = graded.hand_in("adds-one", "tiny", {"words": ["one"]})

    assert handed_in.state == "graded"
    assert graded.points("adds-one", "tiny") == {"tiny_00": 1, "tiny_task": 0}


def test_a_score_above_the_points_fails_without_a_word_in_the_log(graded: GradedCohort) -> None:
    handed_in = graded.hand_in("above", "above", {"number": "39312345678901"})

    assert handed_in.state == "failed"
    assert "above of above not graded: failed; ValueError, NbGraderException" in graded.log.read_text()
    assert "39312345678901" not in graded.log.read_text()


def test_an_assignment_that_does_not_exist_fails(graded: GradedCohort) -> None:
    states = [graded.hand_in("lost", name, {}).state for name in ("no_such", "../../etc", "")]

    assert states == ["failed", "failed", "failed"]
    assert not (Path(graded.cohort.course) / "submitted" / "etc").exists()


def test_a_trainer_grades_comments_and_releases(graded: GradedCohort) -> None:
    handed_in = graded.hand_in("released", "first_contact", example("first_contact"))
    where = {"learner": "released", "assignment": "first_contact"}

    graded.ask("grade", **where, cell="contact_tone", points=2.5, comment="  Very clear.  ")
    graded.ask("release", **where)

    record = graded.store.records("released").load("feedback/first_contact")
    assert record
    assert record.document.pop("released_at") > handed_in.at.isoformat()
    assert record.document == {
        "score": 9.5,
        "max_score": 10,
        "criteria": [
            {"name": "contact_address", "points": 3, "max_points": 3},
            {"name": "contact_message", "points": 4, "max_points": 4},
            {"name": "contact_tone", "points": 2.5, "max_points": 3},
        ],
        "comment": "Very clear.",
        "handed_in_at": handed_in.at.isoformat(),
    }
    assert (graded.course.feedback("released", "first_contact") / "first_contact.html").exists()


@pytest.mark.parametrize(
    ("request_", "details", "code"),
    [
        ("grade", {"cell": "contact_tone", "points": 3.5}, "points_out_of_range"),
        ("grade", {"cell": "contact_tone", "points": -1}, "points_out_of_range"),
        ("grade", {"cell": "contact_tone", "points": float("nan")}, "points_out_of_range"),
        ("grade", {"cell": "contact_tone", "points": "many"}, "unknown_request"),
        ("grade", {"cell": "no_such", "points": 1}, "unknown_criterion"),
        ("grade", {"cell": "contact_message", "comment": "takes none"}, "unknown_criterion"),
        ("grade", {"learner": "nobody", "cell": "contact_tone", "points": 1}, "nothing_handed_in"),
        ("release", {"learner": "nobody"}, "nothing_handed_in"),
        ("snapshot", {"learner": "../x"}, "nothing_handed_in"),
        ("no_such", {}, "unknown_request"),
        ("wake", {"no": "details"}, "unknown_request"),
    ],
)
def test_the_worker_refuses_what_can_not_be_done(
    graded: GradedCohort, request_: str, details: dict[str, object], code: str
) -> None:
    if not graded.store.handed_in("refused"):
        graded.hand_in("refused", "first_contact", example("first_contact"))

    with pytest.raises(Refused) as refused:
        graded.ask(request_, **{"learner": "refused", "assignment": "first_contact", **details})

    assert refused.value.code == code


def test_removing_a_learner_leaves_nothing_of_her(graded: GradedCohort) -> None:
    for code in ("stays-here", "goes-away"):
        graded.hand_in(code, "first_contact", {})
        graded.hand_in(code, "first_contact", example("first_contact"))
        where = {"learner": code, "assignment": "first_contact"}
        graded.ask("grade", **where, cell="contact_tone", points=1, comment=f"To {code}")
        graded.ask("release", **where)

    before = places_of(graded, "goes-away"), graded.points("stays-here", "first_contact")
    graded.ask("remove_learner", learner="goes-away")
    graded.ask("remove_learner", learner="goes-away")

    assert len(before[0]) >= 15
    assert places_of(graded, "goes-away") == []
    assert graded.points("stays-here", "first_contact") == before[1]
    assert graded.course.feedback("stays-here", "first_contact").exists()


def places_of(graded: GradedCohort, code: str) -> list[str]:
    """Files in whose name or bytes a learner's code stands; the log may name it."""
    files = contents(graded.cohort.folder)
    assert len(files) > 20
    return sorted(
        name
        for name, content in files.items()
        if not name.startswith("./log/") and (code in name or code.encode() in content)
    )


def test_handing_in_is_graded_within_seconds_without_being_woken(graded: GradedCohort) -> None:
    item = graded.put_into_outbox("not-woken", "cv", example("cv"))

    wait_for(lambda: graded.state(item) == "graded", patience=5)

    assert json.loads((graded.course.autograded("not-woken", "cv") / "cv.ipynb").read_text())["cells"]


def test_cells_that_could_not_read_while_the_store_was_away_are_run_again(graded: GradedCohort) -> None:
    late = "import time\ntime.sleep(2)\nfrom grading.submissions import handed_in\nhanded_in()['number']"
    write_exercise(graded.cohort.course, "late", [late, "time.sleep(3)\n1.0"])
    item = graded.put_into_outbox("unread", "late", {"number": 2})
    file = graded.cohort.folder / "store.sqlite"
    wait_for(lambda: graded.state(item) == "written")

    file.rename(file.with_suffix(".away"))
    time.sleep(4.5)
    file.with_suffix(".away").rename(file)
    graded.wait_until_scored(item)

    assert graded.state(item) == "graded"
    assert graded.points("unread", "late") == {"late_00": 2, "late_01": 1}
