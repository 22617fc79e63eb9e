from docx import Document

from widgets.documents.document import TEMPLATE
from widgets.documents.package import read_package
from widgets.documents.template import build_template


def test_template_is_current():
    assert TEMPLATE.read_bytes() == build_template()


def test_template_says_nothing_about_who_made_it():
    parts = read_package(TEMPLATE.read_bytes())
    properties = Document(str(TEMPLATE)).core_properties

    assert sorted(name for name in parts if not name.startswith("word/")) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
    ]
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == "CV"
    assert b"rsid" not in b"".join(parts.values())


def test_template_has_the_styles_of_a_cv():
    names = {style.name for style in Document(str(TEMPLATE)).styles}

    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Body Text"} <= names


def test_template_is_one_column_of_a4():
    (section,) = Document(str(TEMPLATE)).sections

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "w:num=" not in section._sectPr.xml
