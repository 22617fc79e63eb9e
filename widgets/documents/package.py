"""The zip package around a Word document: written reproducibly, read with suspicion."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lxml import etree  # type: ignore[import-untyped]

MOST_BYTES = 10_000_000
MOST_UNPACKED = 40_000_000
MOST_PARTS = 500
MOST_RATIO = 200
"""A part larger than `SMALL_PART` that unpacks to more than this many times its size is a bomb."""
SMALL_PART = 500_000

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError, IndexError)
"""All that Python's zipfile was seen to raise for hostile files."""
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CONTENT_TYPES = "[Content_Types].xml"
MAIN_PART = "word/document.xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FETCHING_FIELD = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b", re.I)

Parts = Mapping[str, bytes]


class UnsafeDocument(ValueError):  # noqa: N818 -- named as the field names it
    """A file we refuse to open; `code` names the reason for the texts (`refused.<code>`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pack(parts: Parts, *, is_compressed: bool = True) -> bytes:
    """A package without dates, users or machine: the same parts give the same bytes."""
    method = zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.create_system, entry.external_attr = 0, 0
            package.writestr(entry, parts[name], method)
    return buffer.getvalue()


def read_package(data: bytes) -> dict[str, bytes]:
    """The parts of a package that we made ourselves."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def unpack(data: bytes) -> dict[str, bytes]:
    """A stranger's Word file as parts; raises `UnsafeDocument` for all that could harm who opens it."""
    _refuse_when(len(data) > MOST_BYTES, "too_large")
    _refuse_when(data.startswith(OLD_OFFICE), "password" if ENCRYPTED in data else "old_word")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _read_parts(package)
    except UnsafeDocument:
        raise
    except BROKEN_ZIP as error:
        raise UnsafeDocument("not_word") from error
    _refuse_when(CONTENT_TYPES not in parts or MAIN_PART not in parts, "not_word")
    _inspect(parts)
    return parts


def parse(part: bytes) -> etree._Element:
    """XML that declares no entities and fetches nothing; anything else is refused."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise UnsafeDocument("entities" if b"<!" in part[:2000] else "damaged") from error
    _refuse_when(bool(root.getroottree().docinfo.doctype), "entities")
    return root


def _read_parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    _refuse_when(len(entries) > MOST_PARTS, "too_large")
    _refuse_when(len({name.lower() for name in names}) < len(names), "damaged")
    _refuse_when(any(_leaves_the_package(name) for name in names), "damaged")
    _refuse_when(sum(entry.file_size for entry in entries) > MOST_UNPACKED, "too_large")
    _refuse_when(any(_is_bomb(entry) for entry in entries), "too_large")
    return {entry.filename: _read_part(package, entry) for entry in entries if not entry.is_dir()}


def _read_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The part, never more of it than it declared: the directory of a bomb lies."""
    with package.open(entry) as part:
        content = part.read(entry.file_size + 1)
    _refuse_when(len(content) != entry.file_size, "damaged")
    return content


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL_PART and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _leaves_the_package(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


def _inspect(parts: Parts) -> None:
    kinds = parts[CONTENT_TYPES].lower()
    _refuse_when(b"macroenabled" in kinds or b"vbaproject" in kinds, "macros")
    _refuse_when(any(_holds_macros(name) for name in parts), "macros")
    _refuse_when(any(_is_embedded(name) for name in parts), "embedded")
    for name, root in _xml_parts(parts):
        _refuse_when(name.endswith(".rels") and any(map(_fetches, root.iter(RELATIONSHIP))), "external")
        _refuse_when(next(root.iter(f"{WORD}altChunk"), None) is not None, "embedded")
        _refuse_when(_has_fetching_field(root), "external")


def _xml_parts(parts: Parts) -> Iterator[tuple[str, etree._Element]]:
    for name, part in parts.items():
        if name.lower().endswith((".xml", ".rels")):
            yield name, parse(part)


def _holds_macros(name: str) -> bool:
    return "vba" in PurePosixPath(name.lower()).name


def _is_embedded(name: str) -> bool:
    lower = name.lower()
    return "/embeddings/" in lower or "/activex/" in lower or lower.endswith((".bin", ".exe", ".ole"))


def _fetches(relationship: etree._Element) -> bool:
    """Whether opening the file would fetch it; a link that a person must click does not."""
    is_external = relationship.get("TargetMode", "").lower() == "external"
    return is_external and not relationship.get("Type", "").endswith("/hyperlink")


def _has_fetching_field(root: etree._Element) -> bool:
    """Whether a field fetches another file; Word lets one be cut into many pieces."""
    pieces = "".join(piece.text or "" for piece in root.iter(f"{WORD}instrText"))
    simple = " ".join(field.get(f"{WORD}instr", "") for field in root.iter(f"{WORD}fldSimple"))
    return bool(FETCHING_FIELD.search(f"{pieces} {simple}"))


def _refuse_when(is_unsafe: bool, code: str) -> None:
    if is_unsafe:
        raise UnsafeDocument(code)
