"""The phrase bank: what women like her do and can do, ready to tap, in every language."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from widgets.language import Text, load_text

HERE = Path(__file__).parent
EVERYDAY = "everyday"
"""The skills that everyday life gives, whatever the occupation."""


@dataclass(frozen=True)
class PhraseBank:
    """The phrases in one language; what it lacks is English.

    Ids: "cleaner.rooms" (a task), "skills.cleaner.hygiene", "occupations.cleaner", "levels.A2",
    "hours.mornings", "start.now".
    """

    tag: str
    _text: Text = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_text", load_text(HERE / "phrases", self.tag))

    def __contains__(self, phrase_id: object) -> bool:
        return isinstance(phrase_id, str) and text_key(phrase_id) in self._text

    def phrase(self, phrase_id: str) -> str:
        """The phrase in this language; KeyError for an id that the bank does not hold."""
        return self._text(text_key(phrase_id))

    def occupations(self) -> dict[str, str]:
        """Every occupation's name, in the feminine form, by its id."""
        found = self._below("occupations.")
        return {key.removesuffix(".name"): name for key, name in found.items()}

    def tasks(self, occupation: str) -> dict[str, str]:
        """What a woman in this occupation did, by the id that a work entry keeps ("cleaner.rooms")."""
        found = self._below(f"tasks.{occupation}.")
        return {f"{occupation}.{key}": phrase for key, phrase in found.items()}

    def skills(self, occupation: str = EVERYDAY) -> dict[str, str]:
        """What a woman in this occupation can do, by the id that a skill keeps ("skills.cleaner.hygiene")."""
        found = self._below(f"skills.{occupation}.")
        return {f"skills.{occupation}.{key}": phrase for key, phrase in found.items()}

    def levels(self) -> dict[str, str]:
        """The names of the language levels in a CV: "native", then CEFR's A1 to C2."""
        return self._below("levels.")

    def hours(self) -> dict[str, str]:
        """When she can work, by the id that her wishes keep ("mornings")."""
        return self._below("hours.")

    def _below(self, prefix: str) -> dict[str, str]:
        keys = [key for key in self._text.phrases if key.startswith(prefix)]
        return {key.removeprefix(prefix): self._text(key) for key in keys}


def text_key(phrase_id: str) -> str:
    """Where the texts hold a phrase: tasks are named without their table's name."""
    first, _, rest = phrase_id.partition(".")
    if first == "occupations":
        return f"{phrase_id}.name"
    return phrase_id if first in {"skills", "levels", "hours", "start"} else f"tasks.{first}.{rest}"


@cache
def esco_uris() -> dict[str, str]:
    """Each occupation's URI in ESCO."""
    table = tomllib.loads((HERE / "occupations.toml").read_text("utf-8"))
    return {occupation: row["esco"] for occupation, row in table.items()}
