import shutil
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from grading.store import StoreUnavailable, schema
from grading.store.database import Database
from grading.store.upgrade import MIGRATIONS, newest, upgrade

LEARNER = "amber-12"  # of the fixtures


def test_migrations_make_the_tables_that_the_code_knows(place):
    place.create().close()

    with place.engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        difference = compare_metadata(context, schema.metadata)
        tables = set(inspect(connection).get_table_names())
    assert difference == []
    assert tables == {*schema.metadata.tables, "alembic_version"}


def test_version_is_that_of_the_newest_migration():
    assert newest() == schema.VERSION


def test_upgrading_twice_changes_nothing(place, store, records):
    record = records.save("cv", {"basics": {"name": "Amina"}}, 0)

    upgrade(place.url)

    assert records.load("cv") == record


def test_an_upgrade_makes_no_store_where_none_is(sqlite_place, tmp_path):
    with pytest.raises(StoreUnavailable):
        upgrade(sqlite_place.url)

    assert list(tmp_path.iterdir()) == []


def test_processes_that_upgrade_at_once_do_not_disturb_each_other(place):
    Database(place.url).make_file()
    program = "import sys; from grading.store.upgrade import upgrade; upgrade(sys.argv[1], timeout=20)"
    processes = [subprocess.Popen([sys.executable, "-c", program, place.url]) for _ in range(3)]
    codes = [process.wait(60) for process in processes]

    assert codes == [0, 0, 0]
    place.create(LEARNER).close()


def test_a_failed_upgrade_leaves_the_tables_as_they_were(place, monkeypatch, tmp_path):
    place.create(LEARNER).close()
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    (migrations / "versions" / "0002_fails.py").write_text(FAILS)
    monkeypatch.setattr("grading.store.upgrade.MIGRATIONS", migrations)

    with pytest.raises(RuntimeError):
        upgrade(place.url)

    with place.open() as store:
        assert store.learners() == [LEARNER]
    with place.engine().connect() as connection:
        assert "half" not in inspect(connection).get_table_names()


FAILS = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM learner")
    raise RuntimeError
"""
