"""`onward audio`: recordings of the lessons' texts, spoken by a machine until people have read them."""

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

import lessons
import widgets
from widgets.aloud import Line, Pack, PackUnreadable, Recording, script
from widgets.aloud.bringing import read_folder
from widgets.aloud.pack import SYNTHETIC
from widgets.aloud.speaking import CannotSpeak, missing_programs, spoken, voices
from widgets.language import languages

from ..folders import make_private
from ..settings import read_settings
from .options import Home
from .said import give_up, say

app = typer.Typer(name="audio", help="Recordings that read the lessons aloud.", no_args_is_help=True)
Language = Annotated[str, typer.Option("--language", "-l", help="Which language, e.g. it.")]
ROOTS = [Path(place) for package in (widgets, lessons) for place in package.__path__]
SYNTHETIC_LICENSE = "CC0-1.0"
SIDE_BY_SIDE = 2
SHOWN = 20


@app.command()
def build(language: Language, home: Home = None) -> None:
    """Speak with espeak-ng what nobody has recorded yet; what no text says any more is taken away.

    [bold]Example[/bold]

      onward audio build --language it
    """
    lines = checked_script(language)
    if language not in voices():
        give_up("audio.no_voice", language=language, offered=", ".join(voices()))
    if missing := missing_programs():
        give_up("audio.no_program", names=", ".join(missing))
    pack = pack_of(language, home)
    try:
        known = pack.recordings()
        fresh = [line for line in lines if line.mark not in known]
        made = pack.add(speak(fresh, language))
        gone = pack.keep_only(line.mark for line in lines)
    except CannotSpeak as error:
        give_up("audio.cannot_speak", name=error)
    except PackUnreadable as error:
        give_up("audio.unreadable", file=error)
    say("audio.built", language=language, made=made, gone=gone, total=len(lines), folder=pack.folder)


def speak(lines: list[Line], language: str) -> Iterator[tuple[Recording, bytes]]:
    voice = voices()[language]
    label = f"espeak-ng {voice.name}"

    def one(line: Line) -> tuple[Recording, bytes]:
        made = Recording(line.key, line.mark, "", label, SYNTHETIC, SYNTHETIC_LICENSE)
        return made, spoken(line.text, voice)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        yield from pool.map(one, lines)


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="A folder with manifest.json and sound files.")],
    language: Language,
    home: Home = None,
) -> None:
    """Bring recordings of people; each takes the place of another with the same words.

    The folder has a manifest.json: {"recordings": [{"key", "file", "voice", "recorded_by", "license"}]},
    and the files: Opus, WAV or FLAC. `onward audio script` writes what is to be read, with its keys.
    With one error nothing is imported.

    [bold]Example[/bold]

      onward audio import from-the-studio --language it
    """
    lines = {line.key: line for line in checked_script(language)}
    try:
        brought = read_folder(folder, lines)
    except (OSError, ValueError, KeyError, TypeError):
        give_up("audio.no_manifest", folder=folder)
    for number, problem in brought.problems[:SHOWN]:
        say(f"audio.problem.{problem.code}", number=number, **problem.values)
    if brought.problems:
        give_up("audio.refused", count=len(brought.problems))
    pack = pack_of(language, home)
    try:
        count = pack.add(brought.recordings)
    except PackUnreadable as error:
        give_up("audio.unreadable", file=error)
    say("audio.imported", count=count, language=language)


@app.command("script")
def script_(
    file: Annotated[Path, typer.Argument(help="Write what is to be read: a file .csv.")],
    language: Language,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what people have recorded already.")
    ] = False,
    home: Home = None,
) -> None:
    """Write what somebody is to read aloud: key, hash and sentence, a line each."""
    lines = checked_script(language)
    try:
        known = pack_of(language, home).recordings()
        wanted = [each for each in lines if everything or is_open(known.get(each.mark))]
        with file.open("w", encoding="utf-8-sig", newline="") as written:
            writer = csv.writer(written)
            writer.writerow(["key", "hash", "text"])
            writer.writerows([each.key, each.mark, each.text] for each in wanted)
    except PackUnreadable as error:
        give_up("audio.unreadable", file=error)
    except OSError:
        give_up("audio.unwritable", file=file)
    say("audio.script", count=len(wanted), file=file)


def is_open(recording: Recording | None) -> bool:
    """Whether no person has read it yet."""
    return recording is None or recording.is_synthetic


@app.command("list")
def list_(home: Home = None) -> None:
    """Say for each language how much is recorded: by people, by a machine, and what is missing."""
    folder = read_settings(home=home).audio
    for language in languages():
        try:
            known = Pack(folder / language).recordings()
        except PackUnreadable as error:
            say("audio.unreadable", file=error)
            continue
        lines = script(language, ROOTS)
        found = [known[line.mark] for line in lines if line.mark in known]
        machine = sum(each.is_synthetic for each in found)
        missing = len(lines) - len(found)
        say("audio.row", language=language, people=len(found) - machine, machine=machine, missing=missing)


def checked_script(language: str) -> list[Line]:
    if language not in languages():
        give_up("audio.unknown_language", language=language, offered=", ".join(languages()))
    return script(language, ROOTS)


def pack_of(language: str, home: Path | None) -> Pack:
    settings = read_settings(home=home)
    make_private(settings)
    return Pack(settings.audio / language)
