import pytest

from widgets.page.editing import Change
from widgets.vacancies.record import empty_record, refusal


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("wish", "place"), "Palermo"),
        (("wish", "hours"), ["part_time"]),
        (("saved", "it-01"), {"id": "it-01", "title": "Cleaner", "night": False}),
        (("saved", "it-01"), None),
        (("judged", "it-01", "marks"), ["1", "2"]),
        (("message", "text"), "Via Roma 12, tel. 000"),
        (("keep_recent",), True),
    ],
)
def test_what_the_lesson_asks_for_is_kept(path, value):
    assert refusal(Change(path, value)) is None


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ((), {}, "other"),
        (("address",), "x", "other"),
        (("saved", "it-01", "a", "b"), "x", "other"),
        (("saved", "it-01"), {"id": "it-01", "title": "x" * 300}, "other"),
        (("searches", "cook"), {"id": "cleaner", "words": "cook"}, "other"),
        (("saved", "it-01"), {"id": "it-01", "more": {"deep": {}}}, "other"),
        (("questions",), ["x"] * 500, "other"),
        (("message", "text"), "x" * 10_001, "too_long"),
        (("letters", "it-01", "text"), "x" * 1501, "too_long"),
        (("letters", "it-01", "text"), "I live in Via Roma 12, Palermo", "address"),
        (("letters", "it-01"), {"id": "it-01", "text": "I live in Via Roma 12, Palermo"}, "address"),
        (("saved", "it-01"), {"id": "it-01", "note": "Via Roma 12, 90133 Palermo"}, "address"),
    ],
)
def test_what_must_not_be_kept_is_refused_with_a_reason(path, value, reason):
    assert refusal(Change(path, value)).reason == reason


def test_the_words_around_an_address_are_kept():
    assert "I live in" in refusal(Change(("letters", "it-01", "text"), "I live in Via Roma 12")).kept


@pytest.mark.parametrize("name", ["searches", "recent"])
def test_a_search_is_kept_without_a_home_address(name):
    search = {"id": "1", "words": "cleaner", "place": "Via Roma 12, Palermo", "no_night": True}

    refused = refusal(Change((name, "1"), search))

    assert refused.reason == "address"
    assert "Via Roma 12" not in str(refused.kept)
    assert refused.kept == {**search, "place": refused.kept["place"]}


def test_a_new_record_takes_what_the_cv_says():
    record = empty_record({"occupation": "cleaner", "place": "Palermo", "language": "it"}, "ar")

    assert record["wish"]["occupation"] == "cleaner"
    assert record["message"]["language"] == "ar"
    assert record["saved"] == []
