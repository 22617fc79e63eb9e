from datetime import UTC, datetime

import pytest

from widgets.language import Text, languages
from widgets.page.editing import Draft
from widgets.page.walk import Place, Visit, Walk

AT = datetime(2026, 3, 8, 9, 30, tzinfo=UTC)


class Memory:
    def load(self):
        return Draft({"name": "Amina"}, 2)

    def save(self, document, revision):
        return Draft(document, revision + 1)


class Bookmark:
    def __init__(self, place=None):
        self.at, self.done = place or Place(), []

    def place(self):
        return self.at

    def move(self, place):
        self.at = place

    def finish(self, step):
        self.done.append(step)


class Desk:
    def __init__(self, last=None, error=None):
        self.at, self.error, self.documents = last, error, []

    def last(self):
        return self.at

    def hand_in(self, document):
        if self.error:
            raise self.error
        self.documents.append(document)
        return AT


class Steps(Walk):
    module = "onward/form/form"


def opened(bookmark=None, desk=None):
    visit = Visit("write_a_cv", ("who", "wish"), Memory(), bookmark or Bookmark(), desk or Desk())
    screen = Steps(visit, Text(languages()["en"], {}))
    screen.sent = []
    screen.send = lambda content, buffers=None: screen.sent.append(content)
    return screen


def tell(opened_screen, /, **message):
    opened_screen._receive(opened_screen, message, [])


def test_she_comes_back_where_she_was():
    screen = opened(Bookmark(Place("wish", 2)))

    assert (screen.lesson, screen.steps, screen.step, screen.screen) == (
        "write_a_cv",
        ["who", "wish"],
        "wish",
        2,
    )


def test_where_she_is_and_what_is_done_is_kept():
    bookmark = Bookmark()
    screen = opened(bookmark)

    tell(screen, kind="step", done="who")
    tell(screen, kind="step", current="wish", screen=1)

    assert (bookmark.done, bookmark.at) == (["who"], Place("wish", 1))


@pytest.mark.parametrize("step", ["../secret", None, 3, ["who"]])
def test_steps_that_the_lesson_does_not_have_are_not_kept(step):
    bookmark = Bookmark()

    tell(opened(bookmark), kind="step", current=step, done=step)

    assert (bookmark.done, bookmark.at) == ([], Place())


def test_handing_in_gives_a_snapshot_of_what_is_stored():
    desk = Desk()
    screen = opened(desk=desk)

    tell(screen, kind="hand_in")

    assert desk.documents == [{"name": "Amina"}]
    assert screen.sent == [{"kind": "handed_in", "at": "2026-03-08T09:30:00+00:00"}]
    assert screen.handed_in_at == "2026-03-08T09:30:00+00:00"


def test_she_sees_when_she_handed_in_last():
    assert opened(desk=Desk(last=AT)).handed_in_at == "2026-03-08T09:30:00+00:00"


def test_a_failed_handing_in_is_told():
    class StoreLockedError(Exception):
        code = "store_locked"

    screen = opened(desk=Desk(error=StoreLockedError()))

    tell(screen, kind="hand_in")

    assert screen.sent == [{"kind": "unsaved", "seq": None, "reason": "store_locked"}]
    assert screen.handed_in_at == ""


def test_a_record_that_cannot_be_read_opens_the_page_and_says_why():
    class DamagedRecordError(Exception):
        code = "damaged_record"

    class Damaged(Memory):
        def load(self):
            raise DamagedRecordError

    screen = Steps(Visit("cv", ("who",), Damaged(), Bookmark(), Desk()), Text(languages()["en"], {}))

    assert (screen.problem, screen.document, screen.revision) == ("damaged_record", {}, 0)
