"""`onward occupations`: imports the labels of ESCO's occupations, and searches them."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from widgets.occupations import BrokenLabels, Match, MissingIndex, UnknownLanguage, read_occupations

from ..settings import read_settings
from .options import Home
from .said import give_up, say

app = typer.Typer(name="occupations", help="Import ESCO's occupations; search them.", no_args_is_help=True)
Index = Annotated[Path | None, typer.Option(help="Folder of the index; else in the folder of all data.")]
Search = Callable[[str], list[Match]]


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="JSON Lines, or ESCO's download of CSV: a folder or a zip.")],
    index: Index = None,
    home: Home = None,
) -> None:
    """Import the labels of ESCO's occupations; an earlier import is replaced.

    [bold]Examples[/bold]

      onward occupations import labels.jsonl

      onward occupations import "ESCO dataset - v1.2.0 - classification - it - csv.zip"
    """
    from widgets.occupations.index import write_index  # noqa: PLC0415 -- NumPy

    folder = place(index, home)
    try:
        occupations = read_occupations(path)
        write_index(occupations, folder)
    except BrokenLabels as error:
        give_up(f"occupations.broken.{error.code}", **error.values)
    except FileExistsError:
        give_up("occupations.other_folder", folder=folder)
    except OSError:
        give_up("occupations.unwritable", folder=folder)
    languages = sorted({language for each in occupations for language in each.labels})
    say("occupations.imported", count=len(occupations), languages=", ".join(languages), folder=folder)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What a person calls her work.")] = "",
    language: Annotated[str, typer.Option(help="The language of the query, e.g. it.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="For programs: addresses and scores.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Many queries, as JSON Lines from stdin.")] = False,
    most: Annotated[
        int | None, typer.Option(min=1, help="How many occupations to name; else 10, or 100 with --jsonl.")
    ] = None,
    index: Index = None,
    home: Home = None,
) -> None:
    """Find ESCO's occupations for a job title, the likeliest first.

    [bold]Examples[/bold]

      onward occupations search "cameriera ai piani" --language it --json

      onward occupations search --jsonl < queries.jsonl
    """
    if bool(query) == jsonl:
        give_up("occupations.query_or_jsonl")
    searches = searches_in(place(index, home), most or (100 if jsonl else 10))
    with refused():
        if jsonl:
            answer_lines(searches)
            return
        found = searches(language)(query)
    typer.echo(document(query, found) if as_json else as_rows(found))


def place(index: Path | None, home: Path | None) -> Path:
    return index or read_settings(home=home).home / "occupations"


def searches_in(folder: Path, most: int) -> Callable[[str], Search]:
    """The search of each language, loaded when it is first asked for."""

    @cache
    def search_of(language: str) -> Search:
        from widgets.occupations.index import load_index  # noqa: PLC0415 -- NumPy
        from widgets.occupations.search import OccupationSearch  # noqa: PLC0415 -- NumPy

        searching = OccupationSearch(load_index(folder, language), language)
        return lambda query: searching(query, most)

    return search_of


@contextmanager
def refused() -> Iterator[None]:
    """Says why nothing could be searched."""
    try:
        yield
    except MissingIndex as error:
        give_up("occupations.no_index", folder=error.args[0])
    except UnknownLanguage as error:
        give_up("occupations.language", language=error.args[0], languages=", ".join(error.args[1]))


def answer_lines(searches: Callable[[str], Search]) -> None:
    """Writes a line for each line, at once; ends at the first that is broken."""
    for row, line in enumerate(sys.stdin.buffer, 1):
        if line.strip():
            query, language = asked(line, row)
            typer.echo(document(query, searches(language)(query)))


def asked(line: bytes, row: int) -> tuple[str, str]:
    try:
        wish: Any = json.loads(line.decode("utf-8-sig"))
        query, language = wish["q"], wish["language"]
        f"{query}{language}".encode()  # half of a pair of surrogates can be written in JSON, but not in UTF-8
    except (ValueError, KeyError, TypeError, RecursionError):
        give_up("occupations.line", row=row)
    if not isinstance(query, str) or not isinstance(language, str):
        give_up("occupations.line", row=row)
    return query, language


def as_rows(found: list[Match]) -> str:
    return "\n".join(f"{each.score:.3f}  {each.uri}" for each in found)


def document(query: str, found: list[Match]) -> str:
    results = [{"uri": each.uri, "score": round(each.score, 6)} for each in found]
    return json.dumps({"q": query, "results": results}, ensure_ascii=False)
