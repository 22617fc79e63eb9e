import pytest

from widgets.interview.record import answer_in, empty_record, refusal, words_of
from widgets.interview.thanks import message_lines
from widgets.interview.wording import table
from widgets.page.editing import Change


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("job", "occupation"), "cleaner"),
        (("answers", "cleaner/bathroom_order"), {"id": "cleaner/bathroom_order"}),
        (("answers", "general/about_you", "situation"), "At home I cooked for ten people."),
        (("sorted", "family.husband"), {"id": "family.husband", "said": "no", "first": "no"}),
        (("talks", "17", "path"), ["name", "work"]),
        (("thanks", "body"), ["interest"]),
        (("avoid",), ["family"]),
        (("sorting",), []),
    ],
)
def test_what_the_lesson_asks_for_is_kept(path, value):
    assert refusal(Change(path, value)) is None


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("recording",), "GkXfo59ChoEB", "other"),
        (("answers", "x", "y", "z"), "deep", "other"),
        (("answers", "x"), {"id": "x", "more": {"deep": {"er": 1}}}, "other"),
        ((), "nothing", "other"),
        (("answers", "x", "written"), "a" * 2001, "too_long"),
        (("job", "occupation"), "a" * 201, "too_long"),
        (("answers", "x", "action"), "I live in via Roma 12, Palermo", "address"),
        (("thanks", "text"), "My passport is YA1234567.", "document"),
    ],
)
def test_anything_else_is_not(path, value, reason):
    assert refusal(Change(path, value)).reason == reason


def test_of_an_answer_with_an_address_the_rest_stays():
    kept = refusal(Change(("answers", "x", "written"), "I clean well. I live in via Roma 12.")).kept

    assert kept.startswith("I clean well.")
    assert "Roma 12" not in kept


def test_what_she_wrote_freely_goes_before_the_four_parts():
    answer = {"situation": "At home.", "task": " ", "action": "I cooked.", "result": "All ate."}

    assert words_of(answer) == "At home. I cooked. All ate."
    assert words_of({**answer, "written": "I can cook."}) == "I can cook."
    assert words_of({}) == ""


def test_an_answer_is_found_by_its_question():
    document = {**empty_record("cleaner", "it"), "answers": [{"id": "a"}, {"id": "b", "written": "x"}]}

    assert (answer_in(document, "b"), answer_in(document, "c")) == ({"id": "b", "written": "x"}, {})


def test_her_message_is_in_the_employers_language_with_her_name_last():
    start, body, end = (table("it", f"thank_{part}") for part in ("start", "body", "end"))
    chosen = {
        "start": [next(iter(start))],
        "body": list(body)[:2],
        "end": [next(iter(end))],
        "text": "A presto.",
    }

    lines = message_lines(chosen, "Ada Osei", "it")

    first, second = list(body.values())[:2]
    assert lines == [
        next(iter(start.values())),
        f"{first} {second}",
        "A presto.",
        next(iter(end.values())),
        "Ada Osei",
    ]
    assert message_lines({}, "Ada Osei", "it") == []
