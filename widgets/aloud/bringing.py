"""Recordings that people made, from a folder with a manifest and sound files."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .pack import MANIFEST, Recording, is_opus
from .script import Line
from .speaking import CannotSpeak, packed

NEEDED = ("key", "file", "voice", "recorded_by", "license")


class Unusable(Exception):  # noqa: N818 -- named as the field names it
    """Why a row can't be used, as a code, and what it is about."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass
class Brought:
    """What can be used, with its sound, and the rows that can't, by number."""

    recordings: list[tuple[Recording, bytes]] = field(default_factory=list)
    problems: list[tuple[int, Unusable]] = field(default_factory=list)


def read_folder(folder: Path, lines: Mapping[str, Line]) -> Brought:
    """`lines` are the texts by key. Raises OSError, ValueError, KeyError, TypeError without a manifest."""
    rows = json.loads((folder / MANIFEST).read_text("utf-8"))["recordings"]
    brought = Brought()
    for number, row in enumerate(rows, 1):
        try:
            brought.recordings.append(read_row(folder, row, lines))
        except Unusable as problem:
            brought.problems.append((number, problem))
    return brought


def read_row(folder: Path, row: Any, lines: Mapping[str, Line]) -> tuple[Recording, bytes]:
    """A recording and its sound; raises Unusable."""
    if not isinstance(row, dict):
        raise Unusable("row")
    values = {name: str(row.get(name) or "").strip() for name in NEEDED}
    if lacking := [name for name, value in values.items() if not value]:
        raise Unusable("lacking", names=", ".join(lacking))
    line = lines.get(values["key"])
    if line is None:
        raise Unusable("unknown", text_key=values["key"])
    if row.get("hash") not in (None, "", line.mark):
        raise Unusable("stale", text_key=line.key, text=line.text)
    return Recording(hash=line.mark, **values), read_sound(folder, values["file"])


def read_sound(folder: Path, name: str) -> bytes:
    """Opus as it is, WAV or FLAC packed; a path that leads out of the folder is no file of it."""
    file = folder / name
    if Path(name).name != name or not file.is_file():
        raise Unusable("no_file", file=name)
    try:
        sound = file.read_bytes()
        return sound if is_opus(sound) else packed(sound)
    except (OSError, CannotSpeak) as error:
        raise Unusable("no_sound", file=name) from error
