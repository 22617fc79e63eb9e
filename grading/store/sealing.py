# ruff: noqa: N818 -- errors carry the field's names
"""Seal a document so that only its learner's data key opens it, and only in its own place.

AES-256-GCM with a random nonce; the place (learner, kind, revision; or hand-in) is bound in as
associated data.

Protected: every word. A row that was changed, copied to another learner or kind, or put under another
revision number does not open. Not protected: learner codes, kinds, times, states and how often she saved
are readable, and a document's length to the next KiB; whoever can write to the database can delete the
newest versions, or bring back an older copy of the whole file, and nobody notices.

Documents are padded, not compressed: a compressed length tells what a text repeats.
"""

import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE = 12
BLOCK = 1024
LENGTH = 4

Place = tuple[str | int, ...]


class NotSealedHere(Exception):
    """The bytes were changed, moved, or sealed with another key."""


def seal(key: bytes, document: dict[str, Any], place: Place) -> bytes:
    nonce = os.urandom(NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, padded(encoded(document)), bound(place))


def unseal(key: bytes, sealed: bytes, place: Place) -> dict[str, Any]:
    nonce, text = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    if sealed[:1] != FORMAT or len(nonce) < NONCE:
        raise NotSealedHere
    try:
        document: dict[str, Any] = json.loads(decoded(AESGCM(key).decrypt(nonce, text, bound(place))))
    except InvalidTag:
        raise NotSealedHere from None
    return document


def encoded(document: dict[str, Any]) -> bytes:
    # A browser may send half an emoji (a lone surrogate); it must not cost her the whole page.
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def decoded(padded_text: bytes) -> str:
    length = int.from_bytes(padded_text[:LENGTH])
    return padded_text[LENGTH : LENGTH + length].decode("utf-8", "surrogatepass")


def padded(text: bytes) -> bytes:
    content = len(text).to_bytes(LENGTH) + text
    return content + bytes(-len(content) % BLOCK)


def bound(place: Place) -> bytes:
    return json.dumps(("onward", *place)).encode()
