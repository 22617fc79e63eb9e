# ruff: noqa: N818 -- errors carry the field's names
"""Enrols and removes people: roster, learner store, gradebook and Hub in one step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from grading.cohort import Cohort
from grading.store import Store

from .accounts import as_owner_of
from .cohorts import find_cohort
from .hub.files import open_roster, open_vault
from .hub.patience import Patience
from .hub.pins import SHORTEST_PASSWORD, STAFF_NAME, Vault, new_code, new_password, new_pin
from .hub.roster import NameTaken, Roster, UnknownPerson
from .settings import Settings


class BadStaffName(ValueError):
    """A staff name is 3 to 31 of a–z, 0–9, full stop, hyphen and underscore, a letter first."""


class ShortPassword(ValueError):
    """Too short to be safe."""


@dataclass(frozen=True)
class SignIn:
    """What somebody types at the door; the secret is known only now."""

    name: str
    secret: str


@dataclass(frozen=True)
class People:
    """Everybody of an installation."""

    settings: Settings
    roster: Roster
    vault: Vault

    @classmethod
    def of(cls, settings: Settings) -> "People":
        return cls(settings, open_roster(settings), open_vault(settings))

    def add_learner(self, cohort: Cohort) -> SignIn:
        """A new learner with a code and a PIN of her own."""
        sign_in = SignIn(new_code(self.roster.names()), new_pin())
        with open_store(cohort) as store:
            store.add_learner(sign_in.name)
        self.roster.add(sign_in.name, "learner", cohort.name, self.vault.hashed(sign_in.secret))
        return sign_in

    def add_staff(self, cohort: Cohort, name: str, password: str = "") -> SignIn:
        """Somebody new on the staff; raises BadStaffName, ShortPassword, NameTaken."""
        if not STAFF_NAME.fullmatch(name):
            raise BadStaffName(name)
        if password and len(password) < SHORTEST_PASSWORD:
            raise ShortPassword
        sign_in = SignIn(name, password or new_password())
        self.roster.add(name, "staff", cohort.name, self.vault.hashed(sign_in.secret))
        return sign_in

    def join(self, cohort: Cohort, name: str) -> None:
        """Somebody of the staff also in this cohort; raises UnknownPerson."""
        if self.roster.find(name).role != "staff":
            raise NameTaken(name)
        self.roster.join(name, cohort.name)

    def reset(self, name: str) -> SignIn:
        """A new PIN or password: ends her sessions and the wait after wrong PINs; raises UnknownPerson."""
        secret = new_pin() if self.roster.find(name).role == "learner" else new_password()
        self.roster.change_secret(name, self.vault.hashed(secret))
        self.forgive(name)
        return SignIn(name, secret)

    def forgive(self, name: str) -> None:
        """No more wait after wrong PINs."""
        Patience(self.roster, self.vault.disguise).forgive(name)

    def cohort_of(self, code: str) -> Cohort:
        """A learner's cohort; raises UnknownPerson."""
        person = self.roster.find(code)
        if person.role != "learner":
            raise UnknownPerson(code)
        return find_cohort(self.settings, person.cohorts[0])


@contextmanager
def open_store(cohort: Cohort) -> Iterator[Store]:
    """A cohort's records, opened as the account that owns them; root's own files wait until it is closed."""
    with as_owner_of(cohort.folder), Store.open(cohort.store_url, cohort.keys) as store:
        yield store
