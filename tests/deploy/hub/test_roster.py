import stat
from pathlib import Path

import pytest

from deploy.hub.roster import NameTaken, Person, Roster, UnknownPerson


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    return Roster(tmp_path / "roster.sqlite")


def test_a_learner_has_the_group_of_her_cohort(roster: Roster):
    roster.add("kmn479", "learner", "oak", b"hash")

    assert roster.find("kmn479").groups == ["nbgrader-oak"]


def test_staff_may_belong_to_several_cohorts(roster: Roster):
    roster.add("elena", "staff", "oak", b"hash")
    roster.join("elena", "elm")

    assert roster.find("elena") == Person("elena", "staff", ("elm", "oak"), b"hash")
    assert roster.find("elena").groups == ["formgrade-elm", "formgrade-oak"]


def test_who_leaves_her_last_cohort_is_gone(roster: Roster):
    roster.add("elena", "staff", "oak", b"hash")

    roster.leave("elena", "oak")

    assert roster.names() == set()


def test_a_name_is_given_once(roster: Roster):
    roster.add("kmn479", "learner", "oak", b"hash")

    with pytest.raises(NameTaken):
        roster.add("kmn479", "staff", "elm", b"hash")


def test_a_cohort_lists_its_own_people_only(roster: Roster):
    roster.add("kmn479", "learner", "oak", b"hash")
    roster.add("wxy334", "learner", "elm", b"hash")
    roster.add("elena", "staff", "oak", b"hash")

    assert (roster.people("oak", "learner"), roster.people("oak", "staff")) == (["kmn479"], ["elena"])


def test_a_new_pin_ends_every_session(roster: Roster):
    roster.add("kmn479", "learner", "oak", b"hash")
    roster.note_session("s1", "kmn479", 1000.0)

    roster.change_secret("kmn479", b"other")

    assert roster.session_seen("s1", "kmn479") is None


def test_a_session_is_one_persons(roster: Roster):
    roster.note_session("s1", "kmn479", 1000.0)

    assert (roster.session_seen("s1", "kmn479"), roster.session_seen("s1", "wxy334")) == (1000.0, None)


def test_nobody_removed_is_found(roster: Roster):
    roster.add("kmn479", "learner", "oak", b"hash")
    roster.remove("kmn479")

    with pytest.raises(UnknownPerson):
        roster.find("kmn479")


def test_the_roster_is_its_owners_alone(roster: Roster, tmp_path: Path):
    assert stat.S_IMODE((tmp_path / "roster.sqlite").stat().st_mode) == 0o600
