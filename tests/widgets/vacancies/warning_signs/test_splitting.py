import pytest

from widgets.vacancies.warning_signs.splitting import LONGEST, pieces


def test_sentences_lines_and_points_are_pieces_each_where_it_stands():
    text = "We look for a cook. Call now!\n• 40 hours\n\n✅ free Sundays"

    found = list(pieces(text))

    said = [piece for _, piece in found]
    assert said == ["We look for a cook.", "Call now!", "• 40 hours", "✅ free Sundays"]
    assert all(text[start:].startswith(piece) for start, piece in found)


def test_a_text_without_an_end_is_cut_between_words():
    text = "come tomorrow " * 200

    found = [piece for _, piece in pieces(text)]

    assert " ".join(found) == text.strip()
    assert max(map(len, found)) <= LONGEST


def test_what_has_no_letter_is_no_piece():
    assert list(pieces(" \n ... \n !!! ")) == []


@pytest.mark.parametrize("blanks", [" ", "\t \xa0", "\n \n"])
def test_a_long_run_of_blanks_is_read_in_time(blanks):
    text = "Cook" + blanks * 200_000 + "wanted"

    assert [piece for _, piece in pieces(text)] == ["Cook", "wanted"]


@pytest.mark.parametrize(
    "text",
    [
        "We pay 1.250 € a month",
        "Lohn 1.250,00 im Monat",
        "dalle 8.30, ore 6.00-9.00",
        "Hilfen, z. B. Spüler",
        "Pulizie S.r.l. cerca personale",
        "chiamare tel. 081 000 000",
    ],
)
def test_a_point_in_a_number_or_an_abbreviation_ends_nothing(text):
    assert [piece for _, piece in pieces(text)] == [text]
