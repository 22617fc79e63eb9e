"""`RESULTS.md`: a section for each benchmark, so that one can be measured anew and the others stay."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
TITLE = """# Benchmarks

Written by `make bench`, one section by `make bench BENCH=name`. The stock alternative runs beside ours, on
the same machine in the same run. A ratio is stock's figure divided by ours.
"""


def with_section(text: str, heading: str, body: str, order: Sequence[str]) -> str:
    """The results with one section written anew; sections stand in this order, unknown ones are left out."""
    sections = {**sections_of(text), heading: body.strip()}
    kept = [f"## {each}\n\n{sections[each]}\n" for each in order if each in sections]
    return "\n".join([TITLE, *kept])


def sections_of(text: str) -> Mapping[str, str]:
    """Each section's body by its heading."""
    _, *parts = HEADING.split(text)
    return {heading: body.strip() for heading, body in zip(parts[::2], parts[1::2], strict=True)}


def write_section(heading: str, body: str, order: Sequence[str], file: Path = RESULTS) -> None:
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(with_section(text, heading, body, order), "utf-8")
