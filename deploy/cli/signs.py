"""`onward signs`: the warning signs in a posting or a message."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any

import typer

from widgets.vacancies.warning_signs.model import UnknownLanguage, known_languages

from .said import give_up, say

LONGEST = 100_000
"""Characters of one posting or message; what comes after is not read."""


def signs(
    language: Annotated[
        str, typer.Option(help="Of the text, e.g. it; with --jsonl each line has its own.")
    ] = "en",
    kind: Annotated[str, typer.Option(help="ad or message.")] = "ad",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, places counted in characters.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help='Many: a line is {"id", "language", "kind", "text"}.')
    ] = False,
) -> None:
    """Find signs of exploitation and deception in a text; none found does not mean that it is safe.

    [bold]Examples[/bold]

      onward signs --language it < ad.txt

      onward signs --language it --json < ad.txt

      onward signs --jsonl < many.jsonl > found.jsonl
    """
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        if as_lines:
            for answer in answers(text):
                typer.echo(json.dumps(answer, ensure_ascii=False))
        elif as_json:
            typer.echo(json.dumps(found_in(text, language, kind), ensure_ascii=False))
        else:
            tell(found_in(text, language, kind))
    except UnknownLanguage as error:
        give_up("signs.language", language=error, known=", ".join(known_languages()))


def found_in(text: str, language: str, kind: str) -> list[dict[str, Any]]:
    from widgets.vacancies.warning_signs import find_signs  # noqa: PLC0415 -- brings NumPy, which `onward hub` must not hold

    return [asdict(each) for each in find_signs(text[:LONGEST], language, kind)]


def answers(lines: str) -> Iterator[dict[str, Any]]:
    """A line that can't be read is answered by what is wrong with it; the others are read all the same."""
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            found = found_in(str(asked["text"]), str(asked["language"]), str(asked.get("kind", "ad")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            yield {"line": number, "error": f"{type(error).__name__}: {error}"}
        else:
            yield {"id": asked.get("id"), "signs": found}


def tell(found: list[dict[str, Any]]) -> None:
    if not found:
        say("signs.none")
    for each in found:
        typer.echo(f"{each['severity']:6}  {each['sign']:20}  {each['text']}")
