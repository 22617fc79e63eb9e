import pytest

from widgets.vacancies.warning_signs.folding import fold


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("PASSAPORTO però", "passaporto pero"), ("Είστε διαβατήριο", "ειστε διαβατηριο"), ("țară", "tara"),
     ("إقامة", "اقامه"), ("مُجَّانًا", "مجانا"), ("٣٥٠ €", "350 €")],
)  # fmt: skip
def test_letters_count_as_people_type_them(typed: str, meant: str):
    assert fold(typed)[0] == meant


def test_each_folded_letter_knows_where_it_comes_from():
    folded, places = fold("ﬁne è")

    assert folded == "fine e"
    assert list(places) == [0, 0, 1, 2, 3, 4]
    assert list(fold("fine")[1]) == [0, 1, 2, 3]
