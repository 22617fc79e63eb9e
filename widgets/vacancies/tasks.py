"""Searching tasks: what somebody looks for, and whether a vacancy fits. Their words are the lesson's."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "tasks.toml"


@cache
def tasks() -> dict[str, dict[str, Any]]:
    """By name: the filters that a vacancy must pass."""
    return tomllib.loads(FILE.read_text("utf-8"))


def fits(task: str, vacancy: Mapping[str, Any]) -> bool:
    """Whether a saved vacancy is what the task asks for; what a vacancy does not say does not fit."""
    wanted = tasks().get(task)
    return wanted is not None and all(vacancy.get(name) == value for name, value in wanted.items())
