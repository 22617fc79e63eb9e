"""Our page's modules with short names, made by terser and kept here: a fifth less on the way to a phone.

`python -m deploy.cohort_service.lean` makes them anew; that needs npm, using them does not. A module that has
changed since is served as it is written, until they are made anew; a test says so.
"""

import hashlib
from pathlib import Path

HERE = Path(__file__).parent
MADE = HERE / "made"


def shortened(name: str, source: str) -> str:
    """The short form of what was made from this source; the source itself if there is none."""
    file = file_of(name)
    if not file.exists():
        return source
    stamp, _, short = file.read_text("utf-8").partition("\n")
    return short.strip() if stamp == stamp_of(source) else source


def file_of(name: str) -> Path:
    return MADE / f"{name.removeprefix('onward/').replace('/', '-')}.js"


def stamp_of(source: str) -> str:
    """The first line of a file, which says what it was made from."""
    return f"// {hashlib.sha256(source.encode()).hexdigest()[:16]}"
