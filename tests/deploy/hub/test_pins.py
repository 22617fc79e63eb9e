import pytest

from deploy.hub.pins import ALPHABET, Vault, is_easy, new_code, new_pin, spoken, typed_name, typed_pin

VAULT = Vault(b"k" * 32)


@pytest.mark.parametrize(
    "typed", ["kmn479", "KMN 479", " kmn-479 ", "KMN ٤٧٩", "ｋｍｎ４７９", "\u200fkmn\u200e479", "kmn ۴۷۹"]
)
def test_a_code_is_understood_however_it_is_typed(typed: str):
    assert typed_name(typed) == "kmn479"


@pytest.mark.parametrize("typed", ["123456", "123 456", "١٢٣٤٥٦", "۱۲۳ ۴۵۶", "१२३४५६", "123-456"])
def test_a_pin_is_understood_in_any_numerals(typed: str):
    assert typed_pin(typed) == "123456"


def test_a_staff_name_keeps_its_hyphen():
    assert typed_name(" Anna-Maria.Rossi ") == "anna-maria.rossi"


def test_codes_have_no_letters_that_look_alike_and_make_no_words():
    assert set(ALPHABET) & set("01oilaeu58bsz2g6qv") == set()


def test_a_new_code_is_nobodys_yet():
    taken = {new_code(()) for _ in range(50)}

    assert new_code(taken) not in taken


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "121212", "890123"])
def test_pins_that_are_guessed_first_are_not_given(pin: str):
    assert is_easy(pin)


def test_a_new_pin_has_six_digits():
    assert [len(pin) for pin in {new_pin() for _ in range(20)} if pin.isdecimal()] == [6] * 20


def test_a_card_shows_the_code_in_two_groups():
    assert spoken("kmn479") == "KMN 479"


def test_only_the_same_pin_fits_its_hash():
    hashed = VAULT.hashed("123456", rounds=4)

    assert (VAULT.fits("123456", hashed), VAULT.fits("123457", hashed)) == (True, False)


def test_a_stolen_hash_is_useless_without_the_key():
    hashed = VAULT.hashed("123456", rounds=4)

    assert not Vault(b"x" * 32).fits("123456", hashed)


def test_a_password_may_be_longer_than_bcrypt_takes():
    long = "a" * 100

    assert not VAULT.fits(long + "b", VAULT.hashed(long, rounds=4))
