import io
import unicodedata
from collections import Counter

import docx
import pymupdf
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from widgets.cv.model import Cv
from widgets.cv.outline import outline
from widgets.cv.word import ForeignDocument, read_docx, write_docx
from widgets.cv.word_styles import STYLES
from widgets.documents import UnsafeDocument, count_pages, find_office, read_document, to_pdf

LANGUAGES = ["en", "it", "es", "fr", "ro", "el", "bg", "de"]
WORD_LANGUAGES = {"it": "it-IT", "el": "el-GR", "bg": "bg-BG", "en": "en-GB"}
ARABIC = "تنظيف غرف الفندق (20 غرفة) كل يوم."

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed")


def typical(language="it", **changes):
    """A CV as a learner makes it: two jobs and work at home, school, a course, skills, three languages."""
    document = {
        "settings": {"language": language, "country": "IT", "design": "plain", "consent": language == "it"},
        "basics": {
            "name": "Amina Haddad",
            "occupation": "cleaner",
            "email": "amina.haddad@example.org",
            "phone": "+39 333 123 4567",
            "town": "Palermo",
            "summary": "",
        },
        "wishes": {"hours": ["mornings"], "start": "now", "text": ""},
        "work": [
            work("w1", occupation="cleaner", employer="Azzurra", town="Palermo", country="IT",
                 start="2019-05", current=True,
                 phrases=["cleaner.rooms", "cleaner.floors", "cleaner.supplies"]),
            work("w2", occupation="cook", kind="unpaid", employer="Mensa", town="Palermo", start="2018",
                 end="2019-04", phrases=["cook.meals"]),
            work("w3", kind="home", start="2012", end="2018", phrases=["child_minder.meals"]),
        ],
        "education": [
            {"id": "e1", "kind": "school", "title": "Diploma", "school": "Al Farabi", "town": "Casablanca",
             "country": "MA", "start": "2000-09", "end": "2008-06"},
            {"id": "e2", "kind": "course", "school": "CPIA", "town": "Palermo", "start": "2020"},
        ],
        "certificates": [{"id": "c1", "name": "HACCP", "issuer": "ASP Palermo", "date": "2021-03"}],
        "skills": [{"id": "s1", "phrase": "skills.everyday.organise"}, {"id": "s2", "text": "Photoshop"}],
        "languages": [
            {"id": "l1", "language": "ar", "level": "native"},
            {"id": "l2", "language": "it", "level": "A2"},
            {"id": "l3", "name": "Edo", "level": "B1"},
        ],
        "interests": [{"id": "i1", "text": "Yoga"}],
        "references": [{"id": "r1", "text": "Maria Rossi, Azzurra"}],
    }  # fmt: skip
    return Cv.from_document({**document, **changes})


def work(identity, **values):
    return {"id": identity, "kind": "paid", "phrases": [], **values}


def with_arabic_words():
    cv = typical()
    cv.work[0].position, cv.work[0].employer, cv.work[0].text = "عاملة نظافة", "فندق السلام", ARABIC
    return cv


def seen(cv):
    return [(block.kind, block.text, block.aside) for block in outline(cv)]


def in_file(data):
    kinds = {style: kind for kind, style in STYLES.items()}
    return [(kinds[each.style], each.text, each.aside) for each in read_document(data).paragraphs]


def on_one_line(rows):
    """The outline has a block for each contact; Word has one line for all."""
    contacts = "  |  ".join(text for kind, text, _ in rows if kind == "contact")
    first = next(number for number, row in enumerate(rows) if row[0] == "contact")
    others = [row for row in rows if row[0] != "contact"]
    return [*others[:first], ("contact", contacts, ""), *others[first:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_holds_the_outline_in_order(language):
    cv = typical(language)

    assert in_file(write_docx(cv)) == on_one_line(seen(cv))


def test_headings_are_real_headings_in_the_language_of_the_cv():
    reopened = docx.Document(io.BytesIO(write_docx(typical("it"))))

    assert reopened.paragraphs[0].style.name == "Title"
    assert [each.text for each in reopened.paragraphs if each.style.name == "Heading 1"] == [
        "Disponibilità",
        "Esperienza lavorativa",
        "Istruzione e formazione",
        "Certificati",
        "Competenze",
        "Lingue",
        "Interessi",
        "Referenze",
    ]


@pytest.mark.parametrize(("language", "expected"), WORD_LANGUAGES.items())
def test_words_of_ours_are_tagged_with_the_language_of_the_cv(language, expected):
    headings = [
        each for each in read_document(write_docx(typical(language))).paragraphs if each.style == "Heading 1"
    ]

    assert headings
    assert {each.language for each in headings} == {expected}


def test_arabic_words_in_an_italian_cv_run_from_right_to_left():
    reopened = docx.Document(io.BytesIO(write_docx(with_arabic_words())))
    (own,) = [each for each in reopened.paragraphs if "غرفة" in each.text]

    assert own._p.pPr.find(qn("w:bidi")) is not None
    assert {run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) for run in own.runs} == {"ar-SA"}
    assert in_file(write_docx(with_arabic_words())) == on_one_line(seen(with_arabic_words()))


def test_photo_design_has_a_place_for_a_photo_and_plain_has_none():
    plain, photo = typical(), typical()
    photo.settings.design = "photo"

    assert b"framePr" not in body(write_docx(plain))
    assert body(write_docx(photo)).count(b"framePr") == 1
    assert in_file(write_docx(photo))[:2] == [("name", "Amina Haddad", ""), ("photo", "Foto", "")]


def body(data):
    return docx.Document(io.BytesIO(data)).element.body.xml.encode()


def test_no_heading_stands_alone_at_the_end_of_a_page():
    reopened = docx.Document(io.BytesIO(write_docx(typical())))
    headings = [each for each in reopened.paragraphs if each.style.name == "Heading 1"]

    assert headings
    assert all(each.paragraph_format.keep_with_next for each in headings)


def test_the_file_says_nothing_about_who_made_it():
    properties = docx.Document(io.BytesIO(write_docx(typical()))).core_properties

    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.created, properties.modified) == ("CV", None, None)


