"""Places for pages: as many as there are, then whoever asked first; no place is lost while she asks."""

from dataclasses import dataclass, field

from deploy.cohort_service.admission import Admission, ask_again_after, default_limit


@dataclass
class Kernels:
    """Pages' kernels, some of which can be spared."""

    used: int = 0
    sparable: int = 0
    shed: list[str] = field(default_factory=list)

    def in_use(self) -> int:
        return self.used

    def shed_one(self, reason: str) -> bool:
        if not self.sparable:
            return False
        self.sparable -= 1
        self.used -= 1
        self.shed.append(reason)
        return True


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


def opened(admission: Admission, kernels: Kernels, session: str, **how: bool) -> int | None:
    place = admission.ask(session, **how)
    if place is None:
        kernels.used += 1
        admission.arrived()
    return place


def test_as_many_as_there_are_places_come_in_and_the_others_wait_in_their_order():
    kernels = Kernels()
    admission = Admission(2, kernels, Clock())

    places = [opened(admission, kernels, session) for session in ("ana", "bea", "cleo", "dora", "cleo")]

    assert places == [None, None, 1, 2, 1]
    assert admission.waiting() == 2


def test_a_free_place_is_kept_for_who_waited_longest():
    kernels = Kernels()
    admission = Admission(1, kernels, Clock())
    for session in ("ana", "bea", "cleo"):
        opened(admission, kernels, session)
    kernels.used = 0

    places = [opened(admission, kernels, session) for session in ("dora", "cleo", "bea", "cleo")]

    assert places == [3, 2, None, 1]


def test_a_place_in_the_queue_is_lost_when_the_page_asks_no_more():
    kernels, clock = Kernels(used=1), Clock()
    admission = Admission(1, kernels, clock)
    admission.ask("ana")
    clock.time = 3 * ask_again_after(1) - 1
    before = admission.ask("bea")
    clock.time += 2

    assert (before, admission.ask("bea")) == (2, 1)


def test_a_session_has_one_place_however_often_it_asks():
    kernels = Kernels(used=1)
    admission = Admission(1, kernels, Clock())

    assert [admission.ask("ana") for _ in range(3)] == [1, 1, 1]
    assert admission.waiting() == 1


def test_a_page_that_is_open_gets_another_kernel_before_new_pages():
    kernels = Kernels(used=1)
    admission = Admission(1, kernels, Clock())
    admission.ask("ana")
    admission.ask("bea")

    healing = admission.ask("cleo", heals=True)
    after = [admission.ask("ana"), admission.ask("bea")]

    assert (healing, after) == (1, [2, 3])


def test_a_kernel_that_can_be_spared_makes_room():
    kernels = Kernels(used=2, sparable=1)
    admission = Admission(2, kernels, Clock())

    assert [opened(admission, kernels, session) for session in ("ana", "bea")] == [None, 1]
    assert kernels.shed == ["full"]


def test_a_page_that_is_being_opened_counts():
    admission = Admission(1, Kernels(), Clock())

    assert [admission.ask("ana"), admission.ask("bea")] == [None, 1]
    admission.arrived()
    assert admission.ask("bea") is None


def test_newcomers_wait_while_memory_is_scarce_but_never_all_of_them():
    kernels = Kernels()
    admission = Admission(100, kernels, Clock())
    admission.is_scarce = lambda: True

    places = [opened(admission, kernels, session) for session in ("ana", "bea", "cleo")]

    assert places == [None, None, 1]


def test_how_long_she_waited_is_told():
    kernels, clock, told = Kernels(used=1), Clock(), []
    admission = Admission(1, kernels, clock)
    admission.waited = told.append
    admission.ask("ana")
    kernels.used, clock.time = 0, 3

    assert admission.ask("ana") is None
    assert told == [3]


def test_a_service_that_stops_gives_no_places():
    admission = Admission(5, Kernels(), Clock())
    admission.is_closed = True

    assert admission.ask("ana") == 0
    assert ask_again_after(0) > ask_again_after(1)


def test_a_small_server_bears_a_hundred_pages():
    assert default_limit(4_000_000_000) == 100
    assert default_limit(0) == 2
