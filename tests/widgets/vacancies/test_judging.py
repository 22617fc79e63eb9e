import pytest

from widgets.vacancies.judging import Reading, read

ITALIAN = (
    "Cerchiamo ragazze per un lavoro in Germania. Prima di partire devi pagare 500 euro per i documenti. "
    "Il passaporto lo teniamo noi. Non dirlo a nessuno."
)
GREEK_IN_LATIN_LETTERS = "Tha mou doseis to diavatirio sou kai tha plirosis 300 evro prin arxiseis"


@pytest.mark.parametrize("named", ["it", "en", "uk", "ar", ""])
def test_a_text_is_read_in_its_language_whichever_is_named(named):
    reading = read(ITALIAN, named, "message")

    assert reading.language == "it"
    assert {"fee_upfront", "passport_hold"} <= {each.sign for each in reading.findings}


def test_the_named_language_is_read_where_the_letters_do_not_tell():
    assert "fee_upfront" in {each.sign for each in read(GREEK_IN_LATIN_LETTERS, "el", "message").findings}
    assert read(GREEK_IN_LATIN_LETTERS, "en", "message") == Reading("", [])


@pytest.mark.parametrize("text", ["Шукаємо дівчат, паспорт віддайте нам і спочатку заплатіть 500 євро", "😀"])
@pytest.mark.parametrize("named", ["uk", "bg", "en", ""])
def test_no_language_is_told_where_nothing_could_be_read(text, named):
    assert read(text, named, "message").language == ""
