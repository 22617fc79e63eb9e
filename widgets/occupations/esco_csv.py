"""Reads ESCO's own download: `occupations_<language>.csv`, in a folder or a zip."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .model import BrokenLabels, Occupation

NAME = re.compile(r"(?:^|/)occupations_([a-z]{2,3}(?:-[A-Za-z]+)?)\.csv$")
COLUMNS = ("conceptUri", "preferredLabel", "altLabels")
MOST_MEGABYTES = 100
"""Of one file unpacked: ESCO's longest has about 6 MB, and a zip may lie about what it holds."""


def is_csv_download(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".zip"


def read_csv_download(path: Path) -> list[Occupation]:
    """Raises BrokenLabels; a row is counted as a spreadsheet counts it, the header first."""
    labels: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, language, text in files(path):
        for uri, names in rows(name, text):
            languages = labels.setdefault(uri, {})
            languages[language] = tuple(dict.fromkeys([*languages.get(language, ()), *names]))
    return [Occupation(uri, languages) for uri, languages in labels.items()]


def files(path: Path) -> Iterator[tuple[str, str, str]]:
    """Name, language and contents of each file of occupations."""
    try:
        found = list(in_folder(path) if path.is_dir() else in_zip(path))
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise BrokenLabels("unreadable", file=path) from None
    if not found:
        raise BrokenLabels("no_csv", file=path)
    for name, language, content in found:
        try:
            yield name, language, content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            row = content[: error.start].count(b"\n") + 1
            raise BrokenLabels("encoding", file=name, row=row) from None


def in_folder(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    for file in sorted(folder.rglob("*.csv")):
        if match := NAME.search(file.as_posix()):
            yield str(file), match[1], file.read_bytes()


def in_zip(file: Path) -> Iterator[tuple[str, str, bytes]]:
    with zipfile.ZipFile(file) as archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if match := NAME.search(entry.filename):
                if entry.file_size > MOST_MEGABYTES * 1_000_000:
                    raise BrokenLabels("too_large", file=entry.filename, megabytes=MOST_MEGABYTES)
                yield entry.filename, match[1], archive.read(entry)


def rows(name: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """The address of each occupation and its labels."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    row = 1
    try:
        lacking = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if lacking:
            raise BrokenLabels("columns", file=name, row=row, columns=", ".join(lacking))
        for row, fields in enumerate(reader, 2):
            uri, preferred, others = (fields[column] for column in COLUMNS)
            if uri is None or preferred is None or others is None:
                raise BrokenLabels("cells", file=name, row=row)
            if not uri.strip():
                raise BrokenLabels("uri", file=name, row=row)
            if not preferred.strip():
                raise BrokenLabels("no_labels", file=name, row=row)
            names = [preferred, *others.splitlines()]
            yield uri.strip(), [each.strip() for each in names if each.strip()]
    except csv.Error:
        raise BrokenLabels("csv", file=name, row=row + 1) from None
