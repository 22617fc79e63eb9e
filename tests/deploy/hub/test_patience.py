from pathlib import Path

import pytest

from deploy.hub.patience import ADDRESS_FORGOTTEN, BUSY_ADDRESS, WAITS, Patience
from deploy.hub.roster import Roster

NOW = 1_700_000_000.0


@pytest.fixture
def patience(tmp_path: Path) -> Patience:
    return Patience(Roster(tmp_path / "roster.sqlite"), lambda value: value[::-1])


def test_two_wrong_pins_are_forgiven_and_then_the_wait_grows(patience: Patience):
    waits = []
    for _ in range(10):
        patience.note("kmn479", "10.0.0.1", NOW)
        waits.append(patience.wait("kmn479", NOW))

    assert waits == [0, 0, *WAITS, WAITS[-1], WAITS[-1]]


def test_a_wait_survives_a_restart(patience: Patience, tmp_path: Path):
    for _ in range(5):
        patience.note("kmn479", "10.0.0.1", NOW)

    restarted = Patience(Roster(tmp_path / "roster.sqlite"), lambda value: value[::-1])

    assert restarted.wait("kmn479", NOW + 20) == 40


def test_the_right_pin_ends_the_count(patience: Patience):
    for _ in range(5):
        patience.note("kmn479", "10.0.0.1", NOW)

    patience.forgive("kmn479")

    assert patience.wait("kmn479", NOW) == 0


def test_one_learners_wrong_pins_do_not_lock_another(patience: Patience):
    for _ in range(9):
        patience.note("kmn479", "10.0.0.1", NOW)

    assert patience.wait("wxy334", NOW) == 0


def test_a_shared_address_is_slowed_but_never_shut_out(patience: Patience):
    for number in range(500):
        patience.note(f"name{number}", "10.0.0.1", NOW)

    assert (patience.slowness("10.0.0.1", NOW), patience.slowness("10.0.0.2", NOW)) == (4.0, 0.0)


def test_an_address_is_forgotten_after_a_quarter_of_an_hour(patience: Patience):
    for number in range(BUSY_ADDRESS + 30):
        patience.note(f"name{number}", "10.0.0.1", NOW)

    assert patience.slowness("10.0.0.1", NOW + ADDRESS_FORGOTTEN) == 0.0


def test_what_was_typed_by_mistake_is_not_kept(patience: Patience, tmp_path: Path):
    patience.note("amina haddad", "10.0.0.1", NOW)

    assert b"amina" not in (tmp_path / "roster.sqlite").read_bytes()
