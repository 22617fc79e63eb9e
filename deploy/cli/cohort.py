"""`onward cohort`: create and list cohorts."""

from typing import Annotated

import typer

from grading.store import StoreError

from ..cohorts import CohortExists, create_cohort, places
from ..folders import make_private
from ..hub.files import open_roster
from ..hub.running import find_running
from ..settings import read_settings
from .options import Home
from .said import give_up, say

app = typer.Typer(name="cohort", help="Create and list cohorts.", no_args_is_help=True)
Name = Annotated[
    str, typer.Argument(help="a–z, 0–9 and hyphens, a letter first: people see it in the address.")
]


@app.command()
def create(
    name: Name,
    store_url: Annotated[
        str, typer.Option(help="A database instead of SQLite, as SQLAlchemy writes it.")
    ] = "",
    account: Annotated[
        str, typer.Option(help="The system account of its services, if the Hub is root's.")
    ] = "",
    home: Home = None,
) -> None:
    """Create a cohort: an nbgrader course with records, keys and exercises of its own.

    [bold]Examples[/bold]

      onward cohort create spring

      onward cohort create spring --store-url postgresql+psycopg://onward@/spring

      onward cohort create spring --account onward-spring
    """
    settings = read_settings(home=home)
    make_private(settings)
    try:
        cohort = create_cohort(settings, name, store_url, account)
    except ValueError:
        give_up("cohort.bad_name", name=name)
    except CohortExists:
        give_up("cohort.exists", name=name)
    except StoreError as error:
        give_up("cohort.no_store", code=error.code)
    say("cohort.created", name=name, folder=cohort.folder)
    if find_running(settings):
        say("cohort.restart", name=name)


@app.command("list")
def list_(home: Home = None) -> None:
    """List the cohorts with their learners and staff.

    [bold]Example[/bold]

      onward cohort list
    """
    settings = read_settings(home=home)
    found = places(settings)
    if not found:
        give_up("hub.no_cohort")
    roster = open_roster(settings)
    for place in found:
        name = place.cohort.name
        learners, staff = len(roster.people(name, "learner")), len(roster.people(name, "staff"))
        say("cohort.row", name=name, learners=learners, staff=staff)
