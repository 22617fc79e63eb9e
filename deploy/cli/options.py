"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from widgets.language import page_languages

from ..cohorts import UnknownCohort, find_cohort, places
from ..people import People
from ..settings import Settings, read_settings
from .said import give_up

Home = Annotated[Path | None, typer.Option(help="Folder of all data.", envvar="ONWARD_HOME")]
Cohort = Annotated[
    str, typer.Option("--cohort", "-c", help="The cohort; not needed where there is only one.")
]
Cards = Annotated[Path | None, typer.Option(help="Write sign-in cards to print and cut: a file .docx.")]
Language = Annotated[str, typer.Option(help="The cards' language, e.g. it.")]
Sure = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


def people_of(home: Path | None) -> People:
    settings = read_settings(home=home)
    if not settings.hub.exists():
        give_up("people.no_home", home=settings.home)
    return People.of(settings)


def chosen_cohort(settings: Settings, name: str) -> str:
    """The cohort that was named, or the only one there is."""
    names = [place.cohort.name for place in places(settings)]
    if not names:
        give_up("hub.no_cohort")
    if not name and len(names) > 1:
        give_up("cohort.which", names=", ".join(names))
    try:
        return find_cohort(settings, name or names[0]).name
    except UnknownCohort:
        give_up("cohort.unknown", name=name, names=", ".join(names))


def known_language(tag: str) -> str:
    offered = [language.tag for language in page_languages()]
    if tag not in offered:
        give_up("cards.language", tag=tag, offered=", ".join(offered))
    return tag
