"""The tables. Codes, kinds, revisions and times stand open in them; every word of a learner is sealed."""

from datetime import UTC, datetime

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, TypeDecorator
from sqlalchemy import DateTime as DateTimeType
from sqlalchemy.engine import Dialect

VERSION = "0001"
"""The newest migration; written out, so that opening records need not import Alembic."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A point in time in UTC; SQLite keeps no time zone."""

    impl = DateTimeType(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


def learner_column(*, is_primary: bool) -> Column[str]:
    return Column(
        "learner",
        String(64),
        ForeignKey("learner.code", ondelete="CASCADE"),
        primary_key=is_primary,
        nullable=False,
    )


store = Table(
    "store",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key_check", String(32), nullable=False),  # of the cohort key; see `keys.check_value`
)

learner = Table(
    "learner",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("key_check", String(32), nullable=False),  # of her data key
    Column("added_at", Moment, nullable=False),
)

# Each save adds a row, the newest is the record: one statement both compares and sets, and what stood there
# before is an earlier version without being copied.
version = Table(
    "version",
    metadata,
    learner_column(is_primary=True),
    Column("kind", String(128), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("saved_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

handed_in = Table(
    "handed_in",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order, whatever the clock does
    Column("id", String(32), unique=True, nullable=False),
    learner_column(is_primary=False),
    Column("assignment", String(128), nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
