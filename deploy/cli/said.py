"""What the command line says, and how it ends when something can't be done."""

from functools import cache
from pathlib import Path
from typing import NoReturn

import typer

from widgets.language import load_text
from widgets.language.languages import REFERENCE
from widgets.language.text import Text


@cache
def words() -> Text:
    """English: the console's language; the pages speak eight."""
    return load_text(Path(__file__).parent / "text", REFERENCE)


def say(key: str, **values: object) -> None:
    typer.echo(words()(key, **values))


def give_up(key: str, **values: object) -> NoReturn:
    """Says what is wrong and what to do, and ends."""
    typer.echo(words()(key, **values), err=True)
    raise typer.Exit(1)
