"""Codes and PINs: made to be read from a card and typed on any keyboard, kept as hashes only."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from base64 import b64encode
from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

import bcrypt

ALPHABET = "cdfhjkmnprtwxy3479"
"""No letter that looks like another or like a digit, and no vowel, so that no code is a word."""
CODE_LENGTH = 6
PIN_LENGTH = 6
SHORTEST_PASSWORD = 12
STAFF_NAME = re.compile(r"[a-z][a-z0-9._-]{2,30}")
CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")
ROUNDS = 12


def new_code(taken: Container[str]) -> str:
    """A code that nobody has yet."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


def new_pin() -> str:
    """Six digits; never all the same, never a run such as 123456."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}}"
        if not is_easy(pin):
            return pin


def is_easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return len(steps) == 1 or len(set(pin)) < 3


def new_password() -> str:
    """For staff: 16 signs in groups of four, about 66 bits."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(16))
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))


def spoken(code: str) -> str:
    """A code as it stands on a card: two groups of three."""
    return f"{code[:3]} {code[3:]}".upper()


def typed_name(typed: str) -> str:
    """The code or staff name that was meant: any case, any digits, without spaces and invisible marks."""
    plain = plain_digits(without_spaces(unicodedata.normalize("NFKC", typed))).casefold()
    code = plain.replace("-", "")
    return code if CODE.fullmatch(code) else plain


def typed_pin(typed: str) -> str:
    """A PIN as digits 0–9, whichever numerals and spaces it was typed with."""
    return plain_digits(without_spaces(unicodedata.normalize("NFKC", typed))).replace("-", "")


def typed_password(typed: str) -> str:
    return unicodedata.normalize("NFC", typed)


def without_spaces(typed: str) -> str:
    """Also without direction marks, which right-to-left keyboards add."""
    return "".join(sign for sign in typed if not sign.isspace() and unicodedata.category(sign) != "Cf")


def plain_digits(typed: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in typed)


@dataclass(frozen=True)
class Vault:
    """Hashes PINs and passwords with bcrypt over a keyed digest: a stolen roster alone gives no PIN away.

    A PIN has only a million values, so bcrypt alone would fall within a day. The key is a file of its own.
    """

    key: bytes

    def hashed(self, secret: str, rounds: int = ROUNDS) -> bytes:
        return bcrypt.hashpw(self._digest(secret), bcrypt.gensalt(rounds))

    def fits(self, secret: str, hashed: bytes) -> bool:
        return bcrypt.checkpw(self._digest(secret), hashed)

    def disguise(self, value: str) -> str:
        """The same value's same unreadable name."""
        return hmac.new(self.key, b"disguise/" + value.encode(), hashlib.sha256).hexdigest()[:32]

    def _digest(self, secret: str) -> bytes:
        """44 bytes whatever the length: bcrypt refuses more than 72."""
        return b64encode(hmac.new(self.key, secret.encode(), hashlib.sha256).digest())
