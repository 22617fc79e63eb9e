"""Serves the static files, compressed beforehand; their names change with their content."""

from collections.abc import Iterable
from pathlib import Path

from tornado import web

from widgets.page.assets import Asset, Assets

from .headers import SafeHeaders

A_YEAR = "public, max-age=31536000, immutable"


class ServedAssets(Assets):
    """Our files, and code that foreign widgets brought along: the last hundred of those."""

    def __init__(self, roots: Iterable[Path]) -> None:
        super().__init__(roots)
        self._kept: dict[str, Asset] = {}
        self._brought: dict[str, Asset] = {}

    def find(self, file: str) -> Asset | None:
        return self.by_file.get(file) or self._kept.get(file) or self._brought.get(file)

    def compress(self) -> None:
        """Compress all beforehand; takes seconds, in a thread of its own."""
        for asset in self.by_name.values():
            _ = asset.brotli, asset.gzip

    def keep(self, asset: Asset) -> None:
        """Serve one more file of ours."""
        self._kept[asset.file] = asset

    def add(self, asset: Asset) -> None:
        self._brought[asset.file] = asset
        for oldest in list(self._brought)[:-100]:
            del self._brought[oldest]


class AssetHandler(SafeHeaders):
    """One file; a name with another hash is not there."""

    def set_default_headers(self) -> None:
        """Few, since each request carries them; the others concern documents."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.clear_header("Server")

    def get(self, file: str) -> None:
        assets: ServedAssets = self.settings["assets"]
        asset = assets.find(file)
        if asset is None:
            raise web.HTTPError(404)
        self.set_header("Cache-Control", A_YEAR)
        self.set_header("Content-Type", asset.media_type)
        self.finish(self._body(asset))

    def write_error(self, status_code: int, **kwargs: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))

    def compute_etag(self) -> None:
        """None: the name is the tag."""

    def _body(self, asset: Asset) -> bytes:
        accepted = self.request.headers.get("Accept-Encoding", "")
        if "br" in accepted:
            self.set_header("Content-Encoding", "br")
            return asset.brotli
        if "gzip" in accepted:
            self.set_header("Content-Encoding", "gzip")
            return asset.gzip
        return asset.content
