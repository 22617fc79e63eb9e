import re
from pathlib import Path

import pytest

from widgets.cv import advice
from widgets.cv.advice import Note, advise
from widgets.cv.model import Cv
from widgets.cv.outline import Block
from widgets.cv.pages import pages
from widgets.language.text import read_phrases

COMPLETE = {
    "settings": {"language": "it", "country": "IT"},
    "basics": {
        "name": "Amina Haddad",
        "occupation": "cook",
        "email": "a.haddad@example.org",
        "phone": "+39 333 123 4567",
    },
    "work": [{"id": "w1", "position": "Cook", "start": "2019-05", "current": True}],
    "skills": [{"id": "s1", "text": "Sewing"}],
    "languages": [{"id": "l1", "language": "ar", "level": "native"}],
}


def notes(**sections):
    return advise(Cv.from_document({**COMPLETE, **sections}))


def with_basics(**basics):
    return notes(basics={**COMPLETE["basics"], **basics})


def test_a_complete_cv_gets_no_remark():
    assert notes() == []


def test_an_empty_cv_is_told_what_is_missing():
    assert advise(Cv()) == [
        Note("name_missing", ("basics", "name")),
        Note("contact_missing", ("basics", "phone")),
        Note("job_missing", ("basics", "label")),
        Note("experience_missing", ("work",)),
        Note("skills_missing", ("skills",)),
        Note("languages_missing", ("languages",)),
    ]


def test_one_way_to_reach_her_is_enough():
    assert with_basics(email="") == []
    assert with_basics(phone="") == []


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("amina1990@example.org", "email_year"),
        ("amina.90@example.org", "email_year"),
        ("ah_02@example.org", "email_year"),
        ("amina.haddad1990@example.org", "email_name_and_year"),
        ("haddad-amina-90@example.org", "email_name_and_year"),
        ("sexy.amina@example.org", "email_nickname"),
        ("amina_princess@example.org", "email_nickname"),
        ("Habibti7@example.org", "email_nickname"),
        ("amina", "email_incomplete"),
        ("amina@example", "email_incomplete"),
        ("amina @example.org", "email_incomplete"),
        ("a@b@example.org", "email_incomplete"),
    ],
)
def test_an_email_address_that_gives_away_too_much_is_pointed_out(email, code):
    assert with_basics(email=email) == [Note(code, ("basics", "email"))]


@pytest.mark.parametrize(
    "email",
    [
        "amina.haddad@example.org",
        "a.haddad@mail1990.org",
        "amina7@example.org",
        "amina123@example.org",
        "hotelcook@example.org",
        "regina.pop@example.org",
    ],
)
def test_an_ordinary_email_address_gets_no_remark(email):
    assert with_basics(email=email) == []


@pytest.mark.parametrize(
    ("phone", "offer"),
    [
        ("333 123 4567", "+39 333 123 4567"),
        ("3331234567", "+39 333 123 4567"),
        ("٣٣٣١٢٣٤٥٦٧", "+39 333 123 4567"),
        ("123", ""),
        ("my sister's phone", ""),
    ],
)
def test_a_phone_without_country_code_gets_the_number_of_the_country_offered(phone, offer):
    assert with_basics(phone=phone) == [Note("phone_country", ("basics", "phone"), offer)]


def test_without_a_country_no_number_is_offered():
    found = notes(
        settings={"language": "it", "country": ""}, basics={**COMPLETE["basics"], "phone": "3331234567"}
    )

    assert found == [Note("phone_country", ("basics", "phone"))]


@pytest.mark.parametrize(
    "phone", ["+39 333 123 4567", "0039 333 1234567", "+234 803 123 4567", "+212 (0) 661-234567"]
)
def test_a_phone_with_country_code_gets_no_remark(phone):
    assert with_basics(phone=phone) == []


def test_a_phone_that_is_too_short_is_pointed_out():
    assert with_basics(phone="+39 33") == [Note("phone_incomplete", ("basics", "phone"))]


def test_a_date_of_birth_is_pointed_out_where_it_stands():
    found = notes(work=[{"id": "w1", "position": "Cook", "text": "Born on 12.03.1990"}])

    assert found == [Note("birth_date", ("work", "w1", "text"))]


def work(*periods):
    return [
        {"id": f"w{n}", "position": "Cook", "start": start, "end": end, "current": not end and bool(start)}
        for n, (start, end) in enumerate(periods)
    ]


@pytest.mark.parametrize(
    ("periods", "later"),
    [
        ([("2015-01", "2016-01"), ("2017-01", "")], ["w1"]),
        ([("2017-01", ""), ("2015-01", "2016-01")], ["w0"]),
        ([("2015", "2016"), ("2018", "")], ["w1"]),
        ([("2010", "2011"), ("2013", "2014"), ("2016", "")], ["w1", "w2"]),
        ([("2015-01", "2016-01"), ("2016-07", "")], []),
        ([("2015-01", "2016-01"), ("2016-08", "")], []),
        ([("2015-01", "2016-01"), ("2016-09", "")], ["w1"]),
        ([("2015", "2016"), ("2017", "")], []),
        ([("2010", "2020"), ("2012", "2013"), ("2020-03", "")], []),
        ([("", ""), ("2017", "2018")], []),
    ],
)
def test_more_than_half_a_year_without_work_or_learning_is_a_gap(periods, later):
    assert notes(work=work(*periods)) == [Note("gap", ("work", entry, "start")) for entry in later]


def test_a_course_fills_a_gap():
    found = notes(
        work=work(("2015-01", "2016-01"), ("2018-01", "")),
        education=[{"id": "e1", "kind": "course", "title": "Sewing", "start": "2016-02", "end": "2017-12"}],
    )

    assert found == []


def test_an_end_before_the_start_is_pointed_out():
    assert notes(work=work(("2019-05", "2018-05"))) == [Note("dates_order", ("work", "w0", "end"))]
    assert notes(work=work(("2019-05", "2019"))) == []


def test_a_cv_of_more_than_two_pages_is_called_long():
    entries = [
        {"id": f"w{n}", "position": "Cook", "current": True, "start": "2019", "text": "Cooked\n" * 9}
        for n in range(12)
    ]

    assert notes(work=entries) == [Note("too_long")]


def test_a_page_holds_fifty_seven_lines():
    assert pages([Block("item", "Cooked meals", "en")] * 57) == 1.0
    assert pages([Block("item", "word " * 20, "en")] * 57) == 2.0


def test_every_remark_has_its_text_and_every_text_its_remark():
    source = Path(advice.__file__)
    codes = {
        *re.findall(
            r'"((?:email|phone|name|contact|job|experience|birth|dates|too)_\w+)"', source.read_text("utf-8")
        )
    }
    texts = read_phrases(source.parent / "text" / "en.toml")

    said = {key.removeprefix("advice.") for key in texts}

    assert said == {*codes, "gap", "skills_missing", "languages_missing"}


def test_a_note_goes_to_the_browser_as_plain_values():
    assert Note("gap", ("work", "w1", "start")).for_browser() == {
        "code": "gap",
        "path": ["work", "w1", "start"],
        "offer": "",
    }
