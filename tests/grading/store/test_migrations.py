from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from grading.store import schema
from grading.store.upgrade import newest, upgrade


def test_migrations_make_the_tables_that_the_code_knows(url, place):
    upgrade(url)

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
