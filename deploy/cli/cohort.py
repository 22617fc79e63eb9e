"""`onward cohort`: create and list cohorts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from grading.store import MissingDriver, StoreError

from ..accounts import OnlyRoot, OutOfReach, UnknownAccount
from ..cohorts import CohortExists, Place, UnknownCountry, create_cohort, places
from ..folders import make_private
from ..hub.files import open_roster
from ..hub.roster import Roster
from ..hub.running import find_running
from ..settings import read_settings
from .options import Home
from .said import give_up, say, words

app = typer.Typer(name="cohort", help="Create and list cohorts.", no_args_is_help=True)
Name = Annotated[
    str, typer.Argument(help="a–z, 0–9 and hyphens, a letter first: people see it in the address.")
]


@app.command()
def create(
    name: Name,
    store_url: Annotated[
        str,
        typer.Option(
            help="A database instead of SQLite, in SQLAlchemy's writing; a password by the environment.",
            envvar="ONWARD_STORE_URL",
        ),
    ] = "",
    account: Annotated[
        str, typer.Option(help="The system account of its services, if the Hub is root's.")
    ] = "",
    country: Annotated[
        str, typer.Option(help="Where its learners look for work, e.g. it: how their CVs begin.")
    ] = "",
    home: Home = None,
) -> None:
    """Create a cohort: an nbgrader course with records, keys and exercises of its own.

    [bold]Examples[/bold]

      onward cohort create spring --country it

      onward cohort create spring --store-url postgresql+psycopg://onward@/spring

      onward cohort create spring --account onward-spring
    """
    settings = read_settings(home=home)
    make_private(settings)
    with refused(name, account, country):
        cohort = create_cohort(settings, name, store_url, account, country)
    say("cohort.created", name=name, folder=cohort.folder)
    if find_running(settings):
        say("cohort.restart", name=name)


@contextmanager
def refused(name: str, account: str, country: str) -> Iterator[None]:
    """Says why a cohort could not be made; never the database's address, which may hold a password."""
    try:
        yield
    except UnknownCountry:
        give_up("cohort.bad_country", country=country)
    except UnknownAccount:
        give_up("cohort.no_account_found", account=account)
    except OnlyRoot:
        give_up("cohort.only_root")
    except OutOfReach as error:
        give_up("cohort.out_of_reach", account=account, closed=error)
    except CohortExists:
        give_up("cohort.exists", name=name)
    except MissingDriver:
        give_up("cohort.no_driver")
    except StoreError as error:
        give_up("cohort.no_store", code=error.code)
    except ValueError:
        give_up("cohort.bad_name", name=name)


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
        say("cohort.row", **row(place, roster))


def row(place: Place, roster: Roster) -> dict[str, object]:
    """What stands in the list about one cohort; not where its records are."""
    name, text = place.cohort.name, words()
    return {
        "name": name,
        "learners": len(roster.people(name, "learner")),
        "staff": len(roster.people(name, "staff")),
        "country": place.cohort.country or text("cohort.no_country"),
        "account": place.account or text("cohort.no_account"),
    }
