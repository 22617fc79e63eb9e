"""The message after an interview, from sentences that she tapped, and her own words."""

from collections.abc import Mapping
from typing import Any

from .wording import table

PARTS = ("start", "body", "end")


def message_lines(thanks: Mapping[str, Any], name: str, language: str) -> list[str]:
    """Its lines in the employer's language; her own words stand before the end, her name is the last line."""
    lines = [sentences(thanks, part, language) for part in PARTS]
    own = [each.strip() for each in str(thanks.get("text", "")).splitlines() if each.strip()]
    ordered = [lines[0], lines[1], *own, lines[2]]
    ending = [name] if name and any(ordered) else []
    return [each for each in ordered if each] + ending


def sentences(thanks: Mapping[str, Any], part: str, language: str) -> str:
    chosen = thanks.get(part)
    picked = {each for each in chosen if isinstance(each, str)} if isinstance(chosen, list) else set()
    return " ".join(words for key, words in table(language, f"thank_{part}").items() if key in picked)
