"""Results as a table in Markdown, with the machine and the versions they were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

VERSIONS = ("voila", "ipywidgets", "anywidget", "jupyterhub", "nbgrader", "ipykernel", "playwright")


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def machine() -> str:
    """The processor, its cores, Python and the versions that matter."""
    versions = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    return f"{processor()}, {os.cpu_count()} cores, Python {platform.python_version()}; {versions}."


def processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next(
        (line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
