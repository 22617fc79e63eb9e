import json
import logging
import os
import resource
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, insert, select, update

from grading.store import (
    DamagedKeyFile,
    DamagedStore,
    DiskFull,
    InvalidCode,
    KeysExist,
    LearnerExists,
    MissingDataKey,
    MissingKeyFile,
    NewerStore,
    OlderStore,
    Store,
    StoreExists,
    StoreLocked,
    StoreUnavailable,
    UnknownHandedIn,
    UnknownLearner,
    WrongKey,
    schema,
)
from grading.store.key_files import Folder
from grading.store.upgrade import upgrade

LEARNER = "amber-12"  # of the fixtures
CV = {"basics": {"name": "Amina Haddad"}}


def files(folder):
    """Every file with its content."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(place, table=schema.learner):
    with place.engine().connect() as connection:
        return [tuple(row) for row in connection.execute(select(table))]


@pytest.fixture
def filled(place):
    """A store with two learners' words in it, closed."""
    with place.create(LEARNER, "basil-3") as store:
        for learner in store.learners():
            records = store.records(learner)
            records.save("cv", {**CV, "of": learner}, 0)
            records.hand_in("cv", CV)
    return place


class TestLearners:
    def test_each_learner_gets_a_key_of_her_own(self, filled):
        with filled.open() as store:
            keys = {store.data_key(learner) for learner in store.learners()}

            assert store.learners() == [LEARNER, "basil-3"]
            assert [len(key) for key in keys] == [32, 32]
            assert store.records("basil-3").load("cv").document == {**CV, "of": "basil-3"}

    def test_a_learner_is_added_once(self, store):
        key = store.data_key(LEARNER)

        with pytest.raises(LearnerExists):
            store.add_learner(LEARNER)

        assert store.data_key(LEARNER) == key

    @pytest.mark.parametrize("code", ["", "Amina Haddad", "../amber", ".hidden", "a" * 65, "amber\n"])
    def test_a_code_is_one_that_nbgrader_takes(self, store, code):
        with pytest.raises(InvalidCode) as invalid:
            store.add_learner(code)

        assert str(invalid.value) == ""
        assert store.learners() == [LEARNER]

    def test_an_unknown_learner_is_said_to_be_unknown(self, store):
        for attempt in (store.data_key, store.records, store.remove_learner):
            with pytest.raises(UnknownLearner):
                attempt("nobody")

    def test_removing_a_learner_leaves_nothing_of_her(self, filled):
        wrapped = (filled.keys / "learners.json").read_text().split(LEARNER)[1].split('"')[2]
        with filled.open() as store:
            store.remove_learner(LEARNER)

            assert store.learners() == ["basil-3"]
            assert {item.learner for item in store.handed_in()} == {"basil-3"}
        tables = [row for table in schema.metadata.tables.values() for row in rows(filled, table)]
        assert [row for row in tables if LEARNER in row] == []
        assert [
            path for path, content in files(filled.keys.parent).items() if LEARNER.encode() in content
        ] == []
        assert wrapped not in (filled.keys / "learners.json").read_text()

    def test_a_learner_removed_since_the_backup_stays_removed(self, sqlite_place, tmp_path):
        with sqlite_place.create(LEARNER, "basil-3") as store:
            store.records(LEARNER).save("cv", CV, 0)
        shutil.copy(tmp_path / "store.sqlite", tmp_path / "backup")
        with sqlite_place.open() as store:
            store.remove_learner(LEARNER)
        shutil.copy(tmp_path / "backup", tmp_path / "store.sqlite")

        with sqlite_place.open() as store:
            assert (store.learners(), store.without_key()) == (["basil-3"], [LEARNER])
            with pytest.raises(MissingDataKey):
                store.records(LEARNER)
            store.remove_learner(LEARNER)
            assert store.without_key() == []

    def test_removing_that_broke_off_is_finished_when_the_store_is_opened(self, filled):
        with filled.open() as store:
            store._remove_rows = interrupted
            with pytest.raises(KeyboardInterrupt):
                store.remove_learner(LEARNER)
        assert LEARNER in [code for code, *_ in rows(filled)]

        filled.open().close()

        assert [code for code, *_ in rows(filled)] == ["basil-3"]

    def test_adding_that_broke_off_can_be_done_again(self, filled):
        with filled.open() as store:
            store._keys.add("clove-7")

            store.add_learner("clove-7")
            store.records("clove-7").save("cv", CV, 0)

            assert store.learners() == [LEARNER, "basil-3", "clove-7"]
            assert store.without_key() == []

    def test_processes_that_add_learners_at_once_lose_no_key(self, place, store):
        program = """
import sys
from pathlib import Path
from grading.store import LearnerExists, Store
url, keys, name = sys.argv[1:]
with Store.open(url, Path(keys), timeout=20) as store:
    for number in range(8):
        store.add_learner(f"{name}-{number}")
        try:
            store.add_learner(f"both-{number}")
        except LearnerExists:
            pass
"""
        command = [sys.executable, "-c", program, place.url, str(place.keys)]
        processes = [subprocess.Popen([*command, name]) for name in "ab"]
        codes = [process.wait(60) for process in processes]

        expected = {f"{name}-{number}" for name in ("a", "b", "both") for number in range(8)}
        assert codes == [0, 0]
        assert set(store.learners()) == {LEARNER, *expected}
        assert [store.records(learner).load("cv") for learner in store.learners()] == [None] * 25