def test_the_same_cv_gives_the_same_bytes():
    assert write_docx(typical()) == write_docx(typical())


@pytest.mark.parametrize("design", ["plain", "photo"])
@pytest.mark.parametrize("make", [typical, with_arabic_words])
def test_files_are_valid(tmp_path, make, design):
    cv = make()
    cv.settings.design = design
    file = tmp_path / "CV.docx"
    file.write_bytes(write_docx(cv))

    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


@pytest.mark.parametrize("design", ["plain", "photo"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cv_comes_back_as_it_was_seen(language, design):
    cv = typical(language)
    cv.settings.design = design

    assert seen(read_docx(write_docx(cv))) == seen(cv)


def test_a_cv_comes_back_with_its_fields():
    cv = typical("it")

    document = without_ids(read_docx(write_docx(cv)).to_document())

    assert document == without_ids(cv.to_document())


def without_ids(value):
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if key != "id"}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def test_a_cv_with_arabic_words_comes_back():
    cv = with_arabic_words()

    assert seen(read_docx(write_docx(cv))) == seen(cv)


@pytest.mark.parametrize(
    "words",
    [
        "<b>x</b> & \"q\" 'q'",
        "a\x00b\ud800c",
        "=cmd|' /C calc'!A0",
        "👩🏽‍🍳",
        "x" * 3000,
        "\u202egnp.exe",
        "]]>",
    ],
)
def test_hostile_words_are_only_words(words):
    cv = typical()
    cv.basics.name, cv.basics.summary, cv.work[0].text = words, words, words

    data = write_docx(cv)
    again = read_docx(data)

    assert seen(again) == in_order_of_outline(data, again)


def in_order_of_outline(data, cv):
    """What the file holds, with its contacts as the outline has them."""
    contacts = [row for row in seen(cv) if row[0] == "contact"]
    rows = in_file(data)
    first = next(number for number, row in enumerate(rows) if row[0] == "contact")
    return [*rows[:first], *contacts, *rows[first + 1 :]]


def test_what_was_deleted_in_word_does_not_come_back():
    document = docx.Document(io.BytesIO(write_docx(typical())))
    (line,) = [each for each in document.paragraphs if "+39 333" in each.text]
    line._p.getparent().remove(line._p)
    buffer = io.BytesIO()
    document.save(buffer)

    cv = read_docx(buffer.getvalue())

    assert (cv.basics.phone, cv.basics.email, cv.basics.name) == ("", "", "Amina Haddad")


def test_words_beside_a_telephone_number_come_back_with_it():
    cv = typical()
    cv.basics.phone, cv.basics.town = "+39 333 123 4567 (WhatsApp)", "Palermo"

    basics = read_docx(write_docx(cv)).basics

    assert (basics.phone, basics.town) == ("+39 333 123 4567 (WhatsApp)", "Palermo")


def test_a_word_file_from_elsewhere_is_refused():
    buffer = io.BytesIO()
    docx.Document().save(buffer)

    with pytest.raises(ForeignDocument):
        read_docx(buffer.getvalue())


def test_what_is_no_word_file_is_refused():
    with pytest.raises(UnsafeDocument):
        read_docx(b"%PDF")


@needs_office
@pytest.mark.parametrize("make", [typical, with_arabic_words, lambda: typical("el"), lambda: typical("bg")])
def test_libreoffice_shows_the_words_of_the_cv_on_at_most_two_pages(make):
    cv = make()

    pdf = to_pdf(write_docx(cv))
    shown = "".join(page.get_text() for page in pymupdf.open(stream=pdf))

    assert 1 <= count_pages(pdf) <= 2
    assert letters(shown) == letters("".join(block.text + block.aside for block in outline(cv)))


def letters(text):
    """How often each letter stands there: a PDF has Arabic in the shapes and order in which it is drawn."""
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
