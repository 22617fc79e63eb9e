from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.caseload.model import LessonSteps, State
from grading.caseload.reading import Caseload
from grading.cohort import Cohort
from grading.store import Store
from tests.graded_cohort import GradedCohort, example

LESSONS = [LessonSteps("write_a_cv", "Write your CV", ["who", "wish", "work"])]


@pytest.fixture
def cohort(tmp_path: Path) -> Cohort:
    """Without a worker: nothing is ever graded."""
    folder = tmp_path / "oak"
    folder.mkdir()
    return Cohort("oak", folder)


@pytest.fixture
def store(cohort: Cohort) -> Iterator[Store]:
    with Store.create(cohort.store_url, cohort.keys) as store:
        yield store


def test_a_learner_who_did_nothing_yet_is_on_the_list(cohort: Cohort, store: Store) -> None:
    store.add_learner("new")

    (row,) = Caseload(cohort, store).learners(LESSONS, "en")

    assert (row.code, row.works, row.needs_trainer) == ("new", [], False)
    assert [(each.done, each.steps) for each in row.progress] == [(0, 3)]


def test_progress_counts_steps_of_the_lesson_only(cohort: Cohort, store: Store) -> None:
    store.add_learner("busy")
    store.records("busy").save("progress/write_a_cv", {"done": ["who", "work", "gone"]}, expected=0)

    (row,) = Caseload(cohort, store).learners(LESSONS, "en")

    assert [(each.title, each.done, each.steps) for each in row.progress] == [("Write your CV", 2, 3)]


def test_what_is_not_scored_yet_does_not_wait_for_the_trainer(cohort: Cohort, store: Store) -> None:
    store.add_learner("waits")
    store.records("waits").hand_in("cv", {})

    (row,) = Caseload(cohort, store).learners(LESSONS, "en")

    assert [(work.assignment, work.state, work.score) for work in row.works] == [("cv", State.SCORING, None)]
    assert not row.needs_trainer


def test_what_could_not_be_scored_waits_for_the_trainer(cohort: Cohort, store: Store) -> None:
    store.add_learner("failed")
    store.mark(store.records("failed").hand_in("cv", {}).id, "failed")

    (row,) = Caseload(cohort, store).learners(LESSONS, "en")

    assert [(work.state, work.why) for work in row.works] == [(State.FAILED, "")]
    assert row.needs_trainer


@pytest.mark.parametrize(
    ("learner", "assignment", "shown"),
    [("nobody", "cv", ""), ("somebody", "first_contact", ""), ("somebody", "cv", "no-such-id")],
)
def test_what_was_not_handed_in_is_not_there(
    cohort: Cohort, store: Store, learner: str, assignment: str, shown: str
) -> None:
    store.add_learner("somebody")
    store.records("somebody").hand_in("cv", {})

    assert Caseload(cohort, store).submission(learner, assignment, shown, "en") is None


def test_the_reason_of_a_failure_is_that_of_the_newest_hand_in(cohort: Cohort, store: Store) -> None:
    store.add_learner("failed")
    records = store.records("failed")
    first, second = records.hand_in("cv", {}), records.hand_in("cv", {})
    store.mark(second.id, "failed")
    whys = []

    for number, item in enumerate((first, second)):
        records.save("failure/cv", {"handed_in": item.id, "why": "too_much_memory"}, expected=number)
        (row,) = Caseload(cohort, store).learners(LESSONS, "en")
        whys.append(row.works[0].why)

    assert whys == ["", "too_much_memory"]


def test_a_hand_in_goes_from_reading_to_release_and_back(graded: GradedCohort) -> None:
    caseload = Caseload(graded.cohort, graded.store)
    where = {"learner": "states", "assignment": "first_contact"}

    def state() -> State:
        view = caseload.submission(**where, shown="", language="en")
        assert view
        return view.work.state

    graded.hand_in(**where, document=example("first_contact"))
    states = [state()]
    graded.ask("grade", **where, cell="contact_tone", points=2, comment="Good")
    states.append(state())
    graded.ask("release", **where)
    states.append(state())
    graded.hand_in(**where, document={})
    states.append(state())

    assert states == [State.TO_READ, State.TO_RELEASE, State.RELEASED, State.TO_READ_AGAIN]


def test_a_trainer_sees_the_cv_beside_its_criteria_and_earlier_versions(graded: GradedCohort) -> None:
    first = graded.hand_in("beside", "cv", {})
    second = graded.hand_in("beside", "cv", example("cv"))

    view = Caseload(graded.cohort, graded.store).submission("beside", "cv", first.id, "en")

    assert view
    assert (view.shown.id, view.document, view.is_newest, view.can_be_graded) == (first.id, {}, False, False)
    assert [each.id for each in view.all_of_them] == [second.id, first.id]
    assert [row.title for row in view.rows][:2] == ["Your name and how to reach you", "The work you want"]
    assert [row.criterion.name for row in view.rows if row.criterion.is_manual] == ["cv_fit", "cv_clear"]
    assert {row.criterion.competence for row in view.rows} == {"2.1", "2.2", "3.1", "4.2"}
    assert (view.work.score, view.work.max_score) == (24, 30)