def interrupted(code):
    raise KeyboardInterrupt


class TestOutbox:
    def test_waiting_is_listed_oldest_first_and_history_newest_first(self, store):
        store.add_learner("basil-3")
        first = store.records(LEARNER).hand_in("cv", CV)
        second = store.records("basil-3").hand_in("first_contact", {})
        third = store.records(LEARNER).hand_in("cv", {})

        assert store.outbox() == [first, second, third]
        assert store.handed_in() == [third, second, first]
        assert store.handed_in(code=LEARNER) == [third, first]
        assert store.handed_in(assignment="first_contact") == [second]
        assert store.handed_in(LEARNER, "first_contact") == []
        assert store.records(LEARNER).handed_in("cv") == [third, first]

    def test_what_is_written_waits_no_more(self, place, store, records):
        made = records.hand_in("cv", CV)

        store.mark(made.id, "written")

        with place.open() as opened:
            assert opened.outbox() == []
            assert [item.state for item in opened.handed_in(LEARNER)] == ["written"]

    def test_only_known_states_and_known_items_are_marked(self, store, records):
        made = records.hand_in("cv", CV)

        with pytest.raises(ValueError, match="lost"):
            store.mark(made.id, "lost")
        for attempt in (lambda: store.mark("0" * 32, "graded"), lambda: store.snapshot("0" * 32)):
            with pytest.raises(UnknownHandedIn):
                attempt()

        assert store.outbox() == [made]

    def test_a_snapshot_moved_to_another_learner_does_not_open(self, place, store, records):
        store.add_learner("basil-3")
        made = records.hand_in("cv", CV)
        with place.engine().begin() as connection:
            connection.execute(update(schema.handed_in).values(learner="basil-3"))

        with pytest.raises(Exception, match="handed_in/cv of basil-3"):
            store.snapshot(made.id)


class TestCreating:
    def test_existing_keys_are_never_overwritten(self, filled, tmp_path):
        before = files(filled.keys)

        with pytest.raises(KeysExist):
            Store.create(f"sqlite:///{tmp_path / 'other.sqlite'}", filled.keys)

        assert files(filled.keys) == before
        assert not (tmp_path / "other.sqlite").exists()

    def test_a_store_that_has_learners_gets_no_other_keys(self, filled, tmp_path):
        with pytest.raises(StoreExists):
            Store.create(filled.url, tmp_path / "other")

        assert [path.name for path in (tmp_path / "other").iterdir()] == ["lock"]
        with filled.open() as store:
            assert store.records(LEARNER).load("cv").document["of"] == LEARNER

    def test_creating_that_broke_off_can_be_done_again(self, place):
        place.create().close()
        (place.keys / "learners.json").unlink()

        place.create(LEARNER).close()

        with place.open() as store:
            assert store.learners() == [LEARNER]

    def test_keys_and_database_are_their_owners_alone(self, sqlite_place, tmp_path):
        before = os.umask(0)
        try:
            with sqlite_place.create(LEARNER) as store:
                store.records(LEARNER).save("cv", CV, 0)
                modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
        finally:
            os.umask(before)

        assert modes == {
            "keys": 0o700,
            "cohort.key": 0o600,
            "learners.json": 0o600,
            "lock": 0o600,
            "store.sqlite": 0o600,
            "store.sqlite-wal": 0o600,
            "store.sqlite-shm": 0o600,
        }


