import pytest

from grading.store import StaleRecord
from lessons.learner import HandInDesk, MemoryRecords, Progress, RecordDrafts
from widgets.page.editing import Draft, Stale
from widgets.page.walk import Place


@pytest.fixture
def records():
    return MemoryRecords()


def test_a_record_that_is_not_there_yet_begins_empty(records):
    drafts = RecordDrafts(records, "cv", {"work": []})

    drafts.load().document["work"].append("changed")

    assert drafts.load() == Draft({"work": []}, 0)


def test_a_draft_is_saved_over_the_revision_it_came_from(records):
    drafts = RecordDrafts(records, "cv", {})

    assert drafts.save({"name": "Amina"}, 0) == Draft({"name": "Amina"}, 1)
    assert drafts.load() == Draft({"name": "Amina"}, 1)


def test_a_draft_that_another_tab_overtook_is_stale(records):
    drafts = RecordDrafts(records, "cv", {})
    drafts.save({"name": "Amina"}, 0)

    with pytest.raises(Stale):
        drafts.save({"name": "Fatima"}, 0)


def test_progress_keeps_the_place_and_each_step_once(records):
    progress = Progress(records, "write_a_cv")

    for step in ("who", "wish", "who"):
        progress.finish(step)
    progress.move(Place("work", 1))

    assert progress.done() == ["who", "wish"]
    assert Progress(records, "write_a_cv").place() == Place("work", 1)
    assert records.load("progress/write_a_cv").document == {
        "done": ["who", "wish"],
        "current": "work",
        "screen": 1,
    }


def test_progress_is_kept_when_another_tab_is_first(records):
    class Overtaken(MemoryRecords):
        others = 1

        def save(self, kind, document, expected):
            if self.others:
                self.others -= 1
                super().save(kind, {"done": ["wish"]}, expected)
            return super().save(kind, document, expected)

    overtaken = Overtaken()

    Progress(overtaken, "write_a_cv").move(Place("work"))

    assert overtaken.load("progress/write_a_cv").document["done"] == ["wish"]


def test_the_desk_knows_the_last_handing_in(records):
    desk = HandInDesk(records, "cv")

    assert desk.last() is None
    desk.hand_in({"name": "Amina"})
    last = desk.hand_in({"name": "Amina Haddad"})

    assert desk.last() == last


def test_records_in_memory_refuse_a_stale_save_as_the_store_does(records):
    records.save("cv", {"name": "Amina"}, 0)

    with pytest.raises(StaleRecord):
        records.save("cv", {"name": "Fatima"}, 0)
