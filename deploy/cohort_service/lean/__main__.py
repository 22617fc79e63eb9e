"""Makes the short forms anew from all of our modules; needs npm."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ..assets_handler import AS_BUILT, ROOTS, ServedAssets
from ..bundling import factory
from . import HERE, MADE, file_of, stamp_of

TOOL = ("package.json", "package-lock.json", "shorten.mjs")


def sources() -> dict[str, str]:
    """What is shortened, by the names of the modules."""
    assets = ServedAssets(ROOTS).by_name.values()
    return {
        asset.name: factory(asset)
        for asset in assets
        if asset.extension == "js" and AS_BUILT not in asset.name
    }


def build(target: Path) -> None:
    """Write the short forms into `target`."""
    found = sources()
    target.mkdir(parents=True, exist_ok=True)
    for name, short in shorten(found).items():
        (target / file_of(name).name).write_text(f"{stamp_of(found[name])}\n{short}\n", "utf-8")


def shorten(found: dict[str, str]) -> dict[str, str]:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        sys.exit("npm is not installed")
    with tempfile.TemporaryDirectory() as work:
        for name in TOOL:
            shutil.copy(HERE / name, work)
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=work, check=True)  # noqa: S603 -- our own arguments
        done = subprocess.run(  # noqa: S603 -- our own arguments
            [node, "shorten.mjs"], cwd=work, check=True, input=json.dumps(found).encode(), capture_output=True
        )
    made: dict[str, str] = json.loads(done.stdout)
    return made


def main() -> None:
    shutil.rmtree(MADE, ignore_errors=True)
    build(MADE)


if __name__ == "__main__":
    main()