class TestOpening:
    """What is wrong is said, and nothing on the disk is changed."""

    def refused(self, place, error):
        keys, learners = files(place.keys.parent), rows(place)
        with pytest.raises(error):
            place.open()
        after = files(place.keys.parent)
        changed = {path for path in keys.keys() | after.keys() if keys.get(path) != after.get(path)}
        assert {path.name for path in changed} <= {"store.sqlite-shm"}
        assert rows(place) == learners

    @pytest.mark.parametrize("name", ["cohort.key", "learners.json"])
    def test_a_missing_key_file(self, filled, name):
        kept = (filled.keys / name).rename(filled.keys.parent / name)

        self.refused(filled, MissingKeyFile)

        kept.rename(filled.keys / name)
        with filled.open() as store:
            assert store.records(LEARNER).load("cv").document["of"] == LEARNER

    def test_a_missing_keys_folder(self, filled):
        filled.keys.rename(filled.keys.with_name("elsewhere"))

        self.refused(filled, MissingKeyFile)

    @pytest.mark.parametrize("name", ["cohort.key", "learners.json"])
    @pytest.mark.parametrize("content", [b"", b"{}", b'{"check": 1, "more": 2}', b"\xff\x00"])
    def test_a_damaged_key_file(self, filled, name, content):
        (filled.keys / name).write_bytes(content)

        self.refused(filled, (DamagedKeyFile, WrongKey))

    def test_another_cohorts_key(self, filled, tmp_path):
        Store.create(f"sqlite:///{tmp_path / 'other.sqlite'}", tmp_path / "other").close()
        shutil.copy(tmp_path / "other" / "cohort.key", filled.keys)

        self.refused(filled, WrongKey)

    def test_another_cohorts_keys_folder(self, filled, tmp_path):
        Store.create(f"sqlite:///{tmp_path / 'other.sqlite'}", tmp_path / "other").close()
        for name in ("cohort.key", "learners.json"):
            shutil.copy(tmp_path / "other" / name, filled.keys)

        self.refused(filled, WrongKey)

    @pytest.mark.parametrize(("found", "error"), [("9999", NewerStore), ("0000", OlderStore)])
    def test_tables_of_another_onward(self, filled, found, error):
        with filled.engine().begin() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{found}'")

        self.refused(filled, error)

    def test_an_upgrade_leaves_a_newer_store_alone(self, filled):
        with filled.engine().begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

        with pytest.raises(NewerStore):
            upgrade(filled.url)

    def test_a_database_without_a_store(self, place):
        place.create().close()
        with place.engine().begin() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")

        self.refused(place, StoreUnavailable)

    def test_no_database(self, sqlite_place, tmp_path):
        sqlite_place.create().close()
        (tmp_path / "store.sqlite").unlink()

        with pytest.raises(StoreUnavailable):
            sqlite_place.open()

        assert not (tmp_path / "store.sqlite").exists()

    def test_a_file_that_is_no_database(self, sqlite_place, tmp_path):
        sqlite_place.create().close()
        (tmp_path / "store.sqlite").write_bytes(b"something else" * 500)

        with pytest.raises(DamagedStore):
            sqlite_place.open()

        assert (tmp_path / "store.sqlite").read_bytes() == b"something else" * 500

    def test_a_wrapped_key_that_was_swapped(self, filled):
        wrapped = json.loads((filled.keys / "learners.json").read_text())
        wrapped["keys"][LEARNER] = wrapped["keys"]["basil-3"]
        (filled.keys / "learners.json").write_text(json.dumps(wrapped))

        with filled.open() as store, pytest.raises(DamagedKeyFile):
            store.records(LEARNER)

    def test_a_file_that_a_removal_wiped_while_it_was_read_is_read_again(self, filled, monkeypatch):
        read = Folder.read

        def overtaken(folder, name):
            """Opened before the removal, read after it."""
            with (folder.path / name).open("rb") as opened:
                monkeypatch.setattr(Folder, "read", read)
                other.remove_learner("basil-3")
                return opened.read()

        with filled.open() as store, filled.open() as other:
            monkeypatch.setattr(Folder, "read", overtaken)
            left = store.learners()

        assert left == [LEARNER]

    def test_keys_open_to_others_are_closed_with_a_warning(self, filled, caplog):
        filled.keys.chmod(0o755)
        (filled.keys / "cohort.key").chmod(0o644)

        with caplog.at_level(logging.WARNING):
            filled.open().close()

        assert filled.keys.stat().st_mode & 0o777 == 0o700
        assert (filled.keys / "cohort.key").stat().st_mode & 0o777 == 0o600
        assert [record.args[1] for record in caplog.records] == [0o755, 0o644]

    def test_keys_held_by_another_process(self, filled):
        with filled.open() as holder, filled.open() as store, holder._keys.alone():
            with pytest.raises(StoreLocked):
                store.add_learner("clove-7")
            assert len(store.data_key(LEARNER)) == 32


