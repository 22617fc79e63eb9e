"""The first tables: learners, versions of their records, what they handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "store",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key_check", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_store"),
    )
    op.create_table(
        "learner",
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("key_check", sa.String(32), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_learner"),
    )
    op.create_table(
        "version",
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(128), nullable=False),
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("learner", "kind", "revision", name="pk_version"),
        sa.ForeignKeyConstraint(["learner"], ["learner.code"], name="fk_version_learner", ondelete="CASCADE"),
    )
    op.create_table(
        "handed_in",
        sa.Column("number", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("assignment", sa.String(128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_handed_in"),
        sa.UniqueConstraint("id", name="uq_handed_in_id"),
        sa.ForeignKeyConstraint(
            ["learner"], ["learner.code"], name="fk_handed_in_learner", ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handed_in_state", "handed_in", ["state"])
