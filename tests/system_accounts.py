"""Accounts of the system for tests, and a Python that they can run. Only root can make them."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import deploy
from deploy.accounts import first_closed

CHECKOUT = Path(deploy.__file__).parent.parent


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that every account may walk through; pytest's own are their owner's alone."""
    folder = Path(tempfile.mkdtemp(prefix="onward-accounts-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def new_accounts(folder: Path, *names: str) -> Iterator[list[pwd.struct_passwd]]:
    """System accounts with a home each in the folder; they are gone afterwards."""
    if os.getuid() != 0:
        pytest.skip("only root can make accounts")
    if not shutil.which("useradd"):
        pytest.skip("there is no useradd to make accounts with")
    made: list[pwd.struct_passwd] = []
    try:
        for name in names:
            add = ["useradd", "--system", "--create-home", "--home-dir", folder / f"home-{name}"]
            subprocess.run([*add, f"onward-{os.getpid()}-{name}"], check=True)
            made.append(pwd.getpwnam(f"onward-{os.getpid()}-{name}"))
        yield made
    finally:
        for account in made:
            subprocess.run(["userdel", account.pw_name], check=True, capture_output=True)


def python_for(account: pwd.struct_passwd, folder: Path) -> str:
    """The Python of these tests where the account can run it; else the system's, with the same packages."""
    if not first_closed(account, Path(sys.executable)):
        return sys.executable
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    system = Path("/usr/bin") / version
    if not system.exists() or first_closed(account, Path(pytest.__file__)):
        pytest.skip(f"this environment is closed to other accounts, and there is no {system}")
    environment = folder / "environment"
    subprocess.run([system, "-m", "venv", "--without-pip", environment], check=True)
    packages = Path(pytest.__file__).parents[1]
    (environment / "lib" / version / "site-packages" / "tests.pth").write_text(f"{CHECKOUT}\n{packages}\n")
    for shared in ("share", "etc"):
        (environment / shared).symlink_to(Path(sys.prefix) / shared)
    alembic = environment / "bin" / "alembic"  # nbgrader asks it for the newest tables
    alembic.write_text(f"#!{environment}/bin/python\nfrom alembic.config import main\nmain()\n")
    alembic.chmod(0o755)
    return str(environment / "bin" / "python")


def run_as(account: pwd.struct_passwd, python: str, code: str, *arguments: object) -> str:
    """What a program says that runs under the account."""
    done = subprocess.run(
        [python, "-c", code, *map(str, arguments)],
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
