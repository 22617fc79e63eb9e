"""What nbgrader does anew for each of the nine gradebooks that it opens for one submission, done once.

Nothing that it reads, writes or refuses is different; call `share` in a process of the grading worker only.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, cast

import fastjsonschema
import nbgrader.api
import nbgrader.nbgraderformat.common
from fastjsonschema import JsonSchemaException
from nbgrader.api import Gradebook
from sqlalchemy import Engine, QueuePool, create_engine, make_url
from sqlalchemy.orm import Session, scoped_session, sessionmaker

IN_A_FILE = "sqlite:///"


def share() -> None:
    """From here on this process and its children compile a statement once and look for tables once."""
    nbgrader.api.create_engine = OneEngine()
    Gradebook.__init__ = open_as_before
    Gradebook.close = close_for_now
    nbgrader.nbgraderformat.common.jsonschema = KnownSchemas


class OneEngine:
    """Stands in for `create_engine`: one engine, connected to whichever SQLite file was asked for last.

    The compiled statements stay with the engine, and children that are forked later find them there.
    """

    def __init__(self) -> None:
        self._url = ""
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=QueuePool)

    def __call__(self, url: str, **options: Any) -> Engine:
        if not url.startswith(IN_A_FILE):
            return create_engine(url, **options)
        if url != self._url:
            self.let_go()
            self._url = url
        return self._engine

    def let_go(self) -> None:
        """Closes its connections; a process that forks must have none."""
        self._engine.dispose()

    def _connect(self) -> sqlite3.Connection:
        where, options = self._engine.dialect.create_connect_args(make_url(self._url))
        connection: sqlite3.Connection = sqlite3.connect(*where, **options)  # type: ignore[call-overload]
        return connection


first_opening = Gradebook.__init__
opened: set[tuple[str, str]] = set()


def open_as_before(
    gradebook: Gradebook, db_url: str, course_id: str = "default_course", authenticator: Any = None
) -> None:
    """The first time as nbgrader does, with its tables and its course; then they are there."""
    if (db_url, course_id) not in opened:
        first_opening(gradebook, db_url, course_id, authenticator)
        opened.add((db_url, course_id))
        return
    gradebook.engine = nbgrader.api.create_engine(db_url)
    gradebook.db = scoped_session(sessionmaker(class_=OneTransaction, autoflush=True, bind=gradebook.engine))
    gradebook.course_id, gradebook.authenticator = course_id, authenticator


@cache
def compiled(schema: str) -> Callable[[Any], Any]:
    """A schema as Python code."""
    return cast("Callable[[Any], Any]", fastjsonschema.compile(json.loads(schema)))


jsonschema = nbgrader.nbgraderformat.common.jsonschema


class OneTransaction(Session):
    """Writes all that happens in one opened gradebook at once; nbgrader would do so after each cell."""

    def commit(self) -> None:
        self.flush()

    def write(self) -> None:
        """Nothing where a statement failed and nbgrader has not taken it back."""
        if self.is_active:
            super().commit()


def close_for_now(gradebook: Gradebook) -> None:
    """Ends what it was doing; the connection waits for the next gradebook."""
    if isinstance(gradebook.db(), OneTransaction):
        gradebook.db().write()
    gradebook.db.remove()


class KnownSchemas:
    """Stands in for `jsonschema`: nbgrader would check its own schema again for each cell that it checks."""

    @staticmethod
    def validate(instance: Any, schema: dict[str, Any]) -> None:
        """What a compiled validator finds right is right; for anything else jsonschema has the last word."""
        with suppress(JsonSchemaException):
            compiled(json.dumps(schema))(instance)
            return
        validator = jsonschema.validators.validator_for(schema)(schema)
        error = jsonschema.exceptions.best_match(validator.iter_errors(instance))
        if error is not None:
            raise error
