"""The stopgap until people have recorded our texts: espeak-ng speaks, opusenc packs."""

import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOICES = Path(__file__).parent / "voices.toml"
PROGRAMS = ("espeak-ng", "opusenc")
KILOBITS = 16
SECONDS = 60


class CannotSpeak(Exception):  # noqa: N818 -- named as the field names it
    """A program is missing, or could not do it; the argument says which."""


@dataclass(frozen=True)
class Voice:
    """A voice of espeak-ng that people who speak the language understand; `speed` in words a minute."""

    name: str
    speed: int


@cache
def voices() -> Mapping[str, Voice]:
    """By language; a language that is not here is better silent."""
    return {tag: Voice(**row) for tag, row in tomllib.loads(VOICES.read_text("utf-8")).items()}


def missing_programs() -> list[str]:
    return [each for each in PROGRAMS if shutil.which(each) is None]


def spoken(text: str, voice: Voice) -> bytes:
    """A sentence as Opus in Ogg; raises CannotSpeak."""
    wave = run(["espeak-ng", "-v", voice.name, "-s", str(voice.speed), "--stdin", "--stdout"], text.encode())
    return packed(wave)


def packed(sound: bytes) -> bytes:
    """WAV or FLAC as Opus for speech, 16 kbit/s, one channel; raises CannotSpeak."""
    kind = ["--speech", "--downmix-mono", "--bitrate", str(KILOBITS)]
    # Without a serial number of its own each run would give other bytes.
    plain = ["--serial", "1", "--discard-comments", "--discard-pictures", "--padding", "0"]
    return run(["opusenc", "--quiet", *kind, *plain, "-", "-"], sound)


def run(command: list[str], given: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 -- two programs of ours; the words come by their input
            command, input=given, capture_output=True, check=True, timeout=SECONDS
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotSpeak(command[0]) from error
    return done.stdout
