"""`onward vacancies`: brings the NGO's own vacancies to the board."""

import re
from pathlib import Path
from typing import Annotated

import typer

from widgets.language import languages
from widgets.vacancies.importing import (
    BrokenFile,
    Problem,
    Reading,
    UnreadableBoard,
    add_source,
    read_vacancies,
    remove_source,
    sources,
)
from widgets.vacancies.importing.headings import codes
from widgets.vacancies.importing.reading import DEFAULT_SOURCE

from ..folders import make_private
from ..settings import read_settings
from .options import Home, Sure
from .said import give_up, say, words

app = typer.Typer(name="vacancies", help="Bring your own vacancies to the board.", no_args_is_help=True)
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
TAKEN = {"practice", "trainer", "adzuna", "bundesagentur", "eures", "france_travail", "jobtech"}
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
SHOWN, SHOWN_PROBLEMS = 5, 20


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV, JSON, JSON Lines or JobPosting (schema.org).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be imported.")] = False,
    language: Annotated[str, typer.Option(help="Of vacancies that do not say theirs, e.g. it.")] = "",
    source: Annotated[str, typer.Option(help="Where they come from: a name of yours.")] = DEFAULT_SOURCE,
    home: Home = None,
) -> None:
    """Import vacancies; earlier ones of the same source are replaced. With one error nothing is imported.

    [bold]Examples[/bold]

      onward vacancies import vacancies.csv --language it --dry-run

      onward vacancies import jobs.json --source town-hall
    """
    check(source, language)
    reading = read(file, source, language)
    preview(reading)
    if reading.problems:
        refuse(reading, file)
    if dry_run:
        say("vacancies.dry_run")
        return
    settings = read_settings(home=home)
    try:
        make_private(settings)
        before = add_source(settings.vacancies, source, reading.postings)
    except UnreadableBoard:
        give_up("vacancies.unreadable", file=settings.vacancies)
    except OSError:
        give_up("vacancies.unwritable", file=settings.vacancies)
    say("vacancies.imported", count=len(reading.postings), before=before, source=source)


@app.command("list")
def list_(home: Home = None) -> None:
    """Say how many vacancies the board has from each source."""
    file = read_settings(home=home).vacancies
    try:
        found = sources(file)
    except UnreadableBoard:
        give_up("vacancies.unreadable", file=file)
    if not found:
        say("vacancies.empty")
    for source, count in found.items():
        say("vacancies.row", source=source, count=count)


@app.command()
def remove(
    source: Annotated[str, typer.Argument(help="As `onward vacancies list` calls it.")],
    yes: Sure = False,
    home: Home = None,
) -> None:
    """Remove all vacancies of a source from the board."""
    file = read_settings(home=home).vacancies
    try:
        count = sources(file).get(source, 0)
        if not count:
            give_up("vacancies.no_source", source=source)
        if not yes:
            typer.confirm(words()("vacancies.sure", source=source, count=count), abort=True)
        say("vacancies.removed", source=source, count=remove_source(file, source))
    except UnreadableBoard:
        give_up("vacancies.unreadable", file=file)
    except OSError:
        give_up("vacancies.unwritable", file=file)


def check(source: str, language: str) -> None:
    if not NAME.fullmatch(source) or source in TAKEN:
        give_up("vacancies.bad_source", source=source)
    if language and language not in languages():
        give_up("vacancies.bad_language", language=language, languages=", ".join(languages()))


def read(file: Path, source: str, language: str) -> Reading:
    try:
        return read_vacancies(file, source, language)
    except BrokenFile as error:
        give_up(f"vacancies.broken.{error.code}", file=file, **error.values)


def preview(reading: Reading) -> None:
    say("vacancies.read", count=reading.rows, encoding=reading.encoding)
    for each in reading.postings[:SHOWN]:
        say(
            "vacancies.preview",
            posted=each.posted.isoformat(),
            title=each.title,
            employer=each.employer or words()("vacancies.none_named"),
            place=each.place,
            country=each.country,
            language=each.language,
        )
    if len(reading.postings) > SHOWN:
        say("vacancies.left", count=len(reading.postings) - SHOWN)
    if reading.unknown:
        say("vacancies.unknown", names=", ".join(reading.unknown))


def refuse(reading: Reading, file: Path) -> None:
    count = len(reading.problems) + reading.more
    typer.echo(words()("vacancies.problems", count=count, file=file), err=True)
    for each in reading.problems[:SHOWN_PROBLEMS]:
        typer.echo(said(each), err=True)
    if count > SHOWN_PROBLEMS:
        typer.echo(words()("vacancies.more_problems", count=count - SHOWN_PROBLEMS), err=True)
    raise typer.Exit(1)


def said(problem: Problem) -> str:
    allowed = ", ".join(codes(problem.code)) if problem.code in {"contract", "hours"} else ""
    return words()(
        f"vacancies.problem.{problem.code}",
        row=problem.row,
        field=problem.field,
        value=problem.value,
        allowed=allowed,
    )


@app.command("fetch", context_settings=PASSED_ON, add_help_option=False)
def fetch(context: typer.Context) -> None:
    """Fetch vacancies from the services that you switched on."""
    from .vacancies_fetch import app as fetching  # noqa: PLC0415 -- brings httpx, which only this needs

    fetching(context.args, prog_name="onward vacancies fetch")
