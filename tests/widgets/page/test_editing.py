import copy

import pytest

from widgets.page.editing import Change, Conflict, Draft, Editing, Refusal, Stale, value_at


class Drafts:
    """A record in memory; `others` are documents that other pages save before ours, one a try."""

    def __init__(self, document, others=(), revision=1):
        self.draft = Draft(document, revision)
        self.others = list(others)

    def load(self):
        return Draft(copy.deepcopy(self.draft.document), self.draft.revision)

    def save(self, document, revision):
        if self.others:
            self.draft = Draft(self.others.pop(0), self.draft.revision + 1)
        if revision != self.draft.revision:
            raise Stale
        self.draft = Draft(copy.deepcopy(document), revision + 1)
        return self.draft


def cleaner(**more):
    return {"id": "aaaa1111", "position": "Cleaner", **more}


def cook(**more):
    return {"id": "bbbb2222", "position": "Cook", **more}


def test_a_change_from_what_was_known_is_saved():
    drafts = Drafts({"basics": {"name": "Amina"}})

    outcome = Editing(drafts).apply([Change(("basics", "name"), "Amina Haddad", "Amina")])

    assert outcome.draft == Draft({"basics": {"name": "Amina Haddad"}}, 2)
    assert drafts.draft == outcome.draft
    assert (outcome.conflicts, outcome.refusals) == ([], [])


def test_a_first_value_makes_the_tables_on_its_way():
    drafts = Drafts({}, revision=0)

    Editing(drafts).apply([Change(("basics", "name"), "Amina")])

    assert drafts.draft == Draft({"basics": {"name": "Amina"}}, 1)


def test_another_pages_value_is_not_overwritten_and_the_rest_is_saved():
    drafts = Drafts({"basics": {"name": "Amina H.", "town": ""}})

    outcome = Editing(drafts).apply(
        [Change(("basics", "name"), "Amina", ""), Change(("basics", "town"), "Rome", "")]
    )

    assert outcome.conflicts == [Conflict(("basics", "name"), "Amina", "Amina H.")]
    assert drafts.draft.document == {"basics": {"name": "Amina H.", "town": "Rome"}}


def test_the_same_change_sent_twice_is_saved_once():
    drafts = Drafts({"basics": {"name": ""}})
    editing, change = Editing(drafts), Change(("basics", "name"), "Amina", "")

    editing.apply([change])
    again = editing.apply([change])

    assert again.draft == Draft({"basics": {"name": "Amina"}}, 2)
    assert again.conflicts == []


def test_it_tries_again_when_another_page_was_first_with_another_value():
    drafts = Drafts({"name": "", "town": ""}, others=[{"name": "", "town": "Rome"}])

    outcome = Editing(drafts).apply([Change(("name",), "Amina", "")])

    assert outcome.draft.document == {"name": "Amina", "town": "Rome"}


def test_it_finds_the_conflict_when_another_page_was_first_with_the_same_value():
    drafts = Drafts({"name": ""}, others=[{"name": "Fatima"}])

    outcome = Editing(drafts).apply([Change(("name",), "Amina", "")])

    assert outcome.conflicts == [Conflict(("name",), "Amina", "Fatima")]
    assert drafts.draft.document == {"name": "Fatima"}


def test_it_gives_up_when_others_are_always_first():
    drafts = Drafts({"n": 0, "name": ""}, others=[{"n": n, "name": ""} for n in range(9)])

    with pytest.raises(Stale):
        Editing(drafts).apply([Change(("name",), "Amina", "")])


@pytest.mark.parametrize(
    ("path", "value", "base", "expected"),
    [
        (("work", "cccc3333"), {"id": "cccc3333"}, None, [cleaner(), cook(), {"id": "cccc3333"}]),
        (("work", "bbbb2222", "position"), "Chef", "Cook", [cleaner(), cook(position="Chef")]),
        (("work", "aaaa1111"), None, cleaner(), [cook()]),
        (("work", "order"), ["bbbb2222", "aaaa1111"], ["aaaa1111", "bbbb2222"], [cook(), cleaner()]),
        (("work", "aaaa1111"), cleaner(town="Rome"), cleaner(), [cleaner(town="Rome"), cook()]),
    ],
    ids=["append", "change a field", "remove", "reorder", "replace"],
)
def test_list_items_are_found_by_their_id(path, value, base, expected):
    drafts = Drafts({"work": [cleaner(), cook()]})

    outcome = Editing(drafts).apply([Change(path, value, base)])

    assert outcome.conflicts == []
    assert drafts.draft.document == {"work": expected}


