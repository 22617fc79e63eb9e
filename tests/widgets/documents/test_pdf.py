import os
import time

import pymupdf
import pytest

from widgets.documents import (
    PdfFailed,
    PdfUnavailable,
    UnsafeDocument,
    WordDocument,
    Words,
    count_pages,
    find_office,
    to_pdf,
)
from widgets.documents import pdf as pdf_module

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed")


def a_document(lines=1):
    document = WordDocument("it")
    document.add("Title", [Words("Amina Haddad", "it")])
    for number in range(lines):
        document.add("Body Text", [Words(f"Riga {number}", "it")])
    return document.to_bytes()


@needs_office
def test_pdf_has_the_words_and_pages_of_the_document():
    pdf = to_pdf(a_document(60))
    opened = pymupdf.open(stream=pdf)

    assert opened[0].get_text().splitlines()[:2] == ["Amina Haddad", "Riga 0"]
    assert count_pages(pdf) == len(opened) == 2


@needs_office
def test_pdf_says_nothing_about_who_made_it_when_and_with_what():
    pdf = to_pdf(a_document())
    metadata = pymupdf.open(stream=pdf).metadata
    told = {key: value.strip() for key, value in metadata.items() if value and value.strip()}

    assert told == {"format": told["format"], "title": "CV", "creationDate": told["creationDate"]}
    assert told["creationDate"].startswith("D:19800101000000")
    assert b"LibreOffice" not in pdf


@needs_office
def test_pdf_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    to_pdf(a_document())

    assert list(tmp_path.iterdir()) == []


def test_what_takes_too_long_is_stopped(tmp_path, monkeypatch):
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/pid; wait\n")
    office.chmod(0o755)
    monkeypatch.setattr(pdf_module, "find_office", lambda: str(office))

    with pytest.raises(PdfFailed):
        to_pdf(a_document(), seconds=1)

    assert not is_running(int((tmp_path / "pid").read_text()))


def is_running(process):
    for _ in range(50):
        try:
            with open(f"/proc/{process}/stat") as status:
                if status.read().split()[2] == "Z":
                    return False
        except FileNotFoundError:
            return False
        time.sleep(0.1)
    os.kill(process, 9)
    return True


def test_without_libreoffice_there_is_a_clear_error(monkeypatch):
    monkeypatch.setattr(pdf_module, "find_office", lambda: None)

    with pytest.raises(PdfUnavailable):
        to_pdf(a_document())


def test_an_unsafe_document_never_reaches_libreoffice():
    with pytest.raises(UnsafeDocument):
        to_pdf(b"not a document")
