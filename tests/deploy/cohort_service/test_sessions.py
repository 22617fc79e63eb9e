from deploy.cohort_service.sessions import Sessions


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def test_a_session_ends_after_the_idle_time():
    clock = Clock()
    sessions = Sessions(60, clock)
    sessions.touch("ana")
    clock.time = 59
    alive = sessions.is_over("ana")
    clock.time = 61

    assert (alive, sessions.end_idle()) == (False, ["ana"])


def test_a_sign_of_life_begins_the_idle_time_anew():
    clock = Clock()
    sessions = Sessions(60, clock)
    for clock.time in (0, 50, 100):
        sessions.touch("ana")

    assert not sessions.is_over("ana")


def test_an_ended_session_stays_over_whatever_is_touched():
    sessions = Sessions(60, Clock())
    sessions.touch("ana")
    sessions.end("ana")

    sessions.touch("ana")

    assert sessions.is_over("ana")


def test_a_session_unknown_since_a_restart_begins_now():
    assert not Sessions(60, Clock()).is_over("ana")
