import random

import pytest

from widgets.interview.questions import read_file
from widgets.interview.talks import (
    HERE,
    Words,
    draw,
    manners,
    occupations_with_talks,
    review,
    review_of,
    said,
    stories,
)
from widgets.language import languages
from widgets.occupations.own.occupations import occupations

SHOWS = {
    "greeting",
    "about_work",
    "example",
    "honest_hours",
    "asked_pay",
    "asked_contract",
    "asked_question",
    "calm",
    "boundary",
    "asked",
    "left",
    "thanked",
}
LONGEST_WAY = 40


def some_ways(story, count=300):
    chance = random.Random(7)
    for _ in range(count):
        at, chosen = story.start, []
        while story.nodes[at].options:
            option = chance.choice(list(story.nodes[at].options))
            chosen.append(option)
            at = story.nodes[at].options[option].next
        yield chosen


def test_there_are_three_manners_and_deceptive_stories_in_at_least_ten_occupations():
    kinds = [story.is_deceptive for story in stories().values()]

    assert (kinds.count(False), kinds.count(True) >= 3) == (3, True)
    assert len(occupations_with_talks()) >= 10
    assert set(occupations_with_talks()) <= set(occupations())


@pytest.mark.parametrize("name", list(stories()))
def test_every_place_is_reached_and_every_way_ends(name):
    story = stories()[name]
    reached, open_places = set(), [story.start]
    while open_places:
        place = open_places.pop()
        if place not in reached:
            reached.add(place)
            open_places += [option.next for option in story.nodes[place].options.values()]

    assert reached == set(story.nodes)
    assert all(node.options or node.outcome for node in story.nodes.values())
    assert all(1 <= len(way) <= LONGEST_WAY for way in some_ways(story))


@pytest.mark.parametrize("name", list(stories()))
def test_what_she_says_leads_to_different_places(name):
    nodes = stories()[name].nodes.values()

    branching = [node for node in nodes if len({option.next for option in node.options.values()}) > 1]

    assert len(branching) >= 4


@pytest.mark.parametrize("name", list(stories()))
def test_each_answer_is_of_a_known_kind(name):
    options = [option for node in stories()[name].nodes.values() for option in node.options.values()]

    assert {option.quality for option in options} <= {"good", "fair", "weak", "risky"}
    assert {option.shows for option in options} <= SHOWS | {""}
    assert [option for option in options if option.shows and option.quality != "good"] == []


@pytest.mark.parametrize("name", [story.id for story in stories().values() if story.is_deceptive])
def test_she_can_leave_at_every_place_of_a_deceptive_story(name):
    story = stories()[name]

    stuck = [
        place
        for place, node in story.nodes.items()
        if node.options and "left" not in {option.shows for option in node.options.values()}
    ]

    assert stuck == []


@pytest.mark.parametrize("language", list(languages()))
@pytest.mark.parametrize("name", list(stories()))
def test_every_line_is_there_in_every_language(name, language):
    story = stories()[name]

    for occupation in occupations_with_talks():
        words = Words(story, occupation, language)
        lines = [
            line
            for place, node in story.nodes.items()
            for line in [words.say(place), *(words.answer(place, option) for option in node.options)]
        ]
        is_more = sum(node.is_more for node in story.nodes.values())
        assert lines.count("") == is_more  # there the employer's short reply is all


@pytest.mark.parametrize("language", [tag for tag in languages() if tag != "en"])
@pytest.mark.parametrize("folder", ["manners", "jobs"])
def test_no_line_is_left_over_or_missing(folder, language):
    english = read_file(HERE / "talks" / folder / "en.toml")
    own = read_file(HERE / "talks" / folder / f"{language}.toml")

    assert keys(own) == keys(english)


def keys(table, before=""):
    return {
        key
        for name, value in table.items()
        for key in (keys(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}"})
    }


def test_the_employer_answers_what_she_chose():
    story = stories()["pleasant"]
    place, option = story.start, next(iter(story.nodes[story.start].options))

    lines = said(story, "cleaner", [option], "en")

    words = Words(story, "cleaner", "en")
    assert lines[:2] == [("employer", words.say(place)), ("me", words.answer(place, option))]
    assert lines[2][0] == "employer"


def test_a_conversation_that_goes_on_has_no_review():
    assert review(stories()["pleasant"], []) is None


def best(story):
    """Good answers only, wherever there is one."""
    at, chosen = story.start, []
    while story.nodes[at].options:
        options = story.nodes[at].options
        option = next((key for key, each in options.items() if each.quality == "good"), next(iter(options)))
        chosen.append(option)
        at = options[option].next
    return chosen


@pytest.mark.parametrize("name", list(stories()))
def test_good_answers_count_fully_and_are_named(name):
    done = review(stories()[name], best(stories()[name]))

    assert done.share == 1.0
    assert set(done.shown) <= manners("en")["shows"].keys()
    assert done.outcome != "danger"


@pytest.mark.parametrize("name", [story.id for story in stories().values() if story.is_deceptive])
def test_going_along_to_the_end_is_danger_and_counts_nothing(name):
    story = stories()[name]
    at, chosen = story.start, []
    while story.nodes[at].options:
        options = story.nodes[at].options
        option = next((key for key, each in options.items() if each.quality == "risky"), next(iter(options)))
        chosen.append(option)
        at = options[option].next

    done = review(story, chosen)

    assert (done.outcome, done.share) == ("danger", 0.0)


def test_every_review_can_be_said_in_every_language():
    for story in stories().values():
        for way in some_ways(story, 60):
            done = review(story, way)
            for language in languages():
                words = manners(language)
                assert words["outcome"][done.outcome]["title"]
                assert all(words["shows"][each] for each in done.shown)
                assert not done.to_try or words["try"][done.to_try]


@pytest.mark.parametrize(
    "kept", [{}, {"story": "nobody", "path": []}, {"story": "pleasant", "path": "x"}, {"story": []}]
)
def test_a_broken_conversation_has_no_review(kept):
    assert review_of(kept) is None


def test_employers_that_she_has_not_met_are_drawn_first():
    known = [name for name in stories() if name != "fee"]

    assert draw(known, random.Random(1)) == "fee"
    assert draw(list(stories()), random.Random(1)) in stories()
