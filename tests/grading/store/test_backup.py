import shutil

import pytest

from grading.store import BackupElsewhere, DamagedStore, StoreUnavailable
from grading.store.backup import backup, backup_keys

LEARNER = "amber-12"  # of the fixtures
CV = {"basics": {"name": "Amina Haddad"}}


def test_a_running_store_is_copied_and_the_copy_opens(sqlite_place, tmp_path):
    with sqlite_place.create(LEARNER) as store:
        store.records(LEARNER).save("cv", CV, 0)
        copy = backup(sqlite_place.url, tmp_path / "copies")
        keys = backup_keys(sqlite_place.keys, tmp_path / "key-copies")
        store.records(LEARNER).save("cv", {}, 1)
    shutil.rmtree(sqlite_place.keys)
    shutil.copy(copy, tmp_path / "store.sqlite")
    shutil.copytree(keys, sqlite_place.keys)

    with sqlite_place.open() as restored:
        assert restored.records(LEARNER).load("cv").document == CV


def test_copies_are_their_owners_alone_and_hold_no_keys(sqlite_place, tmp_path):
    sqlite_place.create(LEARNER).close()

    copy = backup(sqlite_place.url, tmp_path / "copies")

    assert list((tmp_path / "copies").iterdir()) == [copy]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "copies").stat().st_mode & 0o777 == 0o700
    keys = backup_keys(sqlite_place.keys, tmp_path / "key-copies")
    modes = {path.name: path.stat().st_mode & 0o777 for path in keys.iterdir()}
    assert modes == {"cohort.key": 0o600, "learners.json": 0o600}


def test_a_damaged_store_gives_no_copy(sqlite_place, tmp_path):
    sqlite_place.create(LEARNER).close()
    file = tmp_path / "store.sqlite"
    file.write_bytes(file.read_bytes()[:4096] + b"\x07" * (file.stat().st_size - 4096))

    with pytest.raises(DamagedStore):
        backup(sqlite_place.url, tmp_path / "copies")

    assert list((tmp_path / "copies").iterdir()) == []


def test_no_store_gives_no_copy(sqlite_place, tmp_path):
    with pytest.raises(StoreUnavailable):
        backup(sqlite_place.url, tmp_path / "copies")

    assert list(tmp_path.iterdir()) == []


def test_a_servers_database_is_backed_up_with_its_own_tools(tmp_path):
    with pytest.raises(BackupElsewhere):
        backup("postgresql+psycopg://onward@/onward", tmp_path)
