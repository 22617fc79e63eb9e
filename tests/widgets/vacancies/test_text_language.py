import pytest

from widgets.vacancies.board import practice_postings
from widgets.vacancies.text_language import text_language


def test_each_practice_vacancy_is_in_its_language():
    assert [each.id for each in practice_postings() if text_language(each.text) != each.language] == []


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
    assert text_language(text) == ""


def test_a_message_is_known_without_accents_and_in_capitals():
    assert text_language("CERCASI RAGAZZE PER LAVORO, PERCHE NON SERVE ESPERIENZA E SI INIZIA SUBITO") == "it"
    assert text_language("ΖΗΤΕΙΤΑΙ ΚΟΠΕΛΑ για δουλειά, viber") == "el"
