"""A text's sentences, and a mark for each, so that a recording is found by what it says.

`aloud.js` does the same in the browser; a test holds both together. A text that changed has another mark:
its old recording is not found, and so never played.
"""

import re
import unicodedata

END = re.compile(r"(?<=[.!?…؟։।;:])\s+(?=\S)|\n+")
"""After a sign that ends a sentence or a part of one."""
PRIME, FIRST, BITS = 0x100000001B3, 0xCBF29CE484222325, 64


def sentences(text: str) -> list[str]:
    """What is said in one breath; white space as it is read, not as it is written."""
    parts = (re.sub(r"\s+", " ", part).strip() for part in END.split(unicodedata.normalize("NFC", text)))
    return [part for part in parts if any(letter.isalpha() for letter in part)]


def mark_of(sentence: str) -> str:
    """16 hexadecimal digits: FNV-1a of the sentence's UTF-8."""
    mark = FIRST
    for byte in sentence.encode():
        mark = ((mark ^ byte) * PRIME) % 2**BITS
    return f"{mark:016x}"
