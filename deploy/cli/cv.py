"""`onward cv`: writes a CV as a file, and checks a Word CV."""

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from widgets.cv.check import Remark, check_docx, check_text
from widgets.cv.json_resume import read_json_resume, write_json_resume
from widgets.cv.model import Cv
from widgets.cv.word import ForeignDocument, read_docx, write_docx
from widgets.documents import PdfFailed, PdfUnavailable, UnsafeDocument, to_pdf
from widgets.language import REFERENCE, Text, cv_languages, load_text, page_languages

MOST_MEGABYTES = 10
SOURCES = ("json", "docx")
WRITERS: dict[str, Callable[[Cv], bytes]] = {
    "docx": write_docx,
    "pdf": lambda cv: to_pdf(write_docx(cv)),
    "json": write_json_resume,
}

app = typer.Typer(
    name="cv",
    help="Write a CV as a Word document, PDF or JSON Resume; check a Word CV.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


class Design(StrEnum):
    """How the Word document looks."""

    PLAIN = "plain"
    PHOTO = "photo"


@app.command()
def export(
    source: Annotated[
        Path, typer.Argument(metavar="IN.json", help="JSON Resume, our own document, or our Word CV.")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT.docx", help="Ends in .docx, .pdf or .json.")],
    language: Annotated[str | None, typer.Option(help="The CV's language, e.g. it; else as in IN.")] = None,
    design: Annotated[Design | None, typer.Option(help="How it looks; else as in IN.")] = None,
) -> None:
    """Write a CV as a Word document, a PDF or JSON Resume.

    [bold]Examples[/bold]

      onward cv export resume.json CV.docx --language it --design plain

      onward cv export resume.json CV.pdf --language el

      onward cv export CV.docx resume.json
    """
    kind = target.suffix.lstrip(".").lower()
    if kind not in WRITERS:
        give_up("format", file=target, formats=suffixes(WRITERS))
    cv = read_cv(source)
    if language:
        cv.settings.language = known_language(language)
    if design:
        cv.settings.design = design.value
    write(target, contents(cv, kind))
    typer.echo(words()("written", file=target))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="A Word document.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs: a list of remarks.")] = False,
    language: Annotated[str, typer.Option(help="The language of the remarks.")] = REFERENCE,
) -> None:
    """Say what to change in a Word CV before it is sent.

    Ends with 0 when there is nothing to change, 1 when there is, 2 when the file can't be opened.

    [bold]Examples[/bold]

      onward cv check CV.docx

      onward cv check CV.docx --language it

      onward cv check CV.docx --json
    """
    tags = [each.tag for each in page_languages()]
    if language not in tags:
        give_up("text_language", language=language, languages=", ".join(tags))
    remarks = check_docx(read(file))
    typer.echo(as_data(remarks, language) if as_json else as_sentences(remarks, language))
    raise typer.Exit(exit_code(remarks))


def as_sentences(remarks: list[Remark], language: str) -> str:
    text = check_text(language)
    if not remarks:
        return text("check.fine")
    sentences = [remark.words(text) for remark in remarks]
    if is_refused(remarks):
        return sentences[0]
    return "\n".join([text("check.found", count=len(remarks)), *(f"- {sentence}" for sentence in sentences)])


def as_data(remarks: list[Remark], language: str) -> str:
    text = check_text(language)
    rows = [{"code": each.code, "text": each.words(text), "values": each.values} for each in remarks]
    return json.dumps({"remarks": rows}, ensure_ascii=False, indent=2)


def exit_code(remarks: list[Remark]) -> int:
    return 2 if is_refused(remarks) else 1 if remarks else 0


def is_refused(remarks: list[Remark]) -> bool:
    return any(remark.code.startswith("refused.") for remark in remarks)


def read_cv(source: Path) -> Cv:
    """A CV from whichever form it is in."""
    kind = source.suffix.lstrip(".").lower()
    if kind not in SOURCES:
        give_up("source", file=source, formats=suffixes(SOURCES))
    content = read(source)
    if kind == "json":
        return cv_of(parsed(content, source), source)
    try:
        return read_docx(content)
    except (UnsafeDocument, ForeignDocument) as error:
        end(check_text(REFERENCE)(f"refused.{error.code}"))


def cv_of(document: Any, source: Path) -> Cv:
    """Our own documents number their schema, a JSON Resume names one or has none."""
    if not isinstance(document, dict) or not isinstance(document.get("basics"), dict):
        give_up("not_cv", file=source)
    return Cv.from_document(document) if "schema" in document else read_json_resume(document)


def parsed(content: bytes, source: Path) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        give_up("not_json", file=source)


def contents(cv: Cv, kind: str) -> bytes:
    try:
        return WRITERS[kind](cv)
    except PdfUnavailable:
        give_up("no_office")
    except PdfFailed:
        give_up("pdf")


def known_language(language: str) -> str:
    tags = [each.tag for each in cv_languages()]
    if language not in tags:
        give_up("language", language=language, languages=", ".join(tags))
    return language


def read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_MEGABYTES * 1_000_000:
            give_up("too_large", file=file, megabytes=MOST_MEGABYTES)
        return file.read_bytes()
    except FileNotFoundError:
        give_up("missing", file=file)
    except OSError:
        give_up("unreadable", file=file)


def write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError:
        give_up("unwritable", file=file)


def suffixes(kinds: Iterable[str]) -> str:
    return ", ".join(f".{kind}" for kind in kinds)


@cache
def words() -> Text:
    return load_text(Path(__file__).parent / "cv_text", REFERENCE)


def give_up(problem: str, **values: object) -> NoReturn:
    end(words()(f"problem.{problem}", **values))


def end(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
