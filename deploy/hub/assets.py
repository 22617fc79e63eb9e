"""The Hub's own few static files, under content-hashed names that browsers may keep for a year."""

from pathlib import Path

from tornado import web

from widgets.page import assets as page_assets
from widgets.page.assets import ENCODINGS, Asset, assets_of

HUB = Path(__file__).parent
PAGE = Path(page_assets.__file__).parent
YEAR = "public, max-age=31536000, immutable"


def hub_assets() -> dict[str, Asset]:
    """By name: `onward/hub/door.css`; and the style of the frame around every page."""
    frame = [asset for asset in assets_of(PAGE) if asset.name == "onward/page/frame.css"]
    own = [asset for asset in assets_of(HUB) if asset.extension != "json"]
    return {asset.name: asset for asset in [*frame, *own]}


class AssetPage(web.RequestHandler):
    """One static file, compressed as the browser likes it."""

    def initialize(self, assets: dict[str, Asset]) -> None:
        self._by_file = {asset.file: asset for asset in assets.values()}

    def get(self, file: str) -> None:
        asset = self._by_file.get(file)
        if asset is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", asset.media_type)
        self.set_header("Cache-Control", YEAR)
        self.set_header("Vary", "Accept-Encoding")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.finish(self._encoded(asset))

    def _encoded(self, asset: Asset) -> bytes:
        accepted = self.request.headers.get("Accept-Encoding", "")
        for encoding in ENCODINGS:
            if encoding in accepted:
                self.set_header("Content-Encoding", encoding)
                return asset.compressed(encoding)
        return asset.content
