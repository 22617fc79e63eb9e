import pytest

from widgets.vacancies.warning_signs.amounts import judged_pay, spots, value
from widgets.vacancies.warning_signs.folding import fold


def said(text: str) -> list[tuple[str, str]]:
    folded, _ = fold(text)
    return [(name, folded[start:end]) for name, start, end, _ in spots(folded)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+39 345 000 12 34", [("#phone", "+39 345 000 12 34")]),
        ("jobs@gmail.com", [("#webmail", "jobs@gmail.com")]),
        ("jobs@bakery.example", [("#mail", "jobs@bakery.example")]),
        ("jobs@eures.europa.eu", [("#mail", "jobs@eures.europa.eu")]),
        ("a@eures-x.example", [("#mail", "a@eures-x.example"), ("#lookalike", "a@eures-x.example")]),
        ("www.amazon-jobs.example", [("#lookalike", "www.amazon-jobs.example")]),
        ("7-15", [("#shift", "7-15")]),
        ("von 6:30 bis 22 Uhr", [("#long_shift", "6:30 bis 22")]),
        ("from 22 to 6", [("#shift", "22 to 6")]),
        ("18:45", [("#clock", "18:45")]),
        ("150 €", [("#sum11", "150 €")]),
        ("€ 1.200,50", [("#sum13", "€ 1.200,50")]),
        ("16 hours", [("#number6", "16")]),
        ("no number", []),
    ],
)  # fmt: skip
def test_numbers_and_addresses_are_what_they_stand_for(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    ("digits", "amount"),
    [("1.200", 1200), ("1'200", 1200), ("1,200.50", 1200.5), ("8,50", 8.5), ("8.5", 8.5), ("12.", 12)],
)
def test_a_mark_before_three_digits_parts_thousands(digits, amount):
    assert value(digits) == amount


@pytest.mark.parametrize(
    ("amount", "period", "judged"),
    [
        (3, "hour", "#pay_little"),
        (200, "month", "#pay_little"),
        (9, "hour", None),
        (5000, "month", "#pay_much"),
    ],
)
def test_pay_is_held_against_what_is_usual(amount, period, judged):
    assert judged_pay(amount, period, "it") == judged
