"""The cohort key and the learners' data keys, wrapped with it, in a folder of their own.

`cohort.key` holds the cohort key; `learners.json` each learner's data key, sealed with the cohort key
and bound to her code. Both belong in a backup of their own that is kept for a short time: a learner who
was removed is gone from an old copy of the database only when no copy of her key is left.
"""

import base64
import hashlib
import hmac
import json
import os
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import DamagedKeyFile, KeysExist, MissingDataKey, WrongKey
from .key_files import Folder

COHORT_KEY = "cohort.key"
LEARNERS = "learners.json"
ATTEMPTS = 5
"""A removal wipes the old file, which somebody may just have opened."""
KEY = 32
NONCE = 12


def check_value(key: bytes) -> str:
    """Tells one key from another without telling anything about it."""
    return hmac.digest(key, b"onward key check", hashlib.sha256)[:16].hex()


@dataclass
class Wrapped:
    """What `learners.json` says; `leaving` are learners whose rows are still to be removed."""

    check: str
    keys: dict[str, str] = field(default_factory=dict)
    leaving: list[str] = field(default_factory=list)


class Keys:
    """The keys of one cohort. Several processes may use the folder at once."""

    def __init__(self, folder: Path, timeout: float) -> None:
        self._folder = Folder(folder, timeout)

    def make_folder(self) -> None:
        """The folder, for new keys only."""
        self._folder.make()
        if self._folder.has(LEARNERS):
            raise KeysExist

    def make_cohort_key(self) -> str:
        """The check value of a new cohort key, or of the one that a creation left which broke off."""
        if not self._folder.has(COHORT_KEY):
            self._folder.write(COHORT_KEY, base64.b64encode(os.urandom(KEY)) + b"\n")
        return check_value(self.cohort_key())

    def known_cohort_key(self) -> str | None:
        """Its check value; None where there is no key."""
        return check_value(self.cohort_key()) if self._folder.has(COHORT_KEY) else None

    def make_learners(self) -> None:
        with self.alone():
            self.make_folder()
            self._write(Wrapped(check_value(self.cohort_key())))

    def alone(self) -> AbstractContextManager[None]:
        """While a learner's key and her row are changed together: no other process changes either."""
        return self._folder.locked()

    def check(self) -> str:
        """The check value of the cohort key, after seeing that the learners' keys are wrapped with it."""
        self._folder.close_to_others()
        return self._read().check

    def cohort_key(self) -> bytes:
        try:
            key = base64.b64decode(self._folder.read(COHORT_KEY), validate=False)
        except ValueError:
            key = b""
        if len(key) != KEY:
            raise DamagedKeyFile(COHORT_KEY)
        return key

    def codes(self) -> set[str]:
        return set(self._read().keys)

    def leaving(self) -> list[str]:
        return self._read().leaving

    def data_key(self, code: str) -> bytes:
        wrapped = self._read().keys.get(code)
        if wrapped is None:
            raise MissingDataKey(code)
        return unwrapped(self.cohort_key(), code, wrapped)

    def add(self, code: str) -> bytes:
        """A new data key; one that an adding left which broke off before her row was there is replaced."""
        key = os.urandom(KEY)
        wrapped = self._read()
        wrapped.keys[code] = wrap(self.cohort_key(), code, key)
        wrapped.leaving = [leaving for leaving in wrapped.leaving if leaving != code]
        self._write(wrapped)
        return key

    def destroy(self, code: str) -> None:
        """Destroy a data key, overwriting the file that held it, and note that her rows are to go too."""
        wrapped = self._read()
        wrapped.keys.pop(code, None)
        wrapped.leaving = sorted({*wrapped.leaving, code})
        self._write(wrapped, overwrite=True)

    def left(self, code: str) -> None:
        wrapped = self._read()
        wrapped.leaving = [leaving for leaving in wrapped.leaving if leaving != code]
        self._write(wrapped)

    def _read(self) -> Wrapped:
        wrapped = next(filter(None, (self._read_once() for _ in range(ATTEMPTS))), None)
        if wrapped is None:
            raise DamagedKeyFile(LEARNERS)
        if wrapped.check != check_value(self.cohort_key()):
            raise WrongKey(COHORT_KEY)
        return wrapped

    def _read_once(self) -> Wrapped | None:
        try:
            return Wrapped(**json.loads(self._folder.read(LEARNERS)))
        except (ValueError, TypeError):
            return None

    def _write(self, wrapped: Wrapped, *, overwrite: bool = False) -> None:
        text = json.dumps(vars(wrapped), indent=1, sort_keys=True) + "\n"
        self._folder.write(LEARNERS, text.encode(), overwrite=overwrite)


def wrap(cohort_key: bytes, code: str, key: bytes) -> str:
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(cohort_key).encrypt(nonce, key, bound(code))).decode()


def unwrapped(cohort_key: bytes, code: str, wrapped: str) -> bytes:
    try:
        sealed = base64.b64decode(wrapped, validate=True)
        return AESGCM(cohort_key).decrypt(sealed[:NONCE], sealed[NONCE:], bound(code))
    except (ValueError, InvalidTag):
        raise DamagedKeyFile(LEARNERS) from None


def bound(code: str) -> bytes:
    return f"onward data key {code}".encode()
