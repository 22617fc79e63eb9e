"""How a screen sends what she types: `saving.js` in a real browser, with a model that notes what is sent."""

import json

import pytest

from widgets.page.assets import WIDGETS

pytestmark = pytest.mark.browser

MODEL = """
window.sent = []; window.states = [];
const on = {};
window.model = {
  get: (key) => ({ document: { basics: { name: "" }, work: [{ id: "a1", position: "Cook" }] } })[key],
  send: (message) => sent.push(structuredClone(message)),
  on: (event, listener) => (on[event] = listener),
  off() {},
};
window.answer = (message) => on["msg:custom"](message);
window.heal = () => on.heal();
document.addEventListener("onward:saving", ({ detail }) => states.push(structuredClone(detail)));
window.saving = createSaving(model, document.body);
"""


@pytest.fixture
def screen(page):
    """Runs JavaScript on a page with a screen's `saving`; gives back what it gives back."""
    source = (WIDGETS / "page" / "js" / "saving.js").read_text()
    page.add_script_tag(type="module", content=source + MODEL)
    page.wait_for_function("window.saving")
    return page.evaluate


def changes(screen):
    return [
        [(change["path"][-1], change["value"], change["base"]) for change in message["changes"]]
        for message in screen("sent")
    ]


def test_keys_are_gathered_into_one_message(screen, page):
    screen("for (const name of ['A', 'Am', 'Ami']) saving.put(['basics', 'name'], name)")
    page.wait_for_function("sent.length")

    assert changes(screen) == [[("name", "Ami", "")]]


def test_leaving_the_field_sends_at_once(screen):
    screen("saving.put(['basics', 'name'], 'A'); document.body.dispatchEvent(new Event('focusout'))")

    assert changes(screen) == [[("name", "A", "")]]


def test_saved_is_told_only_when_the_kernel_says_so(screen):
    screen("saving.put(['basics', 'name'], 'A'); saving.flush()")
    before = screen("states")
    screen("answer({ kind: 'saved', seq: 1 })")

    assert before == [{"state": "saving"}]
    assert screen("states")[-1] == {"state": "saved"}


def test_one_message_is_in_flight_and_the_next_follows_its_answer(screen):
    screen("saving.put(['basics', 'name'], 'A'); saving.flush()")
    screen("saving.put(['basics', 'name'], 'Am'); saving.flush()")
    assert changes(screen) == [[("name", "A", "")]]

    screen("answer({ kind: 'saved', seq: 1 })")

    assert changes(screen)[1:] == [[("name", "Am", "A")]]


def test_a_new_kernel_gets_the_same_message_again(screen):
    screen("saving.put(['basics', 'name'], 'A'); saving.flush(); saving.put(['basics', 'name'], 'Am')")
    screen("heal()")

    assert changes(screen) == [[("name", "A", "")]] * 2


def test_a_failing_store_is_told_and_the_words_are_sent_again(screen):
    screen("saving.put(['basics', 'name'], 'A'); saving.flush()")
    screen("answer({ kind: 'unsaved', seq: 1, reason: 'disk_full' }); heal()")

    assert screen("states")[-1] == {"state": "unsaved", "reason": "disk_full"}
    assert changes(screen) == [[("name", "A", "")]] * 2


def test_an_entry_that_is_removed_takes_its_unsent_changes_along(screen):
    screen("saving.put(['work', 'a1', 'position'], 'Chef'); saving.put(['work', 'a1'], null); saving.flush()")

    assert changes(screen) == [[("a1", None, {"id": "a1", "position": "Cook"})]]


def test_a_new_entry_and_its_fields_go_together(screen):
    screen("saving.put(['work', 'b2'], { id: 'b2', position: '' })")
    screen("saving.put(['work', 'b2', 'position'], 'Cleaner'); saving.flush()")

    assert changes(screen) == [[("b2", {"id": "b2", "position": ""}, None), ("position", "Cleaner", "")]]


