"""Makes `template.docx`, which every Word document starts from: `python -m widgets.documents.template`."""

from pathlib import Path

from .document import TEMPLATE
from .package import pack

PARTS = Path(__file__).parent / "template_parts"


def build_template() -> bytes:
    """The template's bytes, the same on every machine: stored, since compressors differ."""
    files = sorted(file for file in PARTS.rglob("*") if file.is_file())
    parts = {file.relative_to(PARTS).as_posix(): file.read_bytes() for file in files}
    return pack(parts, is_compressed=False)


if __name__ == "__main__":
    TEMPLATE.write_bytes(build_template())
