import base64
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from grading.store import (
    DamagedRecord,
    HandedIn,
    StaleRecord,
    StoreLocked,
    StoreUnavailable,
    UnknownLearner,
    WrongKey,
    open_records,
    schema,
)
from grading.store.database import Database

LEARNER = "amber-12"  # of the fixtures
CV = {"schema": 1, "basics": {"name": "Amina Haddad", "town": "Palermo", "summary": "أعمل في المطابخ 👩🏽‍🍳"}}


def test_a_record_that_was_never_saved_is_none(records):
    assert records.load("cv") is None


def test_a_saved_record_is_there_for_the_next_kernel(place, store, records):
    saved = records.save("cv", CV, expected=0)

    with open_records(place.url, LEARNER, store.data_key(LEARNER)) as later:
        found = later.load("cv")
    assert (found, found.document, found.revision) == (saved, CV, 1)
    assert datetime.now(UTC) - found.saved_at < timedelta(minutes=1)


def test_each_kind_is_a_record_of_its_own(records):
    records.save("cv", CV, 0)
    records.save("progress/write_a_cv", {"done": ["who"]}, 0)
    records.save("cv", {}, 1)

    assert (records.load("cv").document, records.load("cv").revision) == ({}, 2)
    assert records.load("progress/write_a_cv").document == {"done": ["who"]}


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "half an emoji \ud83d", "'; DROP TABLE version; --", "\u202egnirts", "x" * 300_000],
    ids=["empty", "null byte", "lone surrogate", "SQL", "right-to-left mark", "very long"],
)
def test_any_text_comes_back_as_it_was_typed(records, text):
    records.save("cv", {"basics": {"name": text, text[:20]: 1}}, 0)

    assert records.load("cv").document == {"basics": {"name": text, text[:20]: 1}}


def test_the_second_of_two_tabs_gets_what_the_first_saved(records):
    records.save("cv", {"from": "before"}, 0)
    first = records.save("cv", {"from": "first tab"}, 1)

    with pytest.raises(StaleRecord) as stale:
        records.save("cv", {"from": "second tab"}, 1)

    assert stale.value.current == first
    assert stale.value.current.document == records.load("cv").document == {"from": "first tab"}


def test_saving_on_a_record_that_is_not_there_is_stale(records):
    with pytest.raises(StaleRecord) as stale:
        records.save("cv", CV, 4)

    assert (stale.value.current.revision, stale.value.current.document) == (0, {})
    assert records.load("cv") is None


def test_no_word_shows_in_a_log_line(records):
    record = records.save("cv", CV, 0)
    with pytest.raises(StaleRecord) as stale:
        records.save("cv", {}, 0)

    assert "Amina" not in f"{record!r} {stale.value!r} {stale.value} {records!r}"


def test_nothing_of_a_record_stands_readable_in_the_database(place, store, records):
    words = ["Amina", "Palermo", "Haddad", json.dumps(CV, ensure_ascii=False)[:40]]
    records.save("cv", CV, 0)
    records.hand_in("cv", CV)

    stored = everything_stored(place)
    assert LEARNER.encode() in stored
    assert [word for word in words if word.encode() in stored] == []


def everything_stored(place) -> bytes:
    with place.engine().connect() as connection:
        rows = [
            tuple(row)
            for table in schema.metadata.tables.values()
            for row in connection.execute(select(table))
        ]
    cells = [cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row]
    files = [file.read_bytes() for file in place.keys.parent.glob("store.sqlite*")]
    return b"\n".join([*cells, *files])


def test_lengths_tell_little(place, store, records):
    records.save("preferences", {"language": "ar"}, 0)
    records.save("cv", {"basics": {"name": "Amina Haddad"}}, 0)

    with place.engine().connect() as connection:
        lengths = [len(sealed) for sealed in connection.execute(select(schema.version.c.sealed)).scalars()]
    assert len(lengths) == 2
    assert len(set(lengths)) == 1


def test_earlier_versions_can_be_brought_back(records):
    for revision, name in enumerate(["A", "Amina", ""]):
        records.save("cv", {"name": name}, revision)

    assert [(earlier.revision, earlier.document) for earlier in records.earlier("cv")] == [
        (2, {"name": "Amina"}),
        (1, {"name": "A"}),
    ]


