"""Which language a text is written in: its script first, then frequent words, endings and letters."""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .languages import REFERENCE

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
SIGN_OF_WORD, SIGN_OF_LETTER, SIGN_OF_ENDING = 1.0, 0.7, 0.4
"""What one frequent word, one word with a rare letter, one frequent ending count for."""
ENOUGH, LEAD, DENSITY = 1.3, 0.7, 0.13
"""What the best language must reach in all, ahead of the next, and for each word of the text."""


@dataclass(frozen=True)
class Signs:
    """How one language looks when it is written."""

    script: str
    words: frozenset[str]
    endings: tuple[str, ...]
    letters: frozenset[str]


def detect(text: str) -> str | None:
    """The BCP 47 tag of the text's language; None when it is too short or not clear."""
    script = script_of(text)
    candidates = [tag for tag, signs in all_signs().items() if signs.script == script]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    words = WORD.findall(text.lower().replace("'", "’"))
    return _clear_winner(_scores(words, candidates), len(words))


def language_or(text: str, otherwise: str) -> str:
    """The text's language; where it is not clear `otherwise`, unless its readers can't read the script."""
    script = script_of(text)
    unclear = otherwise if is_readable(script, otherwise) else _language_of_script(script)
    return detect(text) or unclear


def is_readable(script: str, tag: str) -> bool:
    """Whether readers of a language read the script too: their own, and Latin for names and brands."""
    return script in {"", "LATIN", script_of_language(tag)}


def script_of(text: str) -> str:
    """The script of most of the letters as Unicode names it ("LATIN"); empty without letters."""
    names = [unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()]
    return Counter(names).most_common(1)[0][0] if names else ""


def script_of_language(tag: str) -> str:
    base = tag.partition("-")[0]
    return all_signs().get(base, all_signs()[REFERENCE]).script


@cache
def all_signs() -> dict[str, Signs]:
    """The signs of every language that can be told, by its tag."""
    table = tomllib.loads((Path(__file__).parent / "detection.toml").read_text("utf-8"))
    return {tag: _read_signs(row) for tag, row in table.items()}


def _read_signs(row: dict[str, str]) -> Signs:
    return Signs(
        row["script"],
        frozenset(row["words"].split()),
        tuple(set(row["endings"].split())),
        frozenset(row["letters"]),
    )


def _language_of_script(script: str) -> str:
    return next((tag for tag, signs in all_signs().items() if signs.script == script), "und")


def _scores(words: list[str], candidates: list[str]) -> Counter[str]:
    """What each language has of the text's signs; a sign that several languages share is divided."""
    scores: Counter[str] = Counter()
    for word in words:
        for weight, tags in _evidence(word, candidates):
            for tag in tags:
                scores[tag] += weight / len(tags)  # type: ignore[assignment] # a Counter of floats
    return scores


def _evidence(word: str, candidates: list[str]) -> list[tuple[float, list[str]]]:
    signs = {tag: all_signs()[tag] for tag in candidates}
    parts = [word, *word.split("’")] if "’" in word else [word]
    return [
        (SIGN_OF_WORD, [tag for tag, each in signs.items() if not each.words.isdisjoint(parts)]),
        (SIGN_OF_LETTER, [tag for tag, each in signs.items() if not each.letters.isdisjoint(word)]),
        (SIGN_OF_ENDING, [tag for tag, each in signs.items() if _has_ending(word, each.endings)]),
    ]


def _has_ending(word: str, endings: tuple[str, ...]) -> bool:
    return any(len(word) > len(ending) + 2 and word.endswith(ending) for ending in endings)


def _clear_winner(scores: Counter[str], length: int) -> str | None:
    (best, most), (_, next_most) = [*scores.most_common(2), ("", 0.0), ("", 0.0)][:2]
    is_clear = most >= max(ENOUGH, DENSITY * length) and most - next_most >= LEAD
    return best if is_clear else None
