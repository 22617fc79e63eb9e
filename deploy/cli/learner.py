"""`onward learner`: add, list and remove learners, give new PINs, print cards."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..cohorts import find_cohort
from ..hub.pins import spoken, typed_name
from ..hub.roster import UnknownPerson
from ..people import People, SignIn
from ..settings import Settings
from .options import Cards, Cohort, Home, Language, Sure, chosen_cohort, known_language, people_of
from .said import give_up, say, words

app = typer.Typer(
    name="learner", help="Add and remove learners, give new PINs, print cards.", no_args_is_help=True
)
Code = Annotated[str, typer.Argument(help="The code on her card.")]


@app.command()
def add(
    count: Annotated[int, typer.Option(min=1, max=500, help="How many.")] = 1,
    cohort: Cohort = "",
    cards: Cards = None,
    language: Language = "en",
    home: Home = None,
) -> None:
    """Add learners: each gets a code and a PIN, and no name.

    A PIN is shown only now: write it down, or let the cards be written.

    [bold]Examples[/bold]

      onward learner add --cohort spring

      onward learner add --cohort spring --count 12 --cards cards.docx --language it
    """
    people = people_of(home)
    known_language(language)
    place = find_cohort(people.settings, chosen_cohort(people.settings, cohort))
    sign_ins = [people.add_learner(place) for _ in range(count)]
    show(people.settings, sign_ins, cards, language)


@app.command("list")
def list_(cohort: Cohort = "", home: Home = None) -> None:
    """List the learners' codes.

    [bold]Example[/bold]

      onward learner list --cohort spring
    """
    people = people_of(home)
    for code in people.roster.people(chosen_cohort(people.settings, cohort), "learner"):
        typer.echo(code)


@app.command()
def remove(code: Code, yes: Sure = False, home: Home = None) -> None:
    """Remove a learner with everything of hers: key, records, submissions, grades, sign-in.

    This can't be undone: with her key gone, no backup can be read either.

    [bold]Examples[/bold]

      onward learner remove kmn479

      onward learner remove kmn479 --yes
    """
    from ..removal import remove_learner  # noqa: PLC0415 -- slow import

    people, name = people_of(home), typed_name(code)
    known(people, name)
    if not yes:
        typer.confirm(words()("learner.sure", code=name), abort=True)
    remove_learner(people, name)
    say("learner.removed", code=name)


@app.command("reset-pin")
def reset_pin(code: Code, cards: Cards = None, language: Language = "en", home: Home = None) -> None:
    """Give a learner a new PIN; the old one stops working, and a wait after wrong PINs ends.

    [bold]Examples[/bold]

      onward learner reset-pin kmn479

      onward learner reset-pin kmn479 --cards card.docx --language ar
    """
    people, name = people_of(home), typed_name(code)
    known_language(language)
    known(people, name)
    show(people.settings, [people.reset(name)], cards, language)


@app.command("cards")
def cards_(
    file: Annotated[Path, typer.Argument(metavar="FILE.docx", help="The Word page to write.")],
    cohort: Cohort = "",
    language: Language = "en",
    yes: Sure = False,
    home: Home = None,
) -> None:
    """Write new cards for a whole cohort: everybody gets a new PIN, since old ones are not known.

    [bold]Examples[/bold]

      onward learner cards cards.docx --cohort spring --language it

      onward learner cards cards.docx --cohort spring --yes
    """
    people = people_of(home)
    known_language(language)
    name = chosen_cohort(people.settings, cohort)
    codes = people.roster.people(name, "learner")
    if not codes:
        give_up("learner.none", cohort=name)
    if not yes:
        typer.confirm(words()("cards.sure", count=len(codes), cohort=name), abort=True)
    write_cards(people.settings, [people.reset(code) for code in codes], file, language)


def known(people: People, code: str) -> None:
    try:
        people.cohort_of(code)
    except UnknownPerson:
        give_up("learner.unknown", code=code)


def show(settings: Settings, sign_ins: Sequence[SignIn], cards: Path | None, language: str) -> None:
    for sign_in in sign_ins:
        say("learner.sign_in", code=spoken(sign_in.name), pin=sign_in.secret)
    if cards:
        write_cards(settings, sign_ins, cards, language)
    else:
        say("learner.once")


def write_cards(settings: Settings, sign_ins: Sequence[SignIn], file: Path, language: str) -> None:
    from ..hub.cards import sign_in_cards  # noqa: PLC0415 -- slow import

    file.touch(mode=0o600)
    file.write_bytes(sign_in_cards(settings.address, sign_ins, language))
    say("cards.written", file=file, count=len(sign_ins))
