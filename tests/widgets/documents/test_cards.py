import io

import docx
import pytest

from widgets.documents import inspect_document
from widgets.documents.cards import Card, write_cards

CARDS = [
    Card(
        [("Address", "http://127.0.0.1:8000/"), ("Your code", code), ("Your PIN", "123 456")], "Keep it safe."
    )
    for code in ("KMN 479", "WXY 334", "CDF 347")
]


def cells(document: bytes) -> list[list[str]]:
    (table,) = docx.Document(io.BytesIO(document)).tables
    found = [[paragraph.text for paragraph in cell.paragraphs] for row in table.rows for cell in row.cells]
    return [lines for lines in found if any(lines)]


def test_each_card_holds_what_one_learner_needs():
    first, second, third = cells(write_cards(CARDS, "en"))

    assert first == [
        "Address",
        "http://127.0.0.1:8000/",
        "Your code",
        "KMN 479",
        "Your PIN",
        "123 456",
        "Keep it safe.",
    ]
    assert (second[3], third[3]) == ("WXY 334", "CDF 347")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_in_the_file_says_who_made_it(language: str):
    document = write_cards(CARDS, language)

    assert inspect_document(document).trail == inspect_document(write_cards([], language)).trail
    assert language in {tag.split("-")[0] for tag in inspect_document(document).languages}


def test_codes_and_pins_run_from_left_to_right_on_an_arabic_card():
    (table,) = docx.Document(io.BytesIO(write_cards(CARDS, "ar"))).tables
    pin = next(each for each in table.rows[0].cells[0].paragraphs if each.text == "123 456")

    assert "bidi" not in {child.tag.split("}")[1] for child in pin._p.pPr}
