"""The phrase bank: what women like her do and can do, ready to tap, in every language."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from widgets.language import Text, load_text
from widgets.occupations.own.occupations import occupation_text, occupations

HERE = Path(__file__).parent
EVERYDAY = "everyday"
"""The skills that everyday life gives, whatever the occupation."""


@dataclass(frozen=True)
class PhraseBank:
    """The phrases in one language; what it lacks is English.

    Twelve occupations have tasks and skills here; the others of our own have a name and skills, by number.

    Ids: "cleaner.rooms" (a task), "skills.cleaner.hygiene", "occupations.cleaner", "levels.A2",
    "hours.mornings", "start.now".
    """

    tag: str
    _text: Text = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_text", load_text(HERE / "phrases", self.tag))

    def __contains__(self, phrase_id: object) -> bool:
        if not isinstance(phrase_id, str):
            return False
        return text_key(phrase_id) in self._text or phrase_id in own_phrases(self.tag)

    def phrase(self, phrase_id: str) -> str:
        """The phrase in this language; KeyError for an id that the bank does not hold."""
        key = text_key(phrase_id)
        return self._text(key) if key in self._text else own_phrases(self.tag)[phrase_id]

    def occupations(self) -> dict[str, str]:
        """Every occupation's name, in the feminine form, by its id."""
        found = {key.removesuffix(".name"): name for key, name in self._below("occupations.").items()}
        return {
            each.id: own_phrases(self.tag)[f"occupations.{each.id}"] for each in occupations().values()
        } | found

    def tasks(self, occupation: str) -> dict[str, str]:
        """What a woman in this occupation did, by the id that a work entry keeps ("cleaner.rooms")."""
        found = self._below(f"tasks.{occupation}.")
        return {f"{occupation}.{key}": phrase for key, phrase in found.items()}

    def skills(self, occupation: str = EVERYDAY) -> dict[str, str]:
        """What a woman in this occupation can do, by the id that a skill keeps ("skills.cleaner.hygiene")."""
        prefix = f"skills.{occupation}."
        found = {prefix + key: phrase for key, phrase in self._below(prefix).items()}
        return found or {key: each for key, each in own_phrases(self.tag).items() if key.startswith(prefix)}

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
def own_phrases(tag: str) -> dict[str, str]:
    """Names and skills of our own occupations; skills stand in one order in every language."""
    found = {}
    for each in {occupation.id for occupation in occupations().values()}:
        text = occupation_text(each, tag)
        found[f"occupations.{each}"] = text.feminine
        found |= {f"skills.{each}.{number}": skill for number, skill in enumerate(text.skills, 1)}
    return found


@cache
def esco_uris() -> dict[str, str]:
    """Each occupation's URI in ESCO."""
    return {each: occupation.esco for each, occupation in occupations().items()}
