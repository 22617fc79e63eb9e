"""`onward signs`: the warning signs in an ad or a message, or in many."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from .said import give_up, say

if TYPE_CHECKING:
    from widgets.vacancies.warning_signs import Finding

KINDS = ("ad", "message")
LONGEST = 100_000
"""Characters of a text: a hundred times an ad."""
MOST_BYTES = 8 * LONGEST
"""Of a text, or of a line that holds one."""


def signs(
    language: Annotated[str, typer.Option(help="The text's language, e.g. it.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="For programs: signs and their places.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Many texts, as JSON Lines from stdin.")] = False,
) -> None:
    """Find warning signs in a text from stdin. No sign found does not mean that an offer is safe.

    [bold]Examples[/bold]

      onward signs --language it < ad.txt

      onward signs --language it --json < ad.txt

      onward signs --jsonl < texts.jsonl
    """
    if jsonl:
        for row, line in enumerate(lines(), 1):
            if line.strip():
                answer_line(line, row)
        return
    text = decoded(sys.stdin.buffer.read(MOST_BYTES + 1))
    found = found_in(text, language, "ad", row=0)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    elif found:
        typer.echo("\n".join(as_row(each) for each in found))
    else:
        say("signs.none")


def lines() -> Iterator[bytes]:
    while line := sys.stdin.buffer.readline(MOST_BYTES + 1):
        yield line


def answer_line(line: bytes, row: int) -> None:
    """Writes the answer at once; ends at the first line that is broken."""
    wish = asked(decoded(line, row), row)
    found = found_in(wish["text"], wish["language"], wish.get("kind", "ad"), row)
    answer = {"id": wish["id"], "signs": [asdict(each) for each in found]}
    typer.echo(json.dumps(answer, ensure_ascii=False))


def decoded(content: bytes, row: int = 0) -> str:
    if len(content) > MOST_BYTES:
        refuse("too_long", row, most=LONGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("encoding", row)


def asked(line: str, row: int) -> dict[str, Any]:
    try:
        wish: Any = json.loads(line)
    except (ValueError, RecursionError):
        refuse("json", row)
    texts = isinstance(wish, dict) and all(isinstance(wish.get(key), str) for key in ("language", "text"))
    if not texts or not isinstance(wish.get("id"), str | int) or wish.get("kind", "ad") not in KINDS:
        refuse("line", row)
    # Half of a pair of surrogates can be written in JSON, but not in UTF-8.
    try:
        f"{wish['id']}{wish['language']}".encode()
    except UnicodeEncodeError:
        refuse("encoding", row)
    return {**wish, "text": wish["text"].encode("utf-8", "replace").decode("utf-8")}


def found_in(text: str, language: str, kind: str, row: int) -> "list[Finding]":
    from widgets.vacancies.warning_signs import UnknownLanguage, find_signs, known_languages  # noqa: PLC0415 -- NumPy

    if len(text) > LONGEST:
        refuse("too_long", row, most=LONGEST)
    try:
        return find_signs(text, language, kind)
    except UnknownLanguage:
        refuse("language", row, language=language, languages=", ".join(known_languages()))


def refuse(code: str, row: int, **values: object) -> NoReturn:
    """Says what is wrong with the text, or with the line where there are many."""
    if row:
        give_up(f"signs.row.{code}", row=row, **values)
    give_up(f"signs.{code}", **values)


def as_row(found: "Finding") -> str:
    return f"{found.severity:<6}  {found.sign:<20}  {found.start}-{found.end}  {' '.join(found.text.split())}"