class TestFullDisk:
    """A file-size limit stands for the full disk: the system refuses the write, as it does there."""

    @pytest.fixture
    def small(self):
        def limit(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        yield limit
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    def test_saving_says_so_and_works_again_when_there_is_room(self, sqlite_place, small, tmp_path):
        with sqlite_place.create(LEARNER) as store:
            records = store.records(LEARNER)
            records.save("cv", CV, 0)
            small((tmp_path / "store.sqlite-wal").stat().st_size + 10_000)
            for attempt in (lambda: records.save("cv", long, 1), lambda: records.hand_in("cv", long)):
                with pytest.raises(DiskFull) as full:
                    attempt()
            small(resource.RLIM_INFINITY)

            assert full.value.code == "disk_full"
            assert (records.load("cv").document, store.outbox()) == (CV, [])
            assert records.save("cv", long, 1).revision == 2

    def test_a_learner_is_added_wholly_or_not(self, filled, small):
        with filled.open() as store:
            before = files(filled.keys)
            small(100)
            with pytest.raises(DiskFull):
                store.add_learner("clove-7")
            small(resource.RLIM_INFINITY)

            assert files(filled.keys) == before
            store.add_learner("clove-7")
            assert store.learners() == [LEARNER, "basil-3", "clove-7"]

    def test_a_database_at_its_quota_says_so(self, sqlite_place):
        with sqlite_place.create(LEARNER) as store:
            records = store.records(LEARNER)
            store._database._engine.dispose()
            event.listen(store._database._engine, "connect", few_pages)

            with pytest.raises(DiskFull):  # noqa: PT012 -- how many fit is not known
                for _ in range(100):
                    records.hand_in("cv", long)

            assert len(store.outbox()) == len(store.handed_in()) > 0

    @pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a small disk")
    def test_a_really_full_disk(self, tmp_path):
        program = """
import sys
from pathlib import Path
from grading.store import DiskFull, Store
folder = Path(sys.argv[1])
store = Store.create(f"sqlite:///{folder / 'store.sqlite'}", folder / "keys")
store.add_learner("amber-12")
records = store.records("amber-12")
revision = 0
try:
    while revision < 500:
        revision = records.save("cv", {"text": "x" * 20_000}, revision).revision
except DiskFull:
    pass
try:
    for number in range(500):
        records.hand_in("cv", {"text": "x" * 20_000})
except DiskFull:
    print("full", revision == records.load("cv").revision, len(records.load("cv").document["text"]))
"""
        script = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" -c "$3" "$1"'
        command = ["unshare", "-m", "sh", "-c", script, "sh", tmp_path, sys.executable, program]
        run = subprocess.run(command, capture_output=True, text=True, check=False)

        if "mount:" in run.stderr or "unshare:" in run.stderr:
            pytest.skip("this machine lets nobody mount")
        assert (run.stdout, run.stderr) == ("full True 20000\n", "")


long = {"text": "x" * 50_000}


def few_pages(connection, _record):
    connection.execute("PRAGMA max_page_count = 60")


def test_opening_a_store_imports_neither_alembic_nor_the_object_mapper():
    program = "import sys, grading.store; print({'alembic', 'sqlalchemy.orm'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "set()\n"


def test_times_are_in_utc(filled):
    with filled.open() as store:
        (item,) = store.handed_in(LEARNER)

    assert item.at.tzinfo is UTC
    assert abs((datetime.now(UTC) - item.at).total_seconds()) < 60


def test_what_came_before_a_failing_statement_is_undone_too(place, store):
    learner = {"code": "clove-7", "key_check": "", "added_at": datetime.now(UTC)}
    version = {"learner": "nobody", "kind": "cv", "revision": 1, "saved_at": datetime.now(UTC), "sealed": b""}

    with pytest.raises(UnknownLearner), store._database.writing() as connection:  # noqa: PT012 -- ends the block
        connection.execute(insert(schema.learner).values(learner))
        connection.execute(insert(schema.version).values(version))

    assert [code for code, *_ in rows(place)] == [LEARNER]
