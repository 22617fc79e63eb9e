"""`onward staff`: add, list and remove trainers and counsellors."""

from typing import Annotated

import typer

from ..cohorts import find_cohort
from ..hub.pins import SHORTEST_PASSWORD, typed_name
from ..hub.roster import NameTaken, UnknownPerson
from ..people import BadStaffName, People, ShortPassword
from .options import Cohort, Home, Sure, chosen_cohort, people_of
from .said import give_up, say, words

app = typer.Typer(name="staff", help="Add and remove trainers and counsellors.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The name to sign in with: a–z, 0–9, full stop, hyphen.")]


@app.command()
def add(
    name: Name,
    cohort: Cohort = "",
    ask: Annotated[
        bool, typer.Option("--ask-password", help="Type a password instead of a made one.")
    ] = False,
    home: Home = None,
) -> None:
    """Add a trainer or counsellor; who has a sign-in already joins this cohort too.

    [bold]Examples[/bold]

      onward staff add elena.rossi --cohort spring

      onward staff add elena.rossi --cohort autumn

      onward staff add elena.rossi --ask-password
    """
    people, name = people_of(home), typed_name(name)
    place = find_cohort(people.settings, chosen_cohort(people.settings, cohort))
    if name in people.roster.names():
        join(people, place.name, name)
        return
    password = (
        typer.prompt(words()("staff.password"), hide_input=True, confirmation_prompt=True) if ask else ""
    )
    try:
        sign_in = people.add_staff(place, name, password)
    except BadStaffName:
        give_up("staff.bad_name", name=name)
    except ShortPassword:
        give_up("staff.short", length=SHORTEST_PASSWORD)
    say("staff.added", name=name, cohort=place.name)
    if not ask:
        say("staff.sign_in", password=sign_in.secret)


@app.command("list")
def list_(cohort: Cohort = "", home: Home = None) -> None:
    """List the staff of a cohort.

    [bold]Example[/bold]

      onward staff list --cohort spring
    """
    people = people_of(home)
    for name in people.roster.people(chosen_cohort(people.settings, cohort), "staff"):
        typer.echo(name)


@app.command()
def remove(name: Name, cohort: Cohort = "", yes: Sure = False, home: Home = None) -> None:
    """Remove somebody from a cohort's staff; it takes effect at once.

    [bold]Examples[/bold]

      onward staff remove elena.rossi --cohort spring

      onward staff remove elena.rossi --cohort spring --yes
    """
    from ..removal import remove_staff  # noqa: PLC0415 -- slow import

    people, name = people_of(home), typed_name(name)
    place = find_cohort(people.settings, chosen_cohort(people.settings, cohort))
    if name not in people.roster.people(place.name, "staff"):
        give_up("staff.unknown", name=name, cohort=place.name)
    if not yes:
        typer.confirm(words()("staff.sure", name=name, cohort=place.name), abort=True)
    remove_staff(people, name, place)
    say("staff.removed", name=name, cohort=place.name)


@app.command("reset-password")
def reset_password(name: Name, home: Home = None) -> None:
    """Give somebody on the staff a new password.

    [bold]Example[/bold]

      onward staff reset-password elena.rossi
    """
    people, name = people_of(home), typed_name(name)
    try:
        is_learner = people.roster.find(name).role == "learner"
    except UnknownPerson:
        is_learner = True
    if is_learner:
        give_up("staff.nobody", name=name)
    say("staff.sign_in", password=people.reset(name).secret)


def join(people: People, cohort: str, name: str) -> None:
    """A sign-in that exists, in another cohort too."""
    try:
        people.join(find_cohort(people.settings, cohort), name)
    except NameTaken:
        give_up("staff.taken", name=name)
    say("staff.joined", name=name, cohort=cohort)
