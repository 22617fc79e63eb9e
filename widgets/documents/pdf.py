"""The same document as PDF, through LibreOffice where it is installed."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from .package import unpack

MOST_SECONDS = 90
FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
SETTINGS = Path(__file__).parent / "office_settings.xcu"

NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
"""A port where nothing listens, should LibreOffice ever want to fetch something."""

SOFTWARE = re.compile(rb"/(?:Creator|Producer|Author)\s*<([0-9A-Fa-f]*)>")
DATE = re.compile(rb"/(?:CreationDate|ModDate)\s*\(D:(\d{14})")
DOCUMENT_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")
CHECKSUM = re.compile(rb"/DocChecksum\s*/([0-9A-Fa-f]*)")
BLANKS = {
    SOFTWARE: b"FEFF" + b"0020" * 99,
    DATE: b"19800101000000",
    DOCUMENT_ID: b"0" * 99,
    CHECKSUM: b"0" * 99,
}
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class PdfUnavailable(RuntimeError):  # noqa: N818 -- named as the field names it
    """LibreOffice is not installed here."""


class PdfFailed(RuntimeError):  # noqa: N818 -- named as the field names it
    """LibreOffice took too long or made no PDF."""


def find_office() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(document: bytes, seconds: float = MOST_SECONDS) -> bytes:
    """A Word document as a tagged PDF without a trail; unsafe documents are refused before."""
    unpack(document)
    office = find_office()
    if office is None:
        raise PdfUnavailable
    with tempfile.TemporaryDirectory(prefix="pdf-") as name:
        folder = Path(name)
        (folder / "in.docx").write_bytes(document)
        _write_settings(folder)
        _run([office, *_arguments(folder)], folder, seconds)
        return without_trail(_read(folder / "in.pdf"))


def count_pages(pdf: bytes) -> int:
    return len(PAGE.findall(pdf))


def without_trail(pdf: bytes) -> bytes:
    """The PDF with software, dates and ids blanked in place: a PDF's objects are found by their offsets."""
    content = bytearray(pdf)
    for pattern, blank in BLANKS.items():
        for match in pattern.finditer(pdf):
            for start, end in match.regs[1:]:
                content[start:end] = blank[: end - start].ljust(end - start, b"0")
    return bytes(content)


def _arguments(folder: Path) -> list[str]:
    return [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        FILTER,
        "--outdir",
        str(folder),
        str(folder / "in.docx"),
    ]


def _write_settings(folder: Path) -> None:
    """A profile of its own: no macros, no linked files, and no lock shared with another run."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    shutil.copyfile(SETTINGS, profile / "registrymodifications.xcu")


def _run(command: list[str], folder: Path, seconds: float) -> None:
    environment = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "TZ": "UTC", **NO_NETWORK}
    silent = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 -- our own arguments, a fixed program
        command, env=environment, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
    ) as office:
        try:
            office.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise PdfFailed from error
        finally:
            _end(office.pid)


def _end(group: int) -> None:
    """Ends the whole group: `soffice` is a script whose children would outlive it."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _read(file: Path) -> bytes:
    if not file.exists():
        raise PdfFailed
    return file.read_bytes()
