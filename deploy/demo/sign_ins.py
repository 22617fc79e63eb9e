"""The demo people's sign-ins: made at the first start, kept beside the data, shown at each start."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ..people import SignIn


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of the demo; `state` says in a few words how far she is."""

    name: str
    secret: str
    state: str
    role: str


@dataclass(frozen=True)
class DemoSignIns:
    """Everybody of the demo, and the file that holds their sign-ins."""

    file: Path
    people: list[DemoPerson] = field(default_factory=list)

    @property
    def learners(self) -> list[DemoPerson]:
        return [person for person in self.people if person.role == "learner"]

    @property
    def staff(self) -> list[DemoPerson]:
        return [person for person in self.people if person.role == "staff"]

    def add(self, sign_in: SignIn, role: str, state: str) -> None:
        self.people.append(DemoPerson(sign_in.name, sign_in.secret, state, role))

    def write(self) -> None:
        descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
            handle.writelines(
                f"{person.role}\t{person.name}\t{person.secret}\t{person.state}\n" for person in self.people
            )

    @classmethod
    def read(cls, file: Path) -> Self:
        rows = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
        return cls(file, [DemoPerson(name, secret, state, role) for role, name, secret, state in rows])
