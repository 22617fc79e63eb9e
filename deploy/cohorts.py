# ruff: noqa: N818 -- errors carry the field's names
"""The cohorts of an installation: made, found and listed in its folder."""

import logging
import os
import pwd
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from grading.cohort import NAME, Cohort, read_cohort
from grading.store import Store, StoreError
from grading.store.upgrade import upgrade
from widgets.cv.choices import countries
from widgets.language import REFERENCE, locale_of

from .accounts import as_owner_of, check_account
from .settings import Settings

log = logging.getLogger(__name__)

PRIVATE = 0o700
RESERVED = ("-desk", "-worker", "-console")
"""Ends of names that the Hub's other services have."""


class UnknownCohort(LookupError):
    """No cohort of that name lives here."""


class UnfitCohort(UnknownCohort):
    """One that the Hub leaves out: its file can't be read, or names another account than its folder's owner.

    `account` is the one that the file names, "" where it can't be read.
    """

    def __init__(self, folder: Path, account: str = "") -> None:
        super().__init__(folder.name)
        self.folder, self.account = folder, account


class CohortExists(Exception):
    """A cohort of that name is there already."""


class UnknownCountry(LookupError):
    """No two letters of a country that a CV can be written for."""


@dataclass(frozen=True)
class Place:
    """A cohort and the account under which its services run; "" is the Hub's own."""

    cohort: Cohort
    account: str = ""


def find_cohort(settings: Settings, name: str) -> Cohort:
    return find_place(settings, name).cohort


def find_place(settings: Settings, name: str) -> Place:
    folder = settings.cohorts / name
    if not NAME.fullmatch(name) or not (folder / "cohort.toml").exists():
        raise UnknownCohort(name)
    return read_place(folder)


def places(settings: Settings) -> list[Place]:
    """Every cohort, by name; an unfit one is left out, and the log says so."""
    found, unfit = all_places(settings)
    for each in unfit:
        log.error("%s left out: its cohort.toml is damaged, or not its account's", each.folder)
    return found


def all_places(settings: Settings) -> tuple[list[Place], list[UnfitCohort]]:
    """By name, and which cohorts are unfit."""
    found: list[Place] = []
    unfit: list[UnfitCohort] = []
    for file in sorted(settings.cohorts.glob("*/cohort.toml")):
        try:
            found.append(read_place(file.parent))
        except UnfitCohort as error:
            unfit.append(error)
    return found, unfit


def upgrade_stores(settings: Settings) -> Iterator[tuple[str, StoreError]]:
    """Brings stores that an older Onward made to this one's tables; each cohort where it failed, and why."""
    for place in places(settings):
        try:
            with as_owner_of(place.cohort.folder):
                upgrade(place.cohort.store_url)
        except StoreError as error:
            yield place.cohort.name, error


def read_place(folder: Path) -> Place:
    """Raises UnfitCohort."""
    file = folder / "cohort.toml"
    if not file.is_file():  # a pipe would never end
        raise UnfitCohort(folder)
    try:
        row = tomllib.loads(file.read_text("utf-8"))
        cohort = read_cohort(folder)
    except (OSError, ValueError):
        raise UnfitCohort(folder) from None
    if not all(isinstance(value, str) for value in row.values()):
        raise UnfitCohort(folder)
    return Place(cohort, known_account(folder, row.get("account", "")))


def known_account(folder: Path, said: str) -> str:
    """The account of a cohort's services.

    The file is the cohort's own to change, so what it says makes nobody root, or another cohort.
    """
    if os.geteuid() != 0:
        return said
    owner = owner_of(folder)
    if owner is None or said not in ("", owner):
        raise UnfitCohort(folder, said)
    return owner


def owner_of(folder: Path) -> str | None:
    """The account that a folder belongs to, "" where it is root's; None where the system knows none."""
    number = folder.stat().st_uid
    try:
        return pwd.getpwuid(number).pw_name if number else ""
    except KeyError:
        return None


def create_cohort(
    settings: Settings, name: str, store_url: str = "", account: str = "", country: str = ""
) -> Cohort:
    """A new cohort with folders, store, key and a copy of the exercises.

    Raises CohortExists, UnknownCountry, ValueError for its name, StoreError; for the account what
    `check_account` raises.
    """
    if name.endswith(RESERVED):
        raise ValueError(name)
    cohort = Cohort(name, settings.cohorts / name, store_url, known_country(country))
    owner = check_account(account, settings.home) if account else None
    if cohort.folder.exists():
        raise CohortExists(name)
    make_folders(cohort)
    try:
        copy_exercises(cohort.course)
        if owner:
            hand_over(settings, cohort, owner)
        with as_owner_of(cohort.folder):
            Store.create(cohort.store_url, cohort.keys).close()
            write_place(cohort, store_url, account)
    except BaseException:
        shutil.rmtree(cohort.folder)
        raise
    return cohort


def known_country(code: str) -> str:
    """The code as ISO 3166 writes it; raises UnknownCountry. None is fine: she chooses one herself."""
    if code and code.upper() not in dict(countries(locale_of(REFERENCE))):
        raise UnknownCountry(code)
    return code.upper()


def make_folders(cohort: Cohort) -> None:
    for folder in (
        cohort.folder,
        cohort.keys,
        cohort.lessons,
        cohort.worker_socket.parent,
        cohort.folder / "log",
    ):
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        folder.chmod(PRIVATE)


def copy_exercises(course: Path) -> None:
    """The course folder starts as a copy of `exercises/`; from then on it is the cohort's own."""
    leave_out = shutil.ignore_patterns("__pycache__", "__init__.py", ".*")
    shutil.copytree(Path(str(files("exercises"))), course, ignore=leave_out)
    course.chmod(PRIVATE)


def write_place(cohort: Cohort, store_url: str, account: str) -> None:
    """Written last: a folder without this file is no cohort. The database's address may hold a password."""
    values = {"store_url": store_url, "account": account, "country": cohort.country}
    lines = [f"{name} = {toml_string(value)}\n" for name, value in values.items()]
    file = cohort.folder / "cohort.toml"
    file.touch(mode=0o600)
    file.write_text("".join(lines), "utf-8")


def toml_string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def hand_over(settings: Settings, cohort: Cohort, owner: pwd.struct_passwd) -> None:
    """The cohort's files to its account, which may walk through the folders above but not read them."""
    for folder in (settings.home, settings.cohorts):
        folder.chmod(0o711)
    for path in [cohort.folder, *cohort.folder.rglob("*")]:
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
