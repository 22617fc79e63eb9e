"""Alembic runs this with the connection that `upgrade` hands over."""

from alembic import context

from grading.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite too: our BEGIN stands before the first statement
)
with context.begin_transaction():
    context.run_migrations()
