from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from grading.progress import LessonOutline, LessonState, next_lesson, path, progress
from grading.store import HandedIn, Record

CV = LessonOutline("write_a_cv", ("who", "wishes", "hand_in"), "cv")
CONTACT = LessonOutline("first_contact", ("address", "message"), "first_contact")
SEARCH = LessonOutline("find_a_vacancy", ("search",))
AT = datetime(2026, 3, 2, 9, 30, 15, 400_000, tzinfo=UTC)


@dataclass
class FakeRecords:
    documents: dict[str, dict] = field(default_factory=dict)
    items: list[HandedIn] = field(default_factory=list)

    def load(self, kind):
        return Record(kind, self.documents[kind], 1, AT) if kind in self.documents else None

    def handed_in(self, assignment):
        return sorted(
            (item for item in self.items if item.assignment == assignment), key=lambda i: i.at, reverse=True
        )


def handed_in(assignment="cv", at=AT):
    return HandedIn("0" * 32, "amber-12", assignment, at, "waiting")


def at_work(done=(), current=None, lesson="write_a_cv"):
    return {f"progress/{lesson}": {"done": list(done), "current": current}}


def only(records, lesson=CV):
    (state,) = progress(records, [lesson])
    return state


def test_nothing_is_started_without_records():
    assert progress(FakeRecords(), [CV, SEARCH]) == [
        LessonState("write_a_cv", "not_started", (), 3, "who"),
        LessonState("find_a_vacancy", "not_started", (), 1, "search"),
    ]


def test_opening_a_lesson_starts_it():
    state = only(FakeRecords(at_work(current="who")))

    assert (state.state, state.next_step) == ("started", "who")


def test_she_goes_on_where_she_was():
    state = only(FakeRecords(at_work(done=["who"], current="hand_in")))

    assert (state.state, state.done, state.next_step) == ("started", ("who",), "hand_in")


def test_a_finished_current_step_leads_to_the_first_one_to_do():
    state = only(FakeRecords(at_work(done=["wishes"], current="wishes")))

    assert state.next_step == "who"


def test_all_steps_done_is_done():
    state = only(FakeRecords(at_work(done=["hand_in", "who", "wishes"], current="hand_in")))

    assert (state.state, state.done, state.next_step) == ("done", CV.steps, None)


def test_steps_that_the_lesson_no_longer_has_do_not_count():
    state = only(FakeRecords(at_work(done=["who", "photo"], current="photo")))

    assert (state.state, state.done, state.next_step) == ("started", ("who",), "wishes")


def test_a_new_step_of_a_lesson_is_to_do():
    longer = LessonOutline("write_a_cv", (*CV.steps, "references"), "cv")

    state = only(FakeRecords(at_work(done=CV.steps)), longer)

    assert (state.state, state.next_step) == ("started", "references")


def test_handed_in_counts_even_with_steps_left_out():
    state = only(FakeRecords(at_work(done=["who"]), [handed_in()]))

    assert (state.state, state.handed_in_at, state.is_finished) == ("handed_in", AT, True)


def test_released_feedback_is_there_to_read():
    feedback = {"feedback/cv": {"score": 7, "handed_in_at": AT.isoformat()}}

    state = only(FakeRecords(feedback, [handed_in()]))

    assert (state.state, state.has_feedback, state.is_read_again) == ("read", True, False)


def test_a_time_stamp_in_whole_seconds_is_about_the_same_handing_in():
    feedback = {"feedback/cv": {"handed_in_at": "2026-03-02T09:30:15+00:00"}}

    assert only(FakeRecords(feedback, [handed_in()])).state == "read"


def test_handing_in_again_is_read_again():
    feedback = {"feedback/cv": {"score": 7, "handed_in_at": AT.isoformat()}}

    state = only(FakeRecords(feedback, [handed_in(), handed_in(at=AT + timedelta(days=1))]))

    assert (state.state, state.has_feedback, state.is_read_again) == ("handed_in", True, True)


def test_another_assignments_hand_in_and_feedback_do_not_count():
    records = FakeRecords({"feedback/cv": {"handed_in_at": AT.isoformat()}}, [handed_in("cv")])

    assert only(records, CONTACT).state == "not_started"


def test_a_lesson_without_an_assignment_is_never_handed_in():
    records = FakeRecords(at_work(["search"], lesson="find_a_vacancy"), [handed_in("")])

    assert only(records, SEARCH).state == "done"


def test_the_path_is_her_plan_in_its_order_with_its_notes():
    plan = {"plan": {"steps": [{"lesson": "find_a_vacancy", "note": "Hotels"}, {"lesson": "write_a_cv"}]}}

    states = path(FakeRecords(plan), [CV, CONTACT, SEARCH])

    assert [(state.lesson, state.note) for state in states] == [
        ("find_a_vacancy", "Hotels"),
        ("write_a_cv", ""),
    ]


def test_what_she_began_besides_her_plan_stays_on_her_path():
    plan = {"plan": {"steps": [{"lesson": "find_a_vacancy"}]}}

    states = path(FakeRecords({**plan, **at_work(["who"])}), [CV, CONTACT, SEARCH])

    assert [state.lesson for state in states] == ["find_a_vacancy", "write_a_cv"]


def test_without_a_plan_every_lesson_is_on_the_path():
    for plan in ({}, {"plan": {"steps": []}}, {"plan": {"steps": [{"lesson": "gone"}]}}):
        states = path(FakeRecords(plan), [CV, CONTACT])

        assert [state.lesson for state in states] == ["write_a_cv", "first_contact"]


def test_next_is_the_first_lesson_that_is_not_finished():
    records = FakeRecords(at_work(CV.steps), [handed_in("first_contact")])

    states = progress(records, [CV, CONTACT, SEARCH])

    assert next_lesson(states) == states[2]
    assert next_lesson(states[:2]) is None


def test_the_stores_records_are_such_records(tmp_path):
    from grading.store import Store

    with Store.create(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path / "keys") as store:
        store.add_learner("amber-12")
        records = store.records("amber-12")
        records.save("progress/write_a_cv", {"done": list(CV.steps), "current": "hand_in"}, 0)
        made = records.hand_in("cv", {})
        records.save("feedback/cv", {"handed_in_at": made.at.isoformat()}, 0)

        assert [state.state for state in progress(records, [CV, CONTACT])] == ["read", "not_started"]
