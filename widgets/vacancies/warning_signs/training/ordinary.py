"""What work is called and what one does in it: ordinary words that show no sign."""

from functools import cache

from widgets.occupations.own import occupation_text, occupations

from .practice import genuine_lines
from .sentences import Sentence


def ordinary(language: str) -> list[Sentence]:
    return [Sentence(text, "", ()) for text in [*of_occupations(language), *genuine_lines(language)]]


@cache
def of_occupations(language: str) -> tuple[str, ...]:
    found = [occupation_text(each, language) for each in {one.id: None for one in occupations().values()}]
    return tuple(said for each in found for said in (each.feminine, each.does, ", ".join(each.skills)))
