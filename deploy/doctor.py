"""Looks whether an installation has all that it needs; `deploy/cli/doctor.py` says it and how to mend it."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from grading.gradebook.keeping import walls_here
from grading.store import Store, StoreError

from .accounts import UnknownAccount, as_owner_of, find_account, first_closed
from .cohorts import Place, UnfitCohort, all_places
from .hub.files import open_roster
from .hub.ports import is_taken, next_free
from .hub.running import find_running
from .proxy import OLDEST_NODE, NoNode, is_installed, node_command
from .settings import Settings

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
GIGABYTE = 1e9
LITTLE, TOO_LITTLE = 2.0, 0.3
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFICE = ("soffice", "libreoffice")
SECRETS = ("pin_key", "console_token", "cookie_secret", "roster.sqlite", "jupyterhub.sqlite")


@dataclass(frozen=True)
class Finding:
    """What one check found; `check` names its texts, `values` stand in them."""

    check: str
    state: Literal["good", "note", "bad"]
    values: dict[str, object] = field(default_factory=dict)
    said: str = ""
    """Another text than the state's own."""


def examine(settings: Settings) -> list[Finding]:
    return [finding for check in CHECKS for finding in check(settings)]


def check_python(_settings: Settings) -> Iterator[Finding]:
    is_known = OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON
    yield Finding("python", "good" if is_known else "bad", {"version": sys.version.split()[0]})


def check_packages(_settings: Settings) -> Iterator[Finding]:
    needed = [Requirement(line) for line in requires("onward") or [] if "extra ==" not in line]
    unfit = [str(one) for one in needed if not fits(one)]
    yield Finding("packages", "bad" if unfit else "good", {"count": len(needed), "names": ", ".join(unfit)})


def fits(requirement: Requirement) -> bool:
    try:
        return requirement.specifier.contains(version(requirement.name), prereleases=True)
    except PackageNotFoundError:
        return False


def check_home(settings: Settings) -> Iterator[Finding]:
    state: Literal["good", "note", "bad"] = "good"
    if not settings.hub.exists():
        state = "note"
    elif not os.access(settings.home, os.W_OK):
        state = "bad"
    yield Finding("home", state, {"home": settings.home})


def check_permissions(settings: Settings) -> Iterator[Finding]:
    """Also the demo's sign-ins; folders above may be walked through, but not read."""
    cohorts = [place.cohort for place in all_places(settings)[0]]
    of_cohorts = [path for each in cohorts for path in (each.keys, each.folder / "cohort.toml")]
    secrets = [settings.hub / name for name in SECRETS]
    private = [settings.hub, settings.home / "demo-sign-ins.txt", *secrets, *of_cohorts]
    open_ones = [str(path) for path in private if path.exists() and path.stat().st_mode & 0o077]
    yield Finding("permissions", "bad" if open_ones else "good", {"names": " ".join(open_ones)})


def check_disk(settings: Settings) -> Iterator[Finding]:
    existing = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free / GIGABYTE
    state: Literal["good", "note", "bad"] = (
        "bad" if free < TOO_LITTLE else "note" if free < LITTLE else "good"
    )
    yield Finding("disk", state, {"free": f"{free:.1f}", "home": settings.home})


def check_port(settings: Settings) -> Iterator[Finding]:
    running = find_running(settings) if settings.hub.exists() else None
    if running:
        yield Finding("port", "good", {"address": running.address}, said="runs")
    elif is_taken(settings.host, settings.port):
        other = next_free(settings.host, settings.port)
        yield Finding("port", "bad", {"port": settings.port, "other": other})
    else:
        yield Finding("port", "good", {"port": settings.port})


def check_node(settings: Settings) -> Iterator[Finding]:
    try:
        yield Finding("node", "good", {"command": " ".join(node_command())})
    except NoNode:
        yield Finding("node", "bad", {"oldest": OLDEST_NODE})
    yield Finding("proxy", "good" if is_installed(settings) else "note")


def check_stores(settings: Settings) -> Iterator[Finding]:
    if settings.hub.exists():
        yield roster_finding(settings)
    found, unfit = all_places(settings)
    yield from map(unfit_finding, unfit)
    for place in found:
        cohort = place.cohort
        values: dict[str, object] = {"cohort": cohort.name, "keys": cohort.keys}
        try:
            with as_owner_of(cohort.folder):
                Store.open(cohort.store_url, cohort.keys).close()
            yield Finding("store", "good", values)
        except StoreError as error:
            yield Finding("store", "bad", {**values, "code": type(error).__name__})


def unfit_finding(unfit: UnfitCohort) -> Finding:
    """A cohort that the Hub leaves out."""
    values: dict[str, object] = {"cohort": unfit.folder.name, "folder": unfit.folder}
    if unfit.account:
        return Finding("account_owner", "bad", {**values, "account": unfit.account})
    return Finding("store", "bad", {**values, "keys": unfit.folder / "cohort.toml", "code": "UnfitCohort"})


def roster_finding(settings: Settings) -> Finding:
    try:
        open_roster(settings).names()
        return Finding("roster", "good")
    except sqlite3.DatabaseError:
        return Finding("roster", "bad", {"file": settings.hub / "roster.sqlite"})


def check_accounts(settings: Settings) -> Iterator[Finding]:
    """One account for all lets a trainer's notebook read what is not hers."""
    sharing: dict[str, list[str]] = {}
    for place in all_places(settings)[0]:
        sharing.setdefault(place.account, []).append(place.cohort.name)
        if place.account:
            yield from account_findings(place)
    crowds = [names for names in sharing.values() if len(names) > 1]
    names = "; ".join(", ".join(crowd) for crowd in crowds)
    if sharing:
        yield Finding("accounts", "note" if crowds else "good", {"names": names})


def account_findings(place: Place) -> Iterator[Finding]:
    """What keeps a cohort's services from running under its account."""
    folder = place.cohort.folder
    values: dict[str, object] = {"account": place.account, "cohort": place.cohort.name, "folder": folder}
    try:
        account = find_account(place.account)
    except UnknownAccount:
        yield Finding("account_unknown", "bad", values)
        return
    if folder.stat().st_uid != account.pw_uid:
        yield Finding("account_owner", "bad", values)
    if os.geteuid() != 0:
        yield Finding("account_root", "bad", values)
        return
    needed = (folder.parent, Path(sys.executable), Path(__file__))
    closed = [str(found) for each in needed if (found := first_closed(account, each))]
    if closed:
        yield Finding("account_closed", "bad", {**values, "closed": " ".join(dict.fromkeys(closed))})


def check_programs(_settings: Settings) -> Iterator[Finding]:
    for check, names in (("office", OFFICE), ("browser", BROWSERS)):
        command = next((found for name in names if (found := shutil.which(name))), "")
        yield Finding(check, "good" if command else "note", {"command": Path(command)})


def check_grading(_settings: Settings) -> Iterator[Finding]:
    """An exercise's cells run without network where Linux lets this account shut them in."""
    yield Finding("grading", "good" if walls_here().network else "note")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    check_python,
    check_packages,
    check_home,
    check_permissions,
    check_disk,
    check_port,
    check_node,
    check_stores,
    check_accounts,
    check_programs,
    check_grading,
)
