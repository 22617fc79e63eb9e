"""Bring the tables of a store to those that this code knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from . import schema
from .database import TIMEOUT, Database
from .errors import NewerStore

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x6F6E77617264  # any number of our own: one upgrade at a time on PostgreSQL


def upgrade(url: str, timeout: float = TIMEOUT) -> None:
    """Run the migrations that are missing, all or none; a store that is up to date stays as it is."""
    database = Database(url, timeout)
    try:
        with database.writing() as connection:
            if not database.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            refuse_newer(connection)
            command.upgrade(configuration(connection), "head")
    finally:
        database.close()


def configuration(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str | None:
    return ScriptDirectory.from_config(configuration()).get_current_head()


def refuse_newer(connection: Connection) -> None:
    if inspect(connection).has_table("alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        if found and found > schema.VERSION:
            raise NewerStore(found)
