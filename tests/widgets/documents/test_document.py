import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from widgets.documents import Paragraph, WordDocument, Words, read_document

ARABIC = "تنظيف 20 غرفة كل يوم"


def written(language="it"):
    document = WordDocument(language)
    document.add("Title", [Words("Amina Haddad", language)])
    document.add("Heading 1", [Words("Esperienza", language)], keeps_with_next=True, space_before=30)
    document.add("Heading 2", [Words("عاملة نظافة", "ar")], aside="2017 – 2019", keeps_with_next=True)
    document.add("List Bullet", [Words(ARABIC, "ar")], has_own_direction=True)
    document.add("CV Contact", [Words("Palermo", "it"), Words("+39 333", "it")], separator="  |  ")
    return document


def paragraph(document, number):
    return Document(io.BytesIO(document.to_bytes())).paragraphs[number]


def test_a_document_is_read_back_as_it_was_written():
    assert read_document(written().to_bytes()).paragraphs == [
        Paragraph("Title", "Amina Haddad", "", "it-IT"),
        Paragraph("Heading 1", "Esperienza", "", "it-IT"),
        Paragraph("Heading 2", "عاملة نظافة", "2017 – 2019", "ar-SA"),
        Paragraph("List Bullet", ARABIC, "", "ar-SA"),
        Paragraph("CV Contact", "Palermo  |  +39 333", "", "it-IT"),
    ]


def test_the_same_document_gives_the_same_bytes():
    assert written().to_bytes() == written().to_bytes()


def test_arabic_runs_from_right_to_left_in_an_italian_document():
    arabic = paragraph(written(), 3)

    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert [run._r.rPr.find(qn("w:rtl")) is not None for run in arabic.runs] == [True]


def test_a_line_with_dates_keeps_the_direction_of_the_document():
    entry = paragraph(written(), 2)

    assert entry._p.pPr.find(qn("w:bidi")) is None
    assert [run._r.rPr.find(qn("w:rtl")) is not None for run in entry.runs] == [True, False, False]


def test_every_run_has_a_language():
    runs = [run for each in Document(io.BytesIO(written().to_bytes())).paragraphs for run in each.runs]

    assert runs
    assert all(run._r.rPr.find(qn("w:lang")) is not None for run in runs)


@pytest.mark.parametrize(("tag", "expected"), [("it", "it-IT"), ("el", "el-GR"), ("bg", "bg-BG")])
def test_the_document_has_the_language_of_its_words(tag, expected):
    data = written(tag).to_bytes()

    assert read_document(data).language == expected
    assert Document(io.BytesIO(data)).core_properties.language == expected


def test_headings_stay_with_what_follows():
    assert paragraph(written(), 1).paragraph_format.keep_with_next


def test_control_characters_do_not_reach_the_file():
    document = WordDocument("it")
    document.add("Body Text", [Words("a\x00b\ud800c\x1b", "it")])

    assert paragraph(document, 0).text == "abc"


def test_lines_of_one_text_stay_lines():
    document = WordDocument("it")
    document.add("Body Text", [Words("one\r\ntwo", "it")])

    assert read_document(document.to_bytes()).paragraphs[0].text == "one\ntwo"


def test_documents_are_valid(tmp_path):
    document = written()
    document.add_photo_place(Words("Foto", "it"))
    file = tmp_path / "CV.docx"
    file.write_bytes(document.to_bytes())

    result = OpenXmlValidator().validate(str(file))

    assert [str(error) for error in result.errors] == []
