"""`python -m deploy.cohort_service.beforehand FILE`: compresses every page's files, if that is not done yet.

The Hub's start runs it beside everything else: learners come first.
"""

import os
import sys
from pathlib import Path

from .assets_handler import ROOTS, ServedAssets
from .compressed import fill
from .page_files import PageFiles

BEHIND_OTHERS = 10
"""How nice it is, in Unix's sense."""


def main(file: Path) -> None:
    os.nice(BEHIND_OTHERS)
    assets = ServedAssets(ROOTS)
    PageFiles(assets, "").prepare()
    fill(file, assets.all())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
