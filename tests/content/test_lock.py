"""The lock file pins what pyproject.toml asks for, and names no place to download from."""

import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout
TOP = Path(__file__).parents[2]


def pinned() -> dict[str, str]:
    lines = (TOP / "deploy" / "requirements.lock").read_text("utf-8").splitlines()
    return dict(re.match(r"([\w.-]+)==([\w.+!]+)", line).groups() for line in lines if "==" in line)  # type: ignore[union-attr]


def wanted() -> set[str]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    every = project["dependencies"] + [
        d for extra in project["optional-dependencies"].values() for d in extra
    ]
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in every}  # type: ignore[index]


def test_every_dependency_is_pinned() -> None:
    assert wanted() - pinned().keys() == set()


def test_no_lock_file_names_a_place_to_download_from() -> None:
    locks = [TOP / "deploy" / "requirements.lock", *TOP.glob("*/**/package-lock.json")]
    own = [lock for lock in locks if "node_modules" not in lock.parts and ".venv" not in lock.parts]

    assert [
        lock.name
        for lock in own
        if '"resolved"' in lock.read_text() or "://" in re.sub(FUNDING, "", lock.read_text())
    ] == []


FUNDING = re.compile(r'"url": "https?://[^"]*"')