def test_all_items_of_an_id_are_removed():
    drafts = Drafts({"work": [cook(), cleaner(), cook()]})

    Editing(drafts).apply([Change(("work", "bbbb2222"), None, cook())])

    assert drafts.draft.document == {"work": [cleaner()]}


def test_a_first_item_makes_its_list():
    drafts = Drafts({})

    Editing(drafts).apply([Change(("work", "aaaa1111"), cleaner())])

    assert drafts.draft.document == {"work": [cleaner()]}


def test_items_added_from_two_pages_are_both_kept():
    drafts = Drafts({"work": []}, others=[{"work": [cook()]}])

    Editing(drafts).apply([Change(("work", "aaaa1111"), cleaner())])

    assert drafts.draft.document == {"work": [cook(), cleaner()]}


def test_changing_an_item_that_another_page_removed_is_a_conflict():
    drafts = Drafts({"work": []})
    change = Change(("work", "aaaa1111", "position"), "Cook", "Cleaner")

    outcome = Editing(drafts).apply([change])

    assert outcome.conflicts == [Conflict(change.path, "Cook", None)]


def test_a_new_field_of_a_removed_item_is_a_conflict_too():
    drafts = Drafts({"work": []})
    change = Change(("work", "aaaa1111", "town"), "Rome")

    outcome = Editing(drafts).apply([change])

    assert outcome.conflicts == [Conflict(change.path, "Rome", None)]
    assert drafts.draft.document == {"work": []}


def test_removing_an_item_that_another_page_changed_is_a_conflict():
    drafts = Drafts({"work": [cleaner(town="Rome")]})

    outcome = Editing(drafts).apply([Change(("work", "aaaa1111"), None, cleaner())])

    assert outcome.conflicts == [Conflict(("work", "aaaa1111"), None, cleaner(town="Rome"))]


def test_a_refused_value_never_reaches_the_store():
    drafts = Drafts({"town": ""})
    editing = Editing(drafts, rule=no_street)

    outcome = editing.apply([Change(("town",), "Via Roma 12", "")])

    assert outcome.refusals == [Refusal(("town",), "address")]
    assert drafts.draft == Draft({"town": ""}, 1)


def no_street(change):
    if "Via Roma 12" not in change.value:
        return None
    return Refusal(change.path, "address", change.value.replace("Via Roma 12", "").strip() or None)


def test_what_may_be_kept_of_a_refused_value_is_kept():
    drafts = Drafts({"text": "I live in Via"})

    outcome = Editing(drafts, no_street).apply(
        [Change(("text",), "I live in Via Roma 12 and can work at night", "I live in Via")]
    )

    assert drafts.draft.document == {"text": "I live in  and can work at night"}
    assert [refusal.for_browser(outcome.draft.document) for refusal in outcome.refusals] == [
        {"path": ["text"], "reason": "address", "stored": "I live in  and can work at night"}
    ]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        (["a"], ["a", "b"], ["a", "c"], ["a", "b", "c"]),
        (["a", "b"], ["b"], ["a", "b", "c"], ["b", "c"]),
        (["a", "b"], ["a", "b", "c"], ["a"], ["a", "c"]),
        ([], ["a"], ["a"], ["a"]),
    ],
    ids=["both add", "she takes away", "the other page takes away", "both the same"],
)
def test_choices_of_two_pages_come_together(base, mine, theirs, both):
    drafts = Drafts({"hours": theirs})

    outcome = Editing(drafts).apply([Change(("hours",), mine, base)])

    assert (outcome.draft.document, outcome.conflicts) == ({"hours": both}, [])


def test_the_stores_error_comes_through():
    class DiskFullError(Exception):
        code = "disk_full"

    class Full(Drafts):
        def save(self, document, revision):
            raise DiskFullError

    with pytest.raises(DiskFullError):
        Editing(Full({})).apply([Change(("name",), "Amina")])


def test_the_order_of_a_list_is_a_value_of_its_own():
    assert value_at({"work": [cook(), cleaner()]}, ("work", "order")) == ["bbbb2222", "aaaa1111"]
