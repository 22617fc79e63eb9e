import pytest

from widgets.vacancies.board import practice_postings
from widgets.vacancies.judging import Reading, read, readable_language

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


def test_each_practice_vacancy_is_in_its_language():
    assert [each.id for each in practice_postings() if readable_language(each.text) != each.language] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀😀 3000 €",
        "Шукаємо дівчат на роботу в Німеччину, паспорт віддати",
        "Ищем девушек для работы в Италии, документы отдать",
        "Szukamy dziewczyn do pracy w Niemczech, paszport oddać do biura na początku",
        "Procuramos meninas para trabalhar em Lisboa, não precisa de experiência",
        "Kërkojmë vajza për punë në Itali, pasaportën e mban pronari",
        "Almanya'da çalışmak için bayanlar aranıyor, pasaportunuz bizde kalacak",
        "Lányokat keresünk németországi munkára, az útlevelet át kell adni",
        "Zoekt meisjes voor werk in Duitsland, je paspoort blijft bij ons",
    ],
)
def test_what_can_not_be_read_for_signs_is_taken_for_nothing_else(text):
    assert readable_language(text) == ""


def test_a_message_is_known_without_accents_and_in_capitals():
    assert (
        readable_language("CERCASI RAGAZZE PER LAVORO, PERCHE NON SERVE ESPERIENZA E SI INIZIA SUBITO")
        == "it"
    )
    assert readable_language("ΖΗΤΕΙΤΑΙ ΚΟΠΕΛΑ για δουλειά, viber") == "el"
