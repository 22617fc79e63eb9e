import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from widgets.cv.model import Cv, PartialDate, Skill, Work


def test_an_empty_document_gives_a_cv_with_defaults():
    assert Cv.from_document({}) == Cv()


def test_a_filled_cv_survives_the_round_trip():
    document = Cv().to_document() | {
        "settings": {"language": "it", "country": "IT", "design": "photo", "consent": True},
        "work": [
            Work(id="w1", position="Cuoca", start=PartialDate(2019, 5), phrases=["cook.meals"]).to_document()
        ],
        "skills": [{"id": "s1", "phrase": "skills.cook.menus"}, {"id": "s2", "text": "Ricamo"}],
    }

    assert Cv.from_document(document).to_document() == document


def test_unknown_keys_survive_at_every_level():
    document = {
        "later": [1],
        "basics": {"name": "Amina", "pronouns": "she"},
        "work": [{"id": "w1", "shift": "night"}],
    }

    written = Cv.from_document(document).to_document()

    assert written["later"] == [1]
    assert written["basics"]["pronouns"] == "she"
    assert written["work"][0]["shift"] == "night"


def test_an_address_is_dropped_wherever_it_stands():
    document = {
        "address": "Via Roma 5",
        "basics": {
            "town": "Palermo",
            "streetAddress": "Via Roma 5",
            "location": {"postal_code": "90133", "city": "Palermo"},
        },
        "work": [{"id": "w1", "Home-Address": "Via Roma 5", "places": [{"ZIP": "90133", "town": "Bari"}]}],
    }

    written = Cv.from_document(document).to_document()

    assert "Via Roma" not in str(written)
    assert "90133" not in str(written)
    assert written["basics"]["location"] == {"city": "Palermo"}
    assert written["work"][0]["places"] == [{"town": "Bari"}]


@pytest.mark.parametrize(
    "broken",
    [
        {"basics": None},
        {"basics": {"name": 5, "email": ["x"]}},
        {"work": "none"},
        {"work": [None, 3]},
        {"settings": {"consent": "yes"}},
        {"schema": True},
    ],
)
def test_an_unreadable_value_gets_its_default(broken):
    assert Cv.from_document(broken) == Cv()


def test_a_skill_is_written_as_a_phrase_or_as_own_words():
    assert Skill(id="a", phrase="skills.everyday.organise").to_document() == {
        "id": "a",
        "phrase": "skills.everyday.organise",
    }
    assert Skill(id="b", text="Ricamo").to_document() == {"id": "b", "text": "Ricamo"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", PartialDate(2019)),
        ("2019-05", PartialDate(2019, 5)),
        ("2019-5", PartialDate(2019, 5)),
        ("2019-05-17", PartialDate(2019, 5)),
        ("", PartialDate()),
        ("2019-13", PartialDate()),
        ("0000", PartialDate()),
        ("soon", PartialDate()),
    ],
)
def test_a_partial_date_is_read(text, date):
    assert PartialDate.parse(text) == date


@given(st.integers(1, 9999), st.integers(0, 12))
def test_a_partial_date_is_written_as_it_was_read(year, month):
    date = PartialDate(year, month)

    assert PartialDate.parse(str(date)) == date


def test_partial_dates_are_ordered_in_time_and_the_empty_one_is_first():
    dates = [PartialDate(2020), PartialDate(2019, 12), PartialDate(), PartialDate(2019)]

    assert sorted(dates) == [PartialDate(), PartialDate(2019), PartialDate(2019, 12), PartialDate(2020)]


def test_an_empty_date_is_false():
    assert not PartialDate()
    assert PartialDate(2019)


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
objects = st.dictionaries(st.sampled_from(["id", "kind", "name", "start", "phrases"]), scalars, max_size=3)
values = scalars | objects | st.lists(scalars | objects, max_size=2)
sections = st.sampled_from(["basics", "work", "skills", "languages", "settings", "other"])


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(sections, values, max_size=3))
def test_any_document_can_be_read_and_then_stays_the_same(document):
    once = Cv.from_document(document).to_document()

    assert Cv.from_document(once).to_document() == once
