"""Serves the static files, compressed; their names change with their content."""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from tornado import web

import grading
from widgets.page.assets import ENCODINGS, WIDGETS, Asset, Assets

from .bundling import lean
from .compressed import Compressed
from .headers import SafeHeaders
from .notebooks import ONWARD_LESSONS

ROOTS = (WIDGETS, Path(grading.__file__).parent, ONWARD_LESSONS, Path(__file__).parent)
"""Folders of features and lessons with files of their own."""

A_YEAR = "max-age=31536000, immutable"
PREFIX = "onward/"
AS_BUILT = "/stock_widgets/"
"""Files that were made lean when they were built."""


class ServedAssets(Assets):
    """Our files, and code that foreign widgets brought along: the last hundred of those.

    A page's first files have a hash of their own content in their names. What it fetches on demand is found
    by its name below a hash of all files: so the page need not list them.
    """

    def __init__(self, roots: Iterable[Path]) -> None:
        super().__init__(roots)
        self._kept: dict[str, Asset] = {}
        self._brought: dict[str, Asset] = {}

    @cached_property
    def by_address(self) -> Mapping[str, Asset]:
        """Each file as it is served, by its name without "onward/"."""
        return {
            name.removeprefix(PREFIX): asset if AS_BUILT in name else lean(asset)
            for name, asset in self.by_name.items()
        }

    @cached_property
    def release(self) -> str:
        """Changes when any file does, so that browsers may keep what they found below it for a year."""
        everything = hashlib.sha256()
        for name, asset in sorted(self.by_address.items()):
            everything.update(f"{name} {hashlib.sha256(asset.content).hexdigest()}\n".encode())
        return everything.hexdigest()[:10]

    def find(self, file: str) -> Asset | None:
        return self._kept.get(file) or self._brought.get(file)

    def all(self) -> list[Asset]:
        """Of ours."""
        return [*self._kept.values(), *self.by_address.values()]

    def keep(self, asset: Asset) -> None:
        """Serve one more file of ours."""
        self._kept[asset.file] = asset

    def add(self, asset: Asset) -> None:
        self._brought[asset.file] = asset
        for oldest in list(self._brought)[:-100]:
            del self._brought[oldest]


class AssetHandler(SafeHeaders):
    """One file; a name with a hash of another content is not there."""

    def set_default_headers(self) -> None:
        """Few, since each request carries them; the others concern documents."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.clear_header("Server")

    async def get(self, file: str, release: str | None = None) -> None:
        """A page's first file, or one by its name; a page of an older release gets today's, unkept."""
        assets: ServedAssets = self.settings["assets"]
        asset = assets.find(file) if release is None else assets.by_address.get(file)
        if asset is None:
            raise web.HTTPError(404)
        self.set_header("Cache-Control", A_YEAR if release in (None, assets.release) else "no-store")
        self.set_header("Content-Type", asset.media_type)
        # What is not compressed beforehand takes seconds: the other pages must not wait for it.
        self.finish(await asyncio.to_thread(self._body, asset))

    def write_error(self, status_code: int, **kwargs: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))

    def compute_etag(self) -> None:
        """None: the name is the tag."""

    def _body(self, asset: Asset) -> bytes:
        accepted = self.request.headers.get("Accept-Encoding", "")
        for encoding in ENCODINGS:
            if encoding in accepted:
                self.set_header("Content-Encoding", encoding)
                compressed: Compressed = self.settings["compressed"]
                return compressed.form(asset, encoding)
        return asset.content