def test_at_most_twenty_earlier_versions_are_kept(records):
    for revision in range(30):
        records.save("cv", {"revision": revision + 1}, revision)

    kept = [earlier.revision for earlier in records.earlier("cv")]
    assert len(kept) == 20
    assert kept[:3] == [29, 28, 27]
    assert all(earlier.document == {"revision": earlier.revision} for earlier in records.earlier("cv"))


def test_forgetting_earlier_versions_leaves_the_record(records):
    records.save("cv", {"name": "Amina"}, 0)
    records.save("cv", {"name": "A."}, 1)
    records.save("plan", {"steps": []}, 0)

    records.forget_earlier("cv")

    assert (records.earlier("cv"), records.load("cv").document) == ([], {"name": "A."})
    assert records.load("plan").document == {"steps": []}


def test_a_learner_opens_nothing_with_another_learners_key(place, store, records):
    store.add_learner("basil-3")
    records.save("cv", CV, 0)

    with pytest.raises(WrongKey):
        open_records(place.url, LEARNER, store.data_key("basil-3"))


def test_an_unknown_learner_has_no_records(place, store):
    with pytest.raises(UnknownLearner):
        open_records(place.url, "nobody", b"x" * 32)


def test_a_removed_learners_open_page_can_save_no_more(store, records):
    records.save("cv", CV, 0)
    store.remove_learner(LEARNER)

    for attempt in (
        lambda: records.save("cv", CV, 1),
        lambda: records.save("cv", CV, 0),
        lambda: records.hand_in("cv", CV),
    ):
        with pytest.raises(UnknownLearner):
            attempt()


def test_an_old_page_cannot_write_into_the_records_of_a_new_learner_with_the_same_code(store, records):
    store.remove_learner(LEARNER)
    store.add_learner(LEARNER)

    for attempt in (lambda: records.save("cv", CV, 0), lambda: records.hand_in("cv", CV)):
        with pytest.raises(WrongKey):
            attempt()
    assert store.records(LEARNER).load("cv") is None


def test_a_flipped_bit_is_noticed_and_the_row_stays(place, records):
    records.save("cv", CV, 0)
    flip_a_bit(place)
    before = rows(place)

    with pytest.raises(DamagedRecord) as damaged:
        records.load("cv")

    assert (damaged.value.kind, damaged.value.learner, damaged.value.code) == (
        "cv",
        LEARNER,
        "damaged_record",
    )
    assert str(damaged.value) == f"cv of {LEARNER}"
    assert rows(place) == before


def test_she_can_write_on_over_a_damaged_record(place, records):
    records.save("cv", {"name": "Amina"}, 0)
    records.save("cv", CV, 1)
    flip_a_bit(place)
    with pytest.raises(DamagedRecord) as damaged:
        records.load("cv")

    records.save("cv", records.earlier("cv")[0].document, expected=damaged.value.revision)

    assert (records.load("cv").document, records.load("cv").revision) == ({"name": "Amina"}, 3)
    assert [row.revision for row in rows(place)] == [1, 2, 3]


def flip_a_bit(place) -> None:
    version = schema.version
    newest = select(version).order_by(version.c.revision.desc()).limit(1)
    with place.engine().begin() as connection:
        row = connection.execute(newest).one()
        sealed = bytes([*row.sealed[:-1], row.sealed[-1] ^ 1])
        connection.execute(update(version).where(version.c.revision == row.revision).values(sealed=sealed))


def rows(place):
    with place.engine().connect() as connection:
        return connection.execute(select(schema.version).order_by(schema.version.c.revision)).all()


@pytest.mark.parametrize("moved", [{"kind": "plan"}, {"revision": 3}, {"learner": "basil-3"}], ids=str)
def test_a_row_put_elsewhere_does_not_open(place, store, records, moved):
    store.add_learner("basil-3")
    records.save("cv", CV, 0)
    with place.engine().begin() as connection:
        connection.execute(update(schema.version).values(**moved))

    learner, kind = moved.get("learner", LEARNER), moved.get("kind", "cv")
    with pytest.raises(DamagedRecord):
        store.records(learner).load(kind)


