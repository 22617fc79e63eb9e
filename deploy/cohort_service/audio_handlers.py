"""Recordings of our texts: which of the sentences on a screen there are, and the files."""

import json
from functools import lru_cache
from pathlib import Path

from tornado import web

from widgets.aloud import Pack, PackUnreadable
from widgets.aloud.pack import MANIFEST
from widgets.language import languages

from .access import Role
from .assets_handler import A_YEAR
from .handlers import PageHandler
from .options import ServiceOptions

MOST = 400
"""Sentences that a page asks for at once."""


class AudioHandler(PageHandler):
    """Which sentences of a language are recorded: a page tells their marks and gets their files."""

    roles = frozenset(Role)

    def post(self, language: str) -> None:
        try:
            asked = json.loads(self.request.body)
        except ValueError as error:
            raise web.HTTPError(400) from error
        if not isinstance(asked, list):
            raise web.HTTPError(400)
        known = files_of(self.settings["options"], language)
        marks = [each for each in asked[:MOST] if isinstance(each, str) and each in known]
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({each: known[each] for each in marks}))


class RecordingHandler(PageHandler):
    """One recording. Its name changes with its sound, so that a browser may keep it."""

    roles = frozenset(Role)

    def get(self, language: str, file: str) -> None:
        options: ServiceOptions = self.settings["options"]
        if not options.audio or file not in files_of(options, language).values():
            raise web.HTTPError(404)
        self.set_header("Content-Type", "audio/ogg")
        self.set_header("Cache-Control", A_YEAR)
        self.finish((options.audio / language / file).read_bytes())


def spoken_languages(options: ServiceOptions) -> list[str]:
    """Languages of which there are recordings."""
    return [tag for tag in languages() if files_of(options, tag)]


def files_of(options: ServiceOptions, language: str) -> dict[str, str]:
    """The files of a language by the mark of their sentence; none where there is no pack, or a broken one."""
    if not options.audio or language not in languages():
        return {}
    manifest = options.audio / language / MANIFEST
    try:
        return read_files(manifest, manifest.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(32)
def read_files(manifest: Path, _changed: int) -> dict[str, str]:
    try:
        return {mark: each.file for mark, each in Pack(manifest.parent).recordings().items()}
    except PackUnreadable:
        return {}
