"""The worker is stopped or killed in the middle; these tests start it again."""

import psutil

from grading.store import HandedIn
from tests.graded_cohort import GradedCohort, all_ended, example, wait_for

ALL = 7
"""The worker, its helper, the process that forks, a job, its keeper, the first process, the cells."""


def while_cells_run(graded: GradedCohort, item: HandedIn) -> list[psutil.Process]:
    wait_for(lambda: graded.state(item) == "written" and len(graded.processes()) >= ALL)
    return graded.processes()


def test_sigterm_ends_the_worker_in_the_middle_and_leaves_no_process(graded: GradedCohort) -> None:
    item = graded.put_into_outbox("stopped", "slow", {})
    processes = while_cells_run(graded, item)

    status = graded.stop()

    wait_for(lambda: all_ended(processes), patience=5)
    assert status == 0
    assert graded.state(item) == "written"
    assert not graded.cohort.worker_socket.exists()
    graded.start()
    wait_for(lambda: graded.state(item) == "graded")
    assert graded.points("stopped", "slow") == {"slow_00": 2}


def test_a_killed_worker_leaves_no_process_and_its_work_is_done_again(graded: GradedCohort) -> None:
    graded.hand_in("killed", "cv", {})
    half = graded.put_into_outbox("killed", "slow", {})
    processes = while_cells_run(graded, half)
    graded.kill()
    waiting = graded.put_into_outbox("killed", "cv", example("cv"))
    unfinished = graded.course.submitted("killed", "cv").parent / f".unfinished-{'0' * 16}.cv"
    unfinished.mkdir()

    wait_for(lambda: all_ended(processes), patience=2)
    graded.start()
    wait_for(lambda: [graded.state(item) for item in (half, waiting)] == ["graded", "graded"])

    assert graded.points("killed", "slow") == {"slow_00": 2}
    assert graded.points("killed", "cv")["cv_contact"] == 4
    assert not unfinished.exists()
    assert len(list(graded.course.earlier("killed", "cv").iterdir())) == 1
    assert not graded.course.earlier("killed", "slow").exists()


def test_a_second_worker_does_not_start(graded: GradedCohort) -> None:
    graded.ask("wake")
    second = GradedCohort(graded.cohort, graded.store)

    second.start()

    assert second.worker
    assert second.worker.wait(20) == 1
    assert graded.ask("wake") == {}
