import random
import re
from datetime import date

import pytest

from widgets.interview.questions import read_file
from widgets.interview.unlawful import (
    ALLOWED,
    FORBIDDEN,
    TOPICS,
    about,
    draw,
    is_right,
    law_for,
    laws,
    topic_of,
    topics,
    words_of,
)
from widgets.language import languages

ALL = [f"{topic.id}.{each}" for topic in topics().values() for each in topic.asked]
FORBIDDEN_TOPICS = [each for each in topics().values() if not each.is_lawful]


def test_the_topics_of_the_law_are_there():
    assert {each.id for each in FORBIDDEN_TOPICS} == {
        "pregnancy",
        "family",
        "religion",
        "origin",
        "orientation",
        "health",
        "union",
        "age",
        "criminal_record",
        "previous_pay",
        "past",
        "bank",
        "photos",
    }
    assert {"permit", "languages", "shifts"} <= {each.id for each in topics().values() if each.is_lawful}


@pytest.mark.parametrize("topic", FORBIDDEN_TOPICS, ids=lambda topic: topic.id)
@pytest.mark.parametrize("country", ["IT", "ES", "GR", "RO", "BG", "DE", "AT", "FR", "IE", "XX", ""])
def test_each_forbidden_topic_has_a_law_with_its_date(topic, country):
    law = law_for(topic, country)

    assert law.name
    assert date(1940, 1, 1) < law.day <= date.today()


def test_what_may_be_asked_needs_no_law():
    assert [law_for(each, "IT") for each in topics().values() if each.is_lawful and law_for(each, "IT")] == []


def test_a_countrys_own_law_comes_first():
    assert law_for(topics()["pregnancy"], "it").name == laws()["IT"]["laws"]["pregnancy"]["name"]
    assert law_for(topics()["bank"], "IT").name == laws()["EU"]["laws"]["bank"]["name"]


def test_a_law_that_no_lawyer_read_says_so():
    for row in laws().values():
        assert row["checked"] == "" or isinstance(row["checked"], date)
    assert law_for(topics()["family"], "IT").for_browser()["is_checked"] is bool(laws()["IT"]["checked"])


@pytest.mark.parametrize("language", list(languages()))
def test_every_example_is_said_in_every_language(language):
    own = read_file(TOPICS / f"{language}.toml")

    assert list(own) == list(topics())
    assert {name: sorted(row["asked"]) for name, row in own.items()} == {
        each.id: sorted(each.asked) for each in topics().values()
    }
    assert all(about(each, language)["about"] and about(each, language)["name"] for each in topics().values())
    assert len({words_of(each, language) for each in ALL}) == len(ALL)


@pytest.mark.parametrize("seed", range(20))
def test_an_exercise_has_both_kinds_each_of_another_topic(seed):
    drawn = draw([], random.Random(seed))

    lawful = [topic_of(each).is_lawful for each in drawn]
    assert (lawful.count(False), lawful.count(True)) == (FORBIDDEN, ALLOWED)
    assert len({topic_of(each).id for each in drawn}) == len(drawn)


def test_the_next_exercise_has_others():
    first = draw([], random.Random(1))

    assert set(first) & set(draw(first, random.Random(2))) == set()


@pytest.mark.parametrize(
    ("kept", "right"),
    [
        ({"id": "family.husband", "first": "no"}, True),
        ({"id": "family.husband", "first": "may", "said": "no"}, False),
        ({"id": "permit.may_work", "first": "may"}, True),
        ({"id": "permit.may_work", "first": "no"}, False),
        ({"id": "permit.may_work"}, False),
        ({"id": "nothing.here", "first": "no"}, False),
        ({}, False),
    ],
)
def test_what_she_thought_first_counts(kept, right):
    assert is_right(kept) is right


def test_names_of_laws_are_names():
    names = [row["name"] for country in laws().values() for row in country["laws"].values()]

    assert len(names) > 50
    assert [name for name in names if not re.search(r"\d", name) and "Dekker" not in name] == []
