"""A language's recordings in one folder: Opus files, and a manifest that says what each of them is."""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

READABLE, OPEN = 0o644, 0o755
"""For each cohort's account: our own words, spoken, are nobody's secret."""
MANIFEST = "manifest.json"
SYNTHETIC = "synthetic"
"""Who recorded it, where nobody did."""
HEAD = b"OggS"
OPUS = b"OpusHead"


class PackUnreadable(Exception):  # noqa: N818 -- named as the field names it
    """The manifest is broken."""


@dataclass(frozen=True)
class Recording:
    """One sentence: its text's key, its words' mark (`hash`), the file, the voice, who spoke, the licence."""

    key: str
    hash: str
    file: str
    voice: str
    recorded_by: str
    license: str

    @property
    def is_synthetic(self) -> bool:
        return self.recorded_by == SYNTHETIC


@dataclass(frozen=True)
class Pack:
    """The recordings of one language, by the mark of their sentence."""

    folder: Path

    def recordings(self) -> Mapping[str, Recording]:
        """None where there is no pack; raises PackUnreadable."""
        file = self.folder / MANIFEST
        if not file.exists():
            return {}
        try:
            rows = json.loads(file.read_text("utf-8"))["recordings"]
            return {row["hash"]: Recording(**row) for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise PackUnreadable(file) from error

    def add(self, taken: Iterable[tuple[Recording, bytes]]) -> int:
        """Keep these, each in the place of another with the same words; how many there were."""
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(exist_ok=True)
            folder.chmod(OPEN)
        known = dict(self.recordings())
        count = 0
        for recording, sound in taken:
            count += 1
            name = f"{recording.hash}-{hashlib.sha256(sound).hexdigest()[:8]}.opus"
            write_whole(self.folder / name, sound)
            known[recording.hash] = Recording(**{**asdict(recording), "file": name})
        self._write(known)
        return count

    def keep_only(self, marks: Iterable[str]) -> int:
        """Take away what no text says any more; how many there were."""
        known, wanted = self.recordings(), set(marks)
        kept = {mark: each for mark, each in known.items() if mark in wanted}
        if len(kept) < len(known):
            self._write(kept)
        return len(known) - len(kept)

    def _write(self, recordings: Mapping[str, Recording]) -> None:
        rows = [asdict(each) for each in sorted(recordings.values(), key=lambda each: each.key)]
        content = json.dumps({"recordings": rows}, ensure_ascii=False, indent=1).encode()
        write_whole(self.folder / MANIFEST, content)
        named = {each.file for each in recordings.values()}
        for file in self.folder.glob("*.opus"):
            if file.name not in named:
                file.unlink()


def write_whole(file: Path, content: bytes) -> None:
    """There or not, never half."""
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with beside.open("wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    beside.chmod(READABLE)
    beside.replace(file)


def is_opus(sound: bytes) -> bool:
    """Whether it is Opus in Ogg, as browsers play it."""
    return sound.startswith(HEAD) and OPUS in sound[:64]
