import pytest

from widgets.language import Text, languages
from widgets.page.editing import Conflict, Draft, Outcome, Refusal
from widgets.page.screen import Screen, receipt, served_module
from widgets.page.standalone import standalone_module

TEXT = Text(languages()["ar"], {"title": "Title"})


class Memory:
    def __init__(self, error=None):
        self.draft, self.error = Draft({"name": "Amina"}, 3), error

    def load(self):
        return self.draft

    def save(self, document, revision):
        if self.error:
            raise self.error
        self.draft = Draft(document, revision + 1)
        return self.draft


class NameScreen(Screen):
    module = "onward/page/saving"


@pytest.fixture
def opened():
    """Open a screen on some drafts; what it sends is in `.sent`."""

    def open_screen(drafts, **more):
        screen = NameScreen(drafts, TEXT, **more)
        screen.sent = []
        screen.send = lambda content, buffers=None: screen.sent.append(content)
        return screen

    return open_screen


def rename(screen, value, base="Amina", seq=7):
    change = {"path": ["name"], "value": value, "base": base}
    screen._receive(screen, {"kind": "change", "seq": seq, "changes": [change]}, [])


def test_a_screen_opens_with_the_record_its_texts_and_language(opened):
    screen = opened(Memory())

    assert (screen.document, screen.revision, screen.language) == ({"name": "Amina"}, 3, "ar")
    assert (screen.text["language"], screen.text["direction"]) == ("ar", "rtl")
    assert screen.text["phrases"].items() >= {"title": "Title"}.items()
    assert "walk.next" in screen.text["phrases"]


def test_a_served_screen_brings_neither_texts_nor_modules(opened):
    screen = opened(Memory(), is_served=True)

    assert (screen.text, screen._css) == ({}, "")
    assert (
        screen._esm == served_module("onward/page/saving") == 'export { default } from "onward/page/saving";'
    )


def test_elsewhere_the_module_is_self_contained(opened):
    assert opened(Memory())._esm == standalone_module("onward/page/saving")
    assert "createSaving" in standalone_module("onward/page/saving")


def test_a_change_is_acknowledged_once_it_is_in_the_store(opened):
    drafts = Memory()
    screen = opened(drafts)

    rename(screen, "Amina Haddad")

    assert drafts.draft == Draft({"name": "Amina Haddad"}, 4)
    assert screen.sent == [{"kind": "saved", "seq": 7, "revision": 4}]
    assert screen.revision == 4


def test_a_conflict_shows_both_versions(opened):
    screen = opened(Memory())

    rename(screen, "Fatima", base="Aisha")

    conflict = {"path": ["name"], "mine": "Fatima", "theirs": "Amina"}
    assert screen.sent == [{"kind": "conflict", "seq": 7, "revision": 3, "conflicts": [conflict]}]


def test_a_refused_value_comes_back_with_its_reason(opened):
    screen = opened(Memory(), rule=lambda change: Refusal(change.path, "address"))

    rename(screen, "Via Roma 12")

    refusal = {"path": ["name"], "reason": "address", "stored": "Amina"}
    assert screen.sent == [{"kind": "refused", "seq": 7, "revision": 3, "refusals": [refusal]}]


def test_a_full_disk_is_told_by_its_code_and_not_by_its_words(opened, caplog):
    class DiskFullError(Exception):
        code = "disk_full"

    screen = opened(Memory(DiskFullError("Amina Haddad")))

    rename(screen, "Amina Haddad")

    assert screen.sent == [{"kind": "unsaved", "seq": 7, "reason": "disk_full"}]
    assert caplog.messages == ["Not saved: DiskFullError"]


@pytest.mark.parametrize("message", [None, {}, {"kind": "no such kind"}, "change"])
def test_messages_of_no_known_kind_are_ignored(opened, message):
    screen = opened(Memory())

    screen._receive(screen, message, [])

    assert screen.sent == []


@pytest.mark.parametrize("changes", [None, [{}], "x"])
def test_a_malformed_change_is_answered_as_not_saved(opened, changes):
    screen = opened(Memory())

    screen._receive(screen, {"kind": "change", "seq": 1, "changes": changes}, [])

    assert screen.sent == [{"kind": "unsaved", "seq": 1, "reason": "failed"}]


def test_a_receipt_names_conflicts_and_refusals_together():
    outcome = Outcome(Draft({}, 2), [Conflict(("a",), 1, 2)], [Refusal(("b",), "address")])

    assert receipt(1, outcome) == {
        "kind": "conflict",
        "seq": 1,
        "revision": 2,
        "conflicts": [{"path": ["a"], "mine": 1, "theirs": 2}],
        "refusals": [{"path": ["b"], "reason": "address", "stored": None}],
    }
