# ruff: noqa: N818 -- errors carry the field's names
"""The cohorts of an installation: made, found and listed in its folder."""

import shutil
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from grading.cohort import NAME, Cohort
from grading.store import Store
from grading.store.upgrade import upgrade

from .settings import Settings

PRIVATE = 0o700
RESERVED = ("-desk", "-worker", "-console")
"""Ends of names that the Hub's other services have."""


class UnknownCohort(LookupError):
    """No cohort of that name lives here."""


class CohortExists(Exception):
    """A cohort of that name is there already."""


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
    """Every cohort, by name."""
    found = sorted(settings.cohorts.glob("*/cohort.toml"))
    return [read_place(file.parent) for file in found]


def upgrade_stores(settings: Settings) -> None:
    """Brings stores that an older Onward made to this one's tables; raises StoreError."""
    for place in places(settings):
        upgrade(place.cohort.store_url)


def read_place(folder: Path) -> Place:
    row = tomllib.loads((folder / "cohort.toml").read_text("utf-8"))
    return Place(Cohort(folder.name, folder, row.get("store_url", "")), row.get("account", ""))


def create_cohort(settings: Settings, name: str, store_url: str = "", account: str = "") -> Cohort:
    """A new cohort with folders, store, key and a copy of the exercises; raises CohortExists, ValueError."""
    if name.endswith(RESERVED):
        raise ValueError(name)
    cohort = Cohort(name, settings.cohorts / name, store_url)
    if cohort.folder.exists():
        raise CohortExists(name)
    make_folders(cohort)
    try:
        Store.create(cohort.store_url, cohort.keys).close()
        copy_exercises(cohort.course)
        write_place(cohort, store_url, account)
    except BaseException:
        shutil.rmtree(cohort.folder)
        raise
    if account:
        hand_over(settings, cohort, account)
    return cohort


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
    """Written last: a folder without this file is no cohort."""
    lines = [f"store_url = {toml_string(store_url)}", f"account = {toml_string(account)}"]
    file = cohort.folder / "cohort.toml"
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", "utf-8")


def toml_string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def hand_over(settings: Settings, cohort: Cohort, account: str) -> None:
    """The cohort's files to its account, which may walk through the folders above but not read them."""
    for folder in (settings.home, settings.cohorts):
        folder.chmod(0o711)
    for path in [cohort.folder, *cohort.folder.rglob("*")]:
        shutil.chown(path, account, account)
