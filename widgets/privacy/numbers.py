"""Find numbers of documents and bank accounts in what a learner types: they do not belong into a CV."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Span = tuple[int, int]
Pattern = tuple[str, Callable[[str], bool]]

CARD = (
    r"(?<![\d+])(?:\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,4}(?:[ -]?\d{1,3})?|3\d{3}[ -]?\d{6}[ -]?\d{5})(?!\w)"
)
LABELLED = (
    r"(?<!\w)(?:{labels})(?!\w)[^\w\n]{{0,6}}(?:[^\W\d]{{1,9}}[^\w\n]{{1,4}}){{0,2}}(?P<number>{number})"
)
NO_DATE = r"(?!\d{1,2}[ ./-]\d{1,2}[ ./-]\d{2,4}(?!\d)|(?:19|20)\d\d[ -]+(?:19|20)\d\d(?!\d))"
NUMBER = NO_DATE + r"(?:[A-Z]{1,3}[ -]?)?\d(?:[ -]?\d){4,12}(?:[ -]?[A-Z]{1,2})?(?!\w)"
DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def document_numbers(text: str) -> list[Span]:
    """Passports and permits after their names; the numbers of six countries wherever they stand."""
    labelled = (
        match.span()
        for match in re.finditer(_labelled(), text, re.IGNORECASE)
        if not _follows_phone_word(text, match.start("number"))
    )
    return sorted({*labelled, *_country_numbers(text)})


def _country_numbers(text: str) -> Iterator[Span]:
    for pattern, is_valid in COUNTRY_NUMBERS:
        for match in re.finditer(rf"(?<![\w+])(?a:{pattern})(?!\w)", text, re.IGNORECASE):
            if is_valid(_compact(match[0])) and not _follows_phone_word(text, match.start()):
                yield match.span()


def bank_numbers(text: str) -> list[Span]:
    """IBANs and payment cards, by their check digits."""
    cards = (match for match in re.finditer(CARD, text) if not _follows_phone_word(text, match.start()))
    return sorted({*_ibans(text), *(match.span() for match in cards if _is_card(_compact(match[0])))})


def _ibans(text: str) -> Iterator[Span]:
    for match in re.finditer(r"(?<!\w)([A-Za-z]{2})\d{2}", text):
        length = _table()["iban"].get(match[1].upper())
        written = length and re.match(rf"(?:[ -]?[A-Za-z0-9]){{{length}}}", text[match.start() :])
        if written and _is_iban(_compact(written[0])):
            yield match.start(), match.start() + written.end()


def _is_iban(iban: str) -> bool:
    """ISO 13616: the rearranged number is 1 modulo 97."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _is_card(number: str) -> bool:
    return number[0] in "3456" and 13 <= len(number) <= 19 and len(set(number)) > 1 and _is_luhn(number)


def _is_luhn(number: str) -> bool:
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(doubled) + sum(map(int, number[-1::-2]))) % 10 == 0


def _is_dni(number: str) -> bool:
    """Spain's DNI and NIE: the letter is the number modulo 23."""
    digits = number[:-1].translate(str.maketrans("XYZ", "012"))
    return DNI_LETTERS[int(digits) % 23] == number[-1]


def _is_cnp(number: str) -> bool:
    """Romania's CNP: sex and century, birth date, county, check digit."""
    control = _weighted(number, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    is_right = number[-1] == ("1" if control == 10 else str(control))
    return is_right and number[0] != "0" and _is_date(number[1:7])


def _is_egn(number: str) -> bool:
    """Bulgaria's EGN: birth date with the century in the month, check digit."""
    month = int(number[2:4]) % 20
    is_century = int(number[2:4]) <= 52
    control = _weighted(number, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10
    return is_century and _is_date(f"{number[:2]}{month:02}{number[4:6]}") and str(control) == number[-1]


def _is_amka(number: str) -> bool:
    """Greece's AMKA: birth date, Luhn's check digit."""
    return _is_date(number[4:6] + number[2:4] + number[:2]) and _is_luhn(number)


def _is_nir(number: str) -> bool:
    """France's NIR: its key is 97 less the number modulo 97."""
    digits = number[:-2].replace("2A", "19").replace("2B", "18")
    return 97 - int(digits) % 97 == int(number[-2:])


def _always(_number: str) -> bool:
    return True


COUNTRY_NUMBERS: Sequence[Pattern] = (
    (
        r"[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPRST][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]",
        _always,
    ),  # Italy's codice fiscale
    (r"[XYZ][ -]?\d{7}[ -]?[A-Z]", _is_dni),
    (r"\d{8}[ -]?[A-Z]", _is_dni),
    (r"\d{13}", _is_cnp),
    (r"\d{10}", _is_egn),
    (r"\d{11}", _is_amka),
    (r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}", _is_nir),
    (r"[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]", _always),  # the United Kingdom's NINO
)


def _weighted(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def _is_date(yymmdd: str) -> bool:
    try:
        date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:6]))
    except ValueError:
        return False
    return True


def _compact(number: str) -> str:
    return re.sub(r"[ -]", "", number).upper()


def _follows_phone_word(text: str, start: int) -> bool:
    before = re.findall(r"[^\W\d_]+", text[max(0, start - 25) : start].lower())
    return bool(_words("phones") & set(before[-2:]))


@cache
def _labelled() -> str:
    """A document's name, a word or two ("no.", "number"), then the number."""
    labels = sorted(_words("documents"), key=len, reverse=True)
    written = "|".join(re.escape(label).replace("_", r"\s+").replace("’", "[’']") for label in labels)
    return LABELLED.format(labels=written, number=NUMBER)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "numbers.toml").read_text("utf-8"))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(_table()[key].split())
