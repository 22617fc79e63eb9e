"""A cohort's place on disk: its store, keys, course, lessons and sockets."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


@dataclass(frozen=True)
class Cohort:
    """One nbgrader course with its learners, staff, exercises and records, in one folder.

    `store_url` is SQLAlchemy's; by default a SQLite file in the folder. It may hold a password.
    """

    name: str
    folder: Path
    store_url: str = field(default="", repr=False)
    country: str = ""
    """Where its learners look for work, as ISO 3166 writes it ("IT"): how their CVs begin."""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(self.name)
        if not self.store_url:
            object.__setattr__(self, "store_url", f"sqlite:///{self.folder / 'store.sqlite'}")

    @property
    def keys(self) -> Path:
        """The cohort key and the wrapped data keys, in a folder of mode 0700 with its own backup rule."""
        return self.folder / "keys"

    @property
    def course(self) -> Path:
        """The course root of nbgrader: `source/`, `release/`, `submitted/`, `autograded/`, `gradebook.db`."""
        return self.folder / "course"

    @property
    def gradebook_url(self) -> str:
        return f"sqlite:///{self.course / 'gradebook.db'}"

    @property
    def lessons(self) -> Path:
        """The NGO's own lessons: ordinary notebooks, opened as pages beside Onward's."""
        return self.folder / "lessons"

    @property
    def vacancies(self) -> Path:
        """Postings that its trainers wrote; they hold no learner's words."""
        return self.folder / "vacancies.json"

    @property
    def questions(self) -> Path:
        """Questions of interviews that its trainers wrote."""
        return self.folder / "questions.json"

    @property
    def worker_socket(self) -> Path:
        """Where the grading worker listens; in a folder of mode 0700."""
        return self.folder / "run" / "worker.sock"


def read_cohort(folder: Path) -> Cohort:
    """The cohort that lives in this folder, as its `cohort.toml` says; a new folder has none yet."""
    file = folder / "cohort.toml"
    row = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    return Cohort(folder.name, folder, row.get("store_url", ""), row.get("country", ""))