def test_an_old_version_under_a_new_number_does_not_open(place, records):
    records.save("cv", {"text": "old"}, 0)
    records.save("cv", {"text": "new"}, 1)
    old, _ = rows(place)
    with place.engine().begin() as connection:
        connection.execute(
            update(schema.version).where(schema.version.c.revision == 2).values(sealed=old.sealed)
        )

    with pytest.raises(DamagedRecord):
        records.load("cv")


def test_handing_in_puts_a_snapshot_into_the_outbox(store, records):
    made = records.hand_in("cv", CV)

    assert made == HandedIn(made.id, LEARNER, "cv", made.at, "waiting")
    assert store.outbox() == records.handed_in("cv") == [made]
    assert store.snapshot(made.id) == CV


def test_what_she_writes_after_handing_in_changes_nothing_there(store, records):
    document = {"name": "Amina"}
    made = records.hand_in("cv", document)
    document["name"] = "A."
    records.save("cv", document, 0)

    assert store.snapshot(made.id) == {"name": "Amina"}


def test_what_was_handed_in_survives_a_killed_kernel(place, store):
    program = """
import base64, os, signal, sys
from grading.store import open_records
records = open_records(sys.argv[1], sys.argv[2], base64.b64decode(sys.argv[3]))
records.save("cv", {"name": "Amina"}, 0)
records.hand_in("cv", {"name": "Amina"})
os.kill(os.getpid(), signal.SIGKILL)
"""
    run = subprocess.run([sys.executable, "-c", program, place.url, LEARNER, encoded_key(store)], check=False)

    with place.open() as opened:
        assert [opened.snapshot(item.id) for item in opened.outbox()] == [{"name": "Amina"}]
        assert opened.records(LEARNER).load("cv").document == {"name": "Amina"}
    assert run.returncode == -9


def test_processes_that_save_at_once_lose_nothing(place, store):
    program = """
import base64, sys
from grading.store import StaleRecord, open_records
url, learner, key, name = sys.argv[1:]
records = open_records(url, learner, base64.b64decode(key), timeout=20)
current = records.load("cv")
document, revision = (current.document, current.revision) if current else ({}, 0)
for number in range(25):
    while True:
        try:
            record = records.save("cv", {**document, f"{name}-{number}": 1}, revision)
        except StaleRecord as stale:
            document, revision = stale.current.document, stale.current.revision
        else:
            document, revision = record.document, record.revision
            break
"""
    command = [sys.executable, "-c", program, place.url, LEARNER, encoded_key(store)]
    processes = [subprocess.Popen([*command, name]) for name in "abc"]
    codes = [process.wait(120) for process in processes]

    record = store.records(LEARNER).load("cv")
    assert codes == [0, 0, 0]
    assert record.revision == 75
    assert record.document.keys() == {f"{name}-{number}" for name in "abc" for number in range(25)}


def encoded_key(store) -> str:
    return base64.b64encode(store.data_key(LEARNER)).decode()


def test_a_locked_database_is_said_and_saving_works_again_afterwards(place, records):
    records.save("cv", CV, 0)
    with place.engine().connect() as other:
        if other.dialect.name == "sqlite":
            other.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            other.exec_driver_sql("LOCK TABLE version IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreLocked) as locked:
            records.save("cv", {}, 1)
        other.rollback()

    assert locked.value.code == "store_locked"
    assert records.load("cv").document == CV
    assert records.save("cv", {}, 1).revision == 2


def test_readers_do_not_wait_for_a_writer(sqlite_place):
    with sqlite_place.create(LEARNER) as store, sqlite_place.engine().connect() as other:
        store.records(LEARNER).save("cv", CV, 0)
        other.exec_driver_sql("BEGIN IMMEDIATE")

        assert store.records(LEARNER).load("cv").document == CV


def test_a_store_that_is_not_there_is_not_made_by_looking(sqlite_place, tmp_path):
    with pytest.raises(StoreUnavailable):
        open_records(sqlite_place.url, LEARNER, b"x" * 32)

    assert list(tmp_path.iterdir()) == []


def test_a_commit_is_on_the_disk_before_it_is_said_to_be(sqlite_place):
    sqlite_place.create().close()
    database = Database(sqlite_place.url)
    with database.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    database.close()

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_unavailable(tmp_path):
    url = f"postgresql+psycopg://onward@/onward?host={tmp_path}"

    with pytest.raises(StoreUnavailable):
        open_records(url, LEARNER, b"x" * 32)
