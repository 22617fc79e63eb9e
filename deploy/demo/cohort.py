"""Makes the demo cohort at the first start."""

from ..cohorts import create_cohort
from ..people import People
from ..settings import Settings
from .sign_ins import DemoSignIns

COHORT = "demo"
TRAINER = "demo.trainer"


def prepare_demo(settings: Settings) -> DemoSignIns:
    """The demo cohort, made where it is not there yet, and its sign-ins."""
    file = settings.home / "demo-sign-ins.txt"
    if file.exists():
        return DemoSignIns.read(file)
    sign_ins = DemoSignIns(file)
    cohort = create_cohort(settings, COHORT)
    people = People.of(settings)
    for state in ("new",) * 5:
        sign_ins.add(people.add_learner(cohort), "learner", state)
    sign_ins.add(people.add_staff(cohort, TRAINER), "staff", "trainer and counsellor")
    sign_ins.write()
    return sign_ins
