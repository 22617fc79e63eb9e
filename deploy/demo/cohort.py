"""Makes the demo cohort at the first start: through the real store, outbox and grading worker."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from grading.store import Store

from ..cohorts import create_cohort
from ..people import People, open_store
from ..settings import Settings
from .sign_ins import DemoSignIns
from .trainer import grade_all

COHORT = "demo"
TRAINER = "demo.trainer"
TRAINER_STATE = "trainer and counsellor"
LESSON, ASSIGNMENT = "write_a_cv", "cv"
LEARNERS = Path(__file__).parent / "learners.toml"


def prepare_demo(settings: Settings, announce: Callable[[], None] = lambda: None) -> DemoSignIns:
    """The demo cohort, made where it is not there yet (`announce` comes before), and its sign-ins."""
    file = settings.home / "demo-sign-ins.txt"
    if file.exists():
        return DemoSignIns.read(file)
    announce()
    leave_no_half(settings)
    cohort, people, sign_ins = create_cohort(settings, COHORT), People.of(settings), DemoSignIns(file)
    grades = {}
    with open_store(cohort) as store:
        for row in tomllib.loads(LEARNERS.read_text("utf-8"))["learners"]:
            sign_in = people.add_learner(cohort)
            write_records(store, sign_in.name, row)
            sign_ins.add(sign_in, "learner", row["state"])
            if "grade" in row:
                grades[sign_in.name] = row["grade"]
    grade_all(cohort, ASSIGNMENT, grades)
    sign_ins.add(people.add_staff(cohort, TRAINER), "staff", TRAINER_STATE)
    sign_ins.write()
    return sign_ins


def leave_no_half(settings: Settings) -> None:
    """A first start that broke off is begun again; the sign-ins are written last."""
    shutil.rmtree(settings.cohorts / COHORT, ignore_errors=True)
    roster = People.of(settings).roster
    for name in [*roster.people(COHORT, "learner"), *roster.people(COHORT, "staff")]:
        roster.remove(name)


def write_records(store: Store, code: str, row: dict[str, Any]) -> None:
    """What she has written so far, as if she had typed it."""
    records = store.records(code)
    records.save("preferences", {"language": row["language"]}, 0)
    if "cv" in row:
        cv = {"schema": 1, "skills": [], "languages": [], "education": [], **row["cv"]}
        records.save("cv", cv, 0)
        records.save(f"progress/{LESSON}", {"done": row["done"], "current": row["done"][-1]}, 0)
        if row.get("handed_in"):
            records.hand_in(ASSIGNMENT, cv)
