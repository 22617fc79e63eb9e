"""Where nbgrader keeps what, in one course folder."""

import re
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class UnsuitableName(ValueError):  # noqa: N818 -- errors carry the field's names
    """A learner's code or an assignment's name that must not become a folder."""


@dataclass(frozen=True)
class Course:
    """nbgrader's course folder."""

    root: Path

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.db"

    @property
    def gradebook_url(self) -> str:
        """SQLite waits a minute for another writer instead of failing after five seconds."""
        return f"sqlite:///{self.gradebook}?timeout=60"

    def source(self, assignment: str) -> Path:
        return self.root / "source" / checked(assignment)

    def release(self, assignment: str) -> Path:
        return self.root / "release" / checked(assignment)

    def submitted(self, learner: str, assignment: str) -> Path:
        return self._of("submitted", learner) / checked(assignment)

    def autograded(self, learner: str, assignment: str) -> Path:
        return self._of("autograded", learner) / checked(assignment)

    def feedback(self, learner: str, assignment: str) -> Path:
        return self._of("feedback", learner) / checked(assignment)

    def earlier(self, learner: str, assignment: str) -> Path:
        """Ours: earlier hand-ins, which nbgrader can't keep; a folder each, named by its time."""
        return self._of("earlier", learner) / checked(assignment)

    def folders_of(self, learner: str) -> list[Path]:
        return [self._of(step, learner) for step in ("submitted", "autograded", "feedback", "earlier")]

    def assignments(self) -> list[str]:
        """Names of all assignments that have a notebook."""
        found = (self.root / "source").glob("*/*.ipynb")
        return sorted({notebook.parent.name for notebook in found if NAME.fullmatch(notebook.parent.name)})

    def _of(self, step: str, learner: str) -> Path:
        return self.root / step / checked(learner)


def checked(name: str) -> str:
    """The name, if nothing in it could lead out of its folder."""
    if not NAME.fullmatch(name):
        raise UnsuitableName
    return name