def test_a_conflict_is_open_until_she_has_chosen(screen):
    conflict = "{ path: ['basics', 'name'], mine: 'A', theirs: 'F' }"
    screen("saving.put(['basics', 'name'], 'A'); saving.flush()")
    screen(f"answer({{ kind: 'conflict', seq: 1, conflicts: [{conflict}] }})")
    screen("saving.put(['basics', 'town'], 'Rome'); saving.flush(); answer({ kind: 'saved', seq: 2 })")
    assert screen("states")[-1] == {"state": "conflict"}

    screen("saving.put(['basics', 'name'], 'A'); saving.flush()")

    assert changes(screen)[-1] == [("name", "A", "F")]
    screen("answer({ kind: 'saved', seq: 3 })")
    assert screen("states")[-1] == {"state": "saved"}


def test_a_refused_value_stays_on_the_screen_and_the_state_says_so(screen):
    refusal = "{ path: ['basics', 'name'], reason: 'address', stored: '' }"
    screen("saving.put(['basics', 'name'], 'Via Roma 12'); saving.flush()")
    screen(f"answer({{ kind: 'refused', seq: 1, refusals: [{refusal}] }})")
    screen("saving.put(['basics', 'town'], 'Rome'); saving.flush(); answer({ kind: 'saved', seq: 2 })")

    assert screen("saving.read('basics', 'name')") == "Via Roma 12"
    assert screen("states")[-1] == {"state": "unsaved", "reason": "refused"}


def test_an_item_of_which_a_part_is_kept_is_shown_as_it_was_kept(screen):
    screen("saving.put(['work', 'a'], { id: 'a', town: 'Via Roma 12, Palermo' }); saving.flush()")
    kept = {"id": "a", "town": "Palermo"}
    refusal = {"path": ["work", "a"], "reason": "address", "stored": kept}
    screen(f"answer({{ kind: 'refused', seq: 1, refusals: [{json.dumps(refusal)}] }})")

    assert screen("saving.read('work', 'a')") == kept
    assert [each["state"] for each in screen("states")] == ["saving", "unsaved", "saved"]


def test_removing_takes_every_entry_of_an_id(screen):
    screen("for (const path of ['x', 'y']) saving.put(['work', path], { id: 'a' })")
    screen("saving.put(['work', 'a'], null)")

    assert screen("saving.read('work').map(({ id }) => id)") == ["a1"]


def test_what_is_not_sent_yet_goes_when_the_page_goes(screen):
    screen("saving.put(['basics', 'name'], 'A'); saving.flush(); saving.put(['basics', 'town'], 'Rome')")
    screen("window.dispatchEvent(new Event('pagehide'))")

    assert changes(screen) == [[("name", "A", "")], [("town", "Rome", None)]]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((["basics", "name"], "Am"), (["basics", "name"], "Amina")),
        ((["work", "b2"], {"id": "b2", "position": ""}), (["work", "b2", "position"], "Cook")),
    ],
)
def test_what_goes_with_the_page_knows_what_is_on_its_way(screen, first, then):
    screen(f"saving.put(...{json.dumps(first)}); saving.flush(); saving.put(...{json.dumps(then)})")
    screen("dispatchEvent(new Event('pagehide'))")

    before = first[1] if isinstance(first[1], str) else first[1]["position"]
    assert changes(screen)[-1] == [(then[0][-1], then[1], before)]


def test_a_refused_answer_that_she_mends_to_what_was_kept_is_saved(screen, page):
    refusal = "{ path: ['basics', 'town'], reason: 'address', stored: 'Palermo' }"
    screen("saving.put(['basics', 'town'], 'Palermo, Via Roma 5'); saving.flush()")
    screen(f"answer({{ kind: 'refused', seq: 1, refusals: [{refusal}] }})")
    screen("saving.put(['basics', 'town'], 'Palermo'); saving.flush()")

    assert screen("states")[-1] == {"state": "saved"}


def test_what_waited_behind_a_refused_answer_is_sent(screen):
    screen("saving.put(['basics', 'name'], 'Via Roma 5'); saving.flush()")
    screen("saving.put(['basics', 'town'], 'Rome'); saving.flush()")
    refusal = "{ path: ['basics', 'name'], reason: 'address', stored: '' }"
    screen(f"answer({{ kind: 'refused', seq: 1, refusals: [{refusal}] }})")

    assert changes(screen)[1:] == [[("town", "Rome", None)]]
