import io
from pathlib import Path

import docx
import pytest

import widgets.cv
import widgets.documents
from widgets.cv.check import Remark, check_docx, check_text
from widgets.cv.model import Cv
from widgets.cv.word import write_docx
from widgets.documents import find_office
from widgets.language import page_languages
from widgets.language.text import read_phrases

TEXTS = check_text("en")
TEXTS_FOLDER = Path(widgets.cv.__file__).parent / "check_text"
DOCUMENTS = Path(widgets.documents.__file__).parent


def a_cv(**basics):
    return Cv.from_document(
        {
            "settings": {"language": "it", "country": "IT", "consent": True},
            "basics": {
                "name": "Amina Haddad",
                "phone": "+39 333 123 4567",
                "email": "amina@example.org",
                "town": "Palermo",
                **basics,
            },
            "work": [{"id": "w1", "occupation": "cleaner", "start": "2019", "phrases": ["cleaner.rooms"]}],
            "skills": [{"id": "s1", "phrase": "skills.everyday.organise"}],
        }
    )


def codes(data):
    return [remark.code for remark in check_docx(data, counts_pages=False)]


def changed(change, cv=None):
    """Our own CV after someone changed it in Word."""
    document = docx.Document(io.BytesIO(write_docx(cv or a_cv())))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("design", ["plain", "photo"])
def test_our_own_cv_has_nothing_to_change(design):
    cv = a_cv()
    cv.settings.design = design

    assert check_docx(write_docx(cv)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Via Giuseppe Garibaldi 12, 90100 Palermo", "private.address"),
        ("IBAN IT60X0542811101000000123456", "private.bank"),
        ("Data di nascita: 12/03/1990", "private.birth"),
        ("Stato civile: nubile", "private.family"),
        ("Nazionalità: marocchina", "private.nationality"),
        ("Nationality\tMoroccan", "private.nationality"),
        ("الجنسية: مغربية", "private.nationality"),
    ],
)
def test_personal_details_are_found(line, expected):
    assert codes(changed(lambda document: document.add_paragraph(line))) == [expected]


@pytest.mark.parametrize(
    "line",
    ["Cura dei figli e della casa", "Ho lavorato con bambini di ogni nazionalità", "Babysitter, 3 bambini"],
)
def test_words_about_work_are_no_personal_details(line):
    assert codes(changed(lambda document: document.add_paragraph(line))) == []


def test_a_remark_never_repeats_the_personal_words():
    remarks = check_docx(changed(lambda document: document.add_paragraph("Via Giuseppe Garibaldi 12")))

    assert remarks == [Remark("private.address")]
    assert "Garibaldi" not in remarks[0].words(TEXTS)


def test_layout_that_programs_misread_is_found():
    def change(document):
        document.add_table(1, 2)
        document.sections[0].header.paragraphs[0].text = "Tel. 333"
        document.sections[0]._sectPr.find(".//{*}cols").set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num", "2"
        )

    assert codes(changed(change)) == ["structure.columns", "structure.tables", "structure.margins"]


def test_a_document_without_styles_is_found():
    def change(document):
        for paragraph in document.paragraphs:
            paragraph.style = document.styles["Normal"]

    assert codes(changed(change)) == ["structure.no_title", "structure.no_headings"]


def test_a_trail_is_found():
    def change(document):
        document.core_properties.author = "Mario Rossi"
        document.core_properties.last_modified_by = "Centro"

    assert codes(changed(change)) == ["trail.author", "trail.last_author"]


def test_hidden_words_and_rare_fonts_are_found():
    def change(document):
        document.add_paragraph().add_run("cleaner cook waitress").font.hidden = True
        document.add_paragraph().add_run("Palermo").font.name = "Papyrus"

    assert check_docx(changed(change)) == [
        Remark("structure.hidden"),
        Remark("fonts.rare", {"name": "Papyrus"}),
    ]


@pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed")
def test_too_many_pages_are_found():
    def change(document):
        for number in range(200):
            document.add_paragraph(f"Riga {number}")

    (remark,) = check_docx(changed(change))

    assert remark == Remark("structure.pages", {"count": remark.values["count"]})
    assert remark.values["count"] > 2


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "refused.not_word"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "refused.old_word")]
)
def test_what_is_not_opened_has_one_remark(data, code):
    assert codes(data) == [code]


def test_every_language_has_every_text():
    languages = page_languages()

    assert len(languages) == 8
    for language in languages:
        own = read_phrases(TEXTS_FOLDER / f"{language.tag}.toml")
        assert check_text(language.tag).missing == frozenset()
        assert own.keys() == TEXTS.phrases.keys()


def test_every_refusal_has_a_text():
    source = (DOCUMENTS / "package.py").read_text("utf-8") + (DOCUMENTS / "reading.py").read_text("utf-8")
    known = {key.removeprefix("refused.") for key in TEXTS.phrases if key.startswith("refused.")}

    assert {code for code in known if f'"{code}"' in source} == known - {"not_ours"}
