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


def test_the_pins_name_no_place_to_download_from() -> None:
    assert "://" not in (TOP / "deploy" / "requirements.lock").read_text("utf-8")


def test_the_proxys_packages_name_no_place_to_download_from() -> None:
    assert '"resolved"' not in (TOP / "deploy" / "proxy" / "package-lock.json").read_text("utf-8")
