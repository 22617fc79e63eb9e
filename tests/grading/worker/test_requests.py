"""What the worker answers, without a course, a gradebook or a process."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from grading.gradebook.places import Course
from grading.store import DamagedRecord, HandedIn, Store, StoreError
from grading.store.errors import DamagedKeyFile, MissingDataKey, StoreLocked, WrongKey
from grading.worker.children import Children
from grading.worker.outbox import Outbox
from grading.worker.requests import Requests
from grading.worker.turns import Turns

WHOSE = {"learner": "amber-12", "assignment": "cv"}


def handed_in(key: str, state: str) -> HandedIn:
    return HandedIn(key, **WHOSE, at=datetime(2026, 11, 27, tzinfo=UTC), state=state)


class FakeStore:
    def __init__(self, *items: HandedIn, error: Exception | None = None) -> None:
        self.items, self.error = list(items), error

    def handed_in(self, _learner: str, _assignment: str) -> list[HandedIn]:
        return self.items

    def snapshot(self, key: str) -> dict[str, str]:
        if self.error:
            raise self.error
        return {"of": key}


class FakeOutbox:
    def __init__(self) -> None:
        self.unread: list[StoreError] = []

    def could_not_read(self, _learner: str, _assignment: str, error: StoreError) -> None:
        self.unread.append(error)


class FakeChildren:
    def __init__(self) -> None:
        self.done: list[str] = []

    async def do(self, job: str, **_details: object) -> dict[str, Any]:
        self.done.append(job)
        return {}


def requests(store: FakeStore, outbox: FakeOutbox | None = None, children: FakeChildren | None = None) -> Any:
    return Requests(
        Course(Path("/nowhere")),
        cast("Store", store),
        cast("Children", children or FakeChildren()),
        Turns(),
        cast("Outbox", outbox or FakeOutbox()),
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreLocked(), "store_locked"),
        (DamagedKeyFile("learners.json"), "damaged_key_file"),
        (WrongKey(), "wrong_key"),
        (MissingDataKey("amber-12"), "missing_data_key"),
        (PermissionError(13, "closed"), "store_unavailable"),
        (OSError(5, "input/output error"), "store_unavailable"),
    ],
)
async def test_what_could_not_be_read_is_scored_again_later(error: Exception, code: str) -> None:
    outbox = FakeOutbox()
    store = FakeStore(handed_in("a", "written"), error=error)

    answer = await requests(store, outbox).answer({"request": "snapshot", **WHOSE})

    assert answer == {"ok": False, "error": code}
    assert [each.code for each in outbox.unread] == [code]


async def test_a_damaged_record_is_not_waited_for() -> None:
    outbox = FakeOutbox()
    store = FakeStore(handed_in("a", "written"), error=DamagedRecord("amber-12", "handed_in/cv"))

    answer = await requests(store, outbox).answer({"request": "snapshot", **WHOSE})

    assert (answer["error"], outbox.unread) == ("damaged_record", [])


@pytest.mark.parametrize("request_", [{"request": "grade", "cell": "tone"}, {"request": "release"}])
@pytest.mark.parametrize("newer", ["waiting", "written", "graded", "failed"])
async def test_points_for_what_the_trainer_read_never_go_to_something_newer(
    request_: dict[str, str], newer: str
) -> None:
    children = FakeChildren()
    store = FakeStore(handed_in("b", newer), handed_in("a", "graded"))

    answer = await requests(store, children=children).answer({**request_, **WHOSE, "handed_in": "a"})

    assert (answer, children.done) == ({"ok": False, "error": "read_newer"}, [])


async def test_points_go_to_the_newest_when_the_trainer_has_read_it() -> None:
    store = FakeStore(handed_in("b", "graded"), handed_in("a", "replaced"))

    answer = await requests(store).answer({"request": "grade", **WHOSE, "cell": "tone", "handed_in": "b"})

    assert answer == {"ok": True}
