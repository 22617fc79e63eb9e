"""Removes a learner from everything: sign-in, sessions, records and their key, submissions, gradebook."""

import urllib.error
import urllib.request
from contextlib import suppress
from secrets import token_bytes

from grading.cohort import Cohort
from grading.store import UnknownLearner
from grading.worker.asking import WorkerUnavailable, ask

from .accounts import as_owner_of
from .hub.files import console_token
from .hub.running import find_running
from .people import People, open_store
from .settings import Settings


def remove_learner(people: People, code: str) -> None:
    """Nothing of hers is left; repeat it if it broke off. Raises UnknownPerson."""
    cohort = people.cohort_of(code)
    # First nobody can sign in with her code; her name on the roster goes last, so that this can be repeated.
    people.roster.change_secret(code, token_bytes(32))
    leave_hub(people.settings, code)
    remove_records(cohort, code)
    remove_course_work(cohort, code)
    people.forgive(code)
    people.roster.remove(code)


def remove_staff(people: People, name: str, cohort: Cohort) -> None:
    """No longer on the staff of this cohort; raises UnknownPerson."""
    people.roster.leave(name, cohort.name)
    if name not in people.roster.names():
        leave_hub(people.settings, name)


def leave_hub(settings: Settings, name: str) -> None:
    """Her user at the Hub, with every session and token."""
    running = find_running(settings)
    if running:
        ask_hub_to_remove(settings, running.address, name)
    else:
        remove_from_database(settings, name)


def ask_hub_to_remove(settings: Settings, address: str, name: str) -> None:
    request = urllib.request.Request(  # noqa: S310 -- our own Hub
        f"{address}hub/api/users/{name}",
        method="DELETE",
        headers={"Authorization": f"token {console_token(settings)}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30):  # noqa: S310
            pass
    except urllib.error.HTTPError as error:
        if error.code != 404:  # she has never signed in
            raise


def remove_from_database(settings: Settings, name: str) -> None:
    file = settings.hub / "jupyterhub.sqlite"
    if not file.exists():
        return
    from jupyterhub import orm  # noqa: PLC0415 -- slow import

    session = orm.new_session_factory(f"sqlite:///{file}")()
    user = session.query(orm.User).filter_by(name=name).first()
    if user is not None:
        session.delete(user)
        session.commit()
    session.close()
    session.get_bind().dispose()


def remove_records(cohort: Cohort, code: str) -> None:
    with open_store(cohort) as store:
        try:
            store.remove_learner(code)
        except UnknownLearner:
            return


def remove_course_work(cohort: Cohort, code: str) -> None:
    """Through the worker, which alone writes into the course; without one, here."""
    with as_owner_of(cohort.folder):
        with suppress(WorkerUnavailable):
            ask(cohort.worker_socket, "remove_learner", learner=code)
            return
        from grading.gradebook.places import Course  # noqa: PLC0415 -- nbgrader takes seconds to import
        from grading.gradebook.removing import remove_learner as remove_from_course  # noqa: PLC0415

        remove_from_course(Course(cohort.course), code)
