# ruff: noqa: N818 -- errors carry the field's names
"""The system accounts of cohorts: root works in a cohort's folder as the account that it runs under."""

import os
import pwd
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class UnknownAccount(LookupError):
    """The system has no account of that name."""


class OnlyRoot(PermissionError):
    """Nobody but root may hand files to another account."""


class OutOfReach(PermissionError):
    """An account can't come to a place that its services need; the message is the first closed folder."""


def find_account(name: str) -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise UnknownAccount(name) from None


def check_account(name: str, home: Path) -> pwd.struct_passwd:
    """The account, if services can run under it; raises UnknownAccount, OnlyRoot, OutOfReach."""
    account = find_account(name)
    if os.geteuid() != 0:
        raise OnlyRoot(name)
    for place in (home.parent, Path(sys.executable), Path(__file__)):
        if closed := first_closed(account, place):
            raise OutOfReach(str(closed))
    return account


def first_closed(account: pwd.struct_passwd, place: Path) -> Path | None:
    """The first folder on the way to a place, links followed, that stops the account; root asks."""
    real = place.resolve()
    way = [*reversed(real.parents), real]
    with as_account(account):
        return next((each for each in way if not is_open(each)), None)


def is_open(place: Path) -> bool:
    """Whether who acts now may walk through a folder, or read a file."""
    try:
        wanted = os.X_OK if place.is_dir() else os.R_OK
    except PermissionError:
        return False
    return os.access(place, wanted, effective_ids=True)


@contextmanager
def as_owner_of(folder: Path) -> Iterator[None]:
    """Root acts as the account that owns the folder, so that its services can use whatever comes of it."""
    owner = folder.stat().st_uid
    if os.geteuid() != 0 or owner == 0:
        yield
        return
    with as_account(pwd.getpwuid(owner)):
        yield


@contextmanager
def as_account(account: pwd.struct_passwd) -> Iterator[None]:
    """With its rights, its groups and its home, where database passwords may lie; then root again."""
    group, groups, home = os.getegid(), os.getgroups(), os.environ.get("HOME", "")
    os.setgroups(os.getgrouplist(account.pw_name, account.pw_gid))
    os.setegid(account.pw_gid)
    os.seteuid(account.pw_uid)
    os.environ["HOME"] = account.pw_dir
    try:
        yield
    finally:
        os.environ["HOME"] = home
        os.seteuid(0)
        os.setegid(group)
        os.setgroups(groups)
