"""What an NGO decides for its installation, read once at the entry points."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Settings:
    """One installation; each value comes from `ONWARD_<NAME>`, else from `settings.toml` in its folder."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """The address that people type, where a web server with https stands before the Hub."""
    quick_exit_url: str = "https://www.wikipedia.org/"
    """Where quick exit leads: a page that anybody may have open."""
    idle_minutes: int = 30
    """Without a sign of life for so long, a person has to sign in again."""
    desk: bool = True
    """JupyterLab with formgrader for each cohort's staff; about 150 MB for each."""
    max_kernels: int = 0
    """Learners' pages that may be open at once in each cohort; 0: as many as the machine's memory bears."""
    warm_kernels: bool = True
    """Pages' kernels are forked from one that has imported everything; off: Jupyter's own, without limits."""
    kernel_megabytes: int = 1500
    """Address space that a page's kernel may use; it needs 300. 0: no limit."""
    kernel_seconds: int = 600
    """Processor time that a page's kernel may use; an hour's work takes about ten. 0: no limit."""
    kernel_processes: int = 0
    """Processes and threads that the services' account may have when a page's kernel starts one more."""
    grading_jobs: int = 0
    """Hand-ins of each cohort that are scored at the same time; 0: one more than there are cores."""
    grading_megabytes: int = 512
    """Memory that the cells of one hand-in may use together."""
    grading_seconds: int = 240
    """Processor time that each process of them may use; a cell is stopped after 30 seconds anyway."""
    grading_processes: int = 32
    """Processes that they may be."""
    grading_file_megabytes: int = 64
    """The size of a file that they may write."""
    metrics_token: str = ""
    """What a monitoring program has to show for a cohort's `metrics`, if it asks from another machine."""
    proxy_folder: Path | None = None
    """An installed proxy to use; by default it is installed into `home` at the first start."""

    compressed_file: Path | None = None
    """The pages' files, compressed; by default in `home`, where the Hub's start makes it."""

    @property
    def hub(self) -> Path:
        """The Hub's own folder: databases, secrets, logs; its owner's alone."""
        return self.home / "hub"

    @property
    def proxy(self) -> Path:
        return self.proxy_folder or self.home / "proxy"

    @property
    def cohorts(self) -> Path:
        return self.home / "cohorts"

    @property
    def vacancies(self) -> Path:
        """The postings that the NGO imported, for every cohort; they are nobody's secret."""
        return self.home / "vacancies.sqlite"

    @property
    def audio(self) -> Path:
        """Recordings of our texts, a folder for each language."""
        return self.home / "audio"

    @property
    def compressed(self) -> Path:
        return self.compressed_file or self.home / "compressed.zip"

    @property
    def is_https(self) -> bool:
        """What people type; what a request says of itself is believed nowhere."""
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Where people find the Hub, with a slash at its end."""
        return self.public_url.rstrip("/") + "/" if self.public_url else f"http://{self.host}:{self.port}/"


def read_settings(environment: Mapping[str, str] = os.environ, **given: Any) -> Settings:
    """What is given beats the environment, which beats `settings.toml`, which beats the defaults."""
    home = Path(given.get("home") or environment.get("ONWARD_HOME") or default_home()).expanduser().resolve()
    known_here = {name: value for name, value in given.items() if value is not None}
    values = read_file(home / "settings.toml") | from_environment(environment) | known_here
    known = {field.name for field in fields(Settings)}
    return Settings(**{**converted(values, known), "home": home})


def default_home() -> Path:
    """`var/` in a checkout, which git ignores; else the user's own data folder."""
    if (CHECKOUT / "pyproject.toml").exists():
        return CHECKOUT / "var"
    return Path.home() / ".local" / "share" / "onward"


def read_file(file: Path) -> dict[str, Any]:
    """What the file says; a cohort's own account need not read it, since the Hub tells its services all."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (FileNotFoundError, PermissionError):
        return {}


def from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        field.name: environment[key]
        for field in fields(Settings)
        if (key := variable(field.name)) in environment
    }


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"ONWARD_{name.upper()}"


def converted(values: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    """The values in their types; what is not a setting or not given stays out."""
    return {
        name: CONVERTERS.get(name, str)(value)
        for name, value in values.items()
        if name in known and value not in (None, "")
    }


def as_bool(value: str | bool) -> bool:
    return value if isinstance(value, bool) else value.lower() in {"1", "true", "yes", "on"}


CONVERTERS: dict[str, Any] = {
    "home": Path,
    "port": int,
    "idle_minutes": int,
    "max_kernels": int,
    "desk": as_bool,
    "warm_kernels": as_bool,
    "kernel_megabytes": int,
    "kernel_seconds": int,
    "kernel_processes": int,
    "grading_jobs": int,
    "grading_megabytes": int,
    "grading_seconds": int,
    "grading_processes": int,
    "grading_file_megabytes": int,
    "proxy_folder": Path,
    "compressed_file": Path,
}
