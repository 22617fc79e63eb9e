from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from grading.store.versions import KEPT, KEPT_FOR, superfluous

START = datetime(2026, 3, 1, tzinfo=UTC)


def kept_after(saves: list[datetime]) -> list[datetime]:
    """The versions left when one after the other was saved; the newest first."""
    versions: list[tuple[int, datetime]] = []
    for revision, at in enumerate(saves, 1):
        versions.insert(0, (revision, at))
        gone = superfluous(versions, at)
        versions = [version for version in versions if version[0] not in gone]
    return [at for _, at in versions]


def test_the_first_twenty_are_all_kept():
    saves = [START + timedelta(seconds=number) for number in range(KEPT + 1)]

    assert kept_after(saves) == saves[::-1]


def test_an_hour_of_typing_does_not_push_out_last_week():
    last_week = [START + timedelta(hours=hour) for hour in range(3)]
    typing = [START + timedelta(days=7, seconds=2 * number) for number in range(1800)]

    kept = kept_after(last_week + typing)

    assert len(kept) == KEPT + 1
    assert last_week[-1] in kept
    assert kept[:3] == typing[:-4:-1]
    assert any(timedelta(minutes=10) < kept[0] - at < timedelta(minutes=50) for at in kept)


def test_a_version_replaced_long_ago_is_let_go():
    first, second, later = START, START + timedelta(days=1), START + timedelta(days=2) + KEPT_FOR

    assert kept_after([first, second, later]) == [later, second]


def test_a_clock_that_jumps_ahead_takes_one_version_and_not_all():
    saves = [START + timedelta(hours=hour) for hour in range(10)]
    ahead = START + 4 * KEPT_FOR

    assert kept_after([*saves, ahead]) == [ahead, *saves[:0:-1]]


def test_a_record_that_stood_for_long_is_kept_when_it_is_replaced():
    first, later = START, START + 2 * KEPT_FOR

    assert kept_after([first, later, later + timedelta(seconds=5)]) == [
        later + timedelta(seconds=5),
        later,
        first,
    ]


@given(
    st.lists(
        st.timedeltas(min_value=timedelta(days=-1), max_value=timedelta(days=30)), min_size=1, max_size=60
    )
)
def test_the_newest_is_never_lost_and_few_are_kept_whatever_the_clock_does(steps):
    at, saves = START, []
    for step in steps:
        at += step
        saves.append(at)

    kept = kept_after(saves)

    assert kept[0] == saves[-1]
    assert len(kept) <= KEPT + 1
