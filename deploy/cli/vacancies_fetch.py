"""`onward vacancies fetch`: brings vacancies from the services that are switched on to the board."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from widgets.language import load_text
from widgets.language.languages import REFERENCE
from widgets.language.text import Text
from widgets.vacancies.connectors import (
    Connector,
    ConnectorError,
    Words,
    all_names,
    connectors,
    find_connector,
)
from widgets.vacancies.connectors.ledger import Ledger
from widgets.vacancies.connectors.service import Means
from widgets.vacancies.importing import UnreadableBoard, add_source
from widgets.vacancies.model import Posting

from ..folders import make_private
from ..settings import Settings, read_file, read_settings
from .options import Home

SHOWN = 5
SETTINGS, LEDGER = "settings.toml", "connectors.sqlite"


app = typer.Typer(add_completion=False)


@app.command()
def fetch(
    words: Annotated[list[str], typer.Argument(help="What to search for; several are searched one by one.")],
    country: Annotated[str, typer.Option(help="Such as IT.")],
    place: Annotated[str, typer.Option(help="A town.")] = "",
    language: Annotated[str, typer.Option(help="Of the vacancies, where there is a choice, e.g. it.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="The most from each search.")] = 50,
    service: Annotated[str, typer.Option("--from", help="One service; without it all that are on.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be imported.")] = False,
    home: Home = None,
) -> None:
    """Fetch vacancies from services that you switched on; earlier ones of the same service are replaced.

    Only the words and the place are sent. Where a service fails, what the board has from it stays.

    [bold]Examples[/bold]

      onward vacancies fetch "cameriera ai piani" badante --country IT --place Palermo
    """
    settings = read_settings(home=home)
    asked = [Words(each, place, country.strip().upper(), language, limit) for each in words]
    failed = False
    for each in chosen(settings, service, asked[0].country):
        try:
            postings = found(each, asked)
        except ConnectorError as error:
            warn(f"failed.{error.code}", name=each.name, minutes=minutes(error))
            failed = True
            continue
        show(each.name, postings)
        if postings and not dry_run:
            put_on_board(settings, each.name, postings)
    if dry_run:
        typer.echo(text()("dry_run"))
    if failed:
        raise typer.Exit(1)


def chosen(settings: Settings, name: str, country: str) -> Sequence[Connector]:
    """Those that are on and have vacancies of the country."""
    file = settings.home / SETTINGS
    tables, means = read_file(file), Means(ledger_of(settings))
    if name:
        return [named(tables, name, country, means)]
    switched_on = connectors(tables, means)
    if not switched_on:
        end("none_on", file=file, names=", ".join(all_names()))
    serving = [each for each in switched_on if country in each.countries]
    if not serving:
        end("no_country", country=country)
    return serving


def named(tables: Mapping[str, Any], name: str, country: str, means: Means) -> Connector:
    if name not in all_names():
        end("unknown", name=name, names=", ".join(all_names()))
    try:
        connector = find_connector(tables, name, means)
    except ConnectorError as error:
        end(f"failed.{error.code}", name=name, minutes=0)
    if country not in connector.countries:
        end("country", country=country, name=name, countries=", ".join(sorted(connector.countries)))
    return connector


def ledger_of(settings: Settings) -> Ledger:
    """The Hub's owner's, so that the quota of a day is one, whoever asks."""
    try:
        make_private(settings)
        return Ledger(settings.hub / LEDGER)
    except OSError:
        end("unwritable", file=settings.hub / LEDGER)


def found(connector: Connector, asked: Sequence[Words]) -> list[Posting]:
    """Each posting once; raises ConnectorError."""
    return list({posting.id: posting for words in asked for posting in connector.search(words)}.values())


def show(name: str, postings: Sequence[Posting]) -> None:
    if not postings:
        typer.echo(text()("kept", name=name))
        return
    typer.echo(text()("found", name=name, count=len(postings)))
    for each in postings[:SHOWN]:
        shown = {"posted": each.posted.isoformat(), "employer": each.employer or text()("none_named")}
        typer.echo(text()("preview", title=each.title, place=each.place, country=each.country, **shown))
    if len(postings) > SHOWN:
        typer.echo(text()("left", count=len(postings) - SHOWN))


def put_on_board(settings: Settings, name: str, postings: Sequence[Posting]) -> None:
    try:
        before = add_source(settings.vacancies, name, postings)
    except UnreadableBoard:
        end("unreadable", file=settings.vacancies)
    except OSError:
        end("unwritable", file=settings.vacancies)
    typer.echo(text()("imported", name=name, count=len(postings), before=before))


def minutes(error: ConnectorError) -> int:
    return math.ceil((error.retry_after or 60) / 60)


def warn(key: str, **values: object) -> None:
    typer.echo(text()(key, **values), err=True)


def end(key: str, **values: object) -> NoReturn:
    warn(key, **values)
    raise typer.Exit(1)


@cache
def text() -> Text:
    return load_text(Path(__file__).parent / "vacancies_fetch_text", REFERENCE)
