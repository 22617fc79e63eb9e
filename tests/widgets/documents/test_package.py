import io
import random
import struct
import zipfile

import pytest

from widgets.documents import UnsafeDocument, WordDocument, Words, inspect_document, read_document
from widgets.documents.package import pack, read_package, unpack

RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def parts():
    document = WordDocument("it")
    document.add("Title", [Words("Amina Haddad", "it")])
    return read_package(document.to_bytes())


def refusal(data):
    with pytest.raises(UnsafeDocument) as refused:
        unpack(data)
    return refused.value.code


def with_relationship(parts, kind, target="http://127.0.0.1:9/x"):
    added = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    rels = parts[RELS].decode().replace("</Relationships>", f"{added}</Relationships>")
    return pack({**parts, RELS: rels.encode()})


def with_body(parts, xml):
    document = parts["word/document.xml"].decode().replace("<w:sectPr>", f"{xml}<w:sectPr>", 1)
    assert xml in document
    return pack({**parts, "word/document.xml": document.encode()})


def test_an_ordinary_document_is_read(parts):
    assert [each.text for each in read_document(pack(parts)).paragraphs] == ["Amina Haddad"]


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_word_file_is_refused(data):
    assert refusal(data) == "not_word"


def test_another_zip_is_refused():
    assert refusal(pack({"a.txt": b"a"})) == "not_word"


def test_old_word_and_locked_files_are_told_apart():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

    assert refusal(old) == "old_word"
    assert refusal(old + "EncryptedPackage".encode("utf-16-le")) == "password"


def test_a_very_large_file_is_refused():
    assert refusal(b"PK" + b"\0" * 10_000_000) == "too_large"


def test_a_zip_bomb_is_refused(parts):
    assert refusal(pack({**parts, "word/media/big.png": b"\0" * 30_000_000})) == "too_large"


def test_many_parts_are_refused(parts):
    assert refusal(pack({**parts, **{f"word/{n}.xml": b"<a/>" for n in range(600)}})) == "too_large"


def test_a_zip_that_lies_about_a_size_is_refused(parts):
    data = bytearray(pack({**parts, "word/zz.xml": b"<a>" + b"x" * 5000 + b"</a>"}))
    entry = data.rindex(b"word/zz.xml")
    struct.pack_into("<I", data, entry - 46 + 24, 10)  # the size in the central directory

    assert refusal(bytes(data)) in {"damaged", "not_word"}


def test_a_part_outside_the_package_is_refused(parts):
    assert refusal(pack({**parts, "../../evil.xml": b"<a/>"})) == "damaged"


def test_two_parts_of_one_name_are_refused(parts):
    buffer = io.BytesIO(pack(parts))
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("WORD/document.xml", parts["word/document.xml"])

    assert refusal(buffer.getvalue()) == "damaged"


def test_entities_are_refused(parts):
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    outside = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'

    assert refusal(pack({**parts, "word/document.xml": bomb})) == "entities"
    assert refusal(pack({**parts, "customXml/item1.xml": outside})) == "entities"
    assert refusal(pack({**parts, "word/x.xml": outside.decode().encode("utf-16")})) == "entities"


def test_broken_xml_is_refused(parts):
    assert refusal(pack({**parts, "word/document.xml": b"<a><b></a>"})) == "damaged"


def test_macros_are_refused(parts):
    types = parts[TYPES].replace(b"wordprocessingml.document.main", b"x.macroEnabled.main")

    assert refusal(pack({**parts, "word/vbaProject.bin": b"x"})) == "macros"
    assert refusal(pack({**parts, TYPES: types})) == "macros"


def test_embedded_objects_are_refused(parts):
    assert refusal(pack({**parts, "word/embeddings/oleObject1.bin": b"x"})) == "embedded"
    assert refusal(with_body(parts, "<w:altChunk/>")) == "embedded"


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame", "subDocument"])
def test_what_would_be_fetched_is_refused(parts, kind):
    assert refusal(with_relationship(parts, kind)) == "external"


def test_a_link_to_click_is_allowed(parts):
    data = with_relationship(parts, "hyperlink", "mailto:amina@example.org")

    assert RELS in unpack(data)


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\x", ' INCLUDEPICTURE "http://127.0.0.1:9/x"'])
def test_fields_that_fetch_are_refused(parts, field):
    half = len(field) // 2
    cut = "".join(f"<w:r><w:instrText>{x}</w:instrText></w:r>" for x in (field[:half], field[half:]))

    assert refusal(with_body(parts, f"<w:p>{cut}</w:p>")) == "external"


def test_the_same_parts_give_the_same_bytes(parts):
    assert pack(dict(reversed(parts.items()))) == pack(parts)


def damaged(parts, chance):
    """The package with one part missing, empty, of another kind, or changed in some places."""
    name = chance.choice(sorted(parts))
    part = bytearray(parts[name])
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(part))
        part[place : place + chance.randint(0, 9)] = part[place - 20 : place]
    choice = chance.choice([None, b"", b"<a/>", bytes(part), bytes(part)])
    return pack({key: value for key, value in {**parts, name: choice}.items() if value is not None})


def test_a_damaged_document_is_refused_or_read_but_never_fails(parts):
    chance = random.Random(2)
    outcomes = set()

    for _ in range(400):
        try:
            inspect_document(damaged(parts, chance))
            outcomes.add("read")
        except UnsafeDocument as error:
            outcomes.add(error.code)

    assert {"read", "damaged", "not_word"} <= outcomes
