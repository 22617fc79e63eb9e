"""The worker is stopped or killed in the middle; these tests start it again."""

from tests.graded_cohort import GradedCohort, all_ended, example, wait_for


def test_sigterm_ends_the_worker_in_the_middle_and_leaves_no_process(graded: GradedCohort) -> None:
    item = graded.put_into_outbox("stopped", "slow", {})
    wait_for(lambda: graded.state(item) == "written")
    processes = graded.processes()

    status = graded.stop()

    wait_for(lambda: all_ended(processes), patience=5)
    assert status == 0
    assert len(processes) >= 4
    assert not graded.cohort.worker_socket.exists()
    graded.start()
    wait_for(lambda: graded.state(item) == "graded")
    assert graded.points("stopped", "slow") == {"slow_00": 2}


def test_a_killed_worker_leaves_no_process_and_its_work_is_done_again(graded: GradedCohort) -> None:
    graded.hand_in("killed", "cv", {})
    half = graded.put_into_outbox("killed", "slow", {})
    wait_for(lambda: graded.state(half) == "written")
    processes = graded.processes()
    graded.kill()
    waiting = graded.put_into_outbox("killed", "cv", example("cv"))
    unfinished = graded.course.submitted("killed", "cv").parent / ".unfinished-0000"
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
