"""How much a page needs its kernel."""

import pytest

from deploy.cohort_service.open_pages import Care, OpenPages, Owner

ANA, BEA = Owner("ana", "1"), Owner("bea", "2")


class Clock:
    time = 0.0

    def __call__(self) -> float:
        return self.time


class Line:
    def hang_up(self, code: int) -> None: ...

    def shell(self) -> None: ...


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pages(clock: Clock) -> OpenPages:
    return OpenPages(Care(away=10, connecting=30, flicker=3, idle=600, sparing=120, hidden=15), clock)


def open_page(pages: OpenPages, kernel: str, owner: Owner = ANA) -> Line:
    pages.add(kernel, owner)
    pages.sent(kernel)
    line = Line()
    pages.connect(kernel, line)
    return line


def test_a_page_whose_line_broke_is_forsaken_after_some_seconds(pages, clock):
    line = open_page(pages, "a")
    clock.time = 100
    pages.disconnect("a", line)
    clock.time = 109
    before = pages.forsaken()
    clock.time = 111

    assert (before, pages.forsaken()) == ([], [("a", "away")])


def test_a_page_that_comes_back_is_not(pages, clock):
    pages.disconnect("a", open_page(pages, "a"))
    clock.time = 5
    pages.connect("a", Line())
    clock.time = 50

    assert pages.forsaken() == []


def test_a_page_that_never_connects_is_forsaken_only_after_a_slow_phone_could_have_read_it(pages, clock):
    pages.add("a", ANA)
    clock.time = 60  # the notebook took long
    pages.sent("a")
    clock.time = 89
    before = pages.forsaken()
    clock.time = 91

    assert (before, pages.forsaken()) == ([], [("a", "unconnected")])


def test_an_idle_page_is_forsaken_though_it_is_connected(pages, clock):
    open_page(pages, "a")
    open_page(pages, "b")
    clock.time = 500
    pages.touch("b")
    clock.time = 601

    assert pages.forsaken() == [("a", "idle")]


def test_a_page_that_is_being_opened_needs_its_kernel_however_long_that_takes(pages, clock):
    pages.add("a", ANA)
    clock.time = 10_000

    assert (pages.forsaken(), pages.sparable()) == ([], [])


def test_pages_away_are_spared_first_then_the_longest_untouched(pages, clock):
    for kernel in ("old", "older", "away", "typing"):
        open_page(pages, kernel)
    clock.time = 10
    pages.touch("old")
    clock.time = 128
    pages.disconnect("away", pages.lines_of("away")[0])
    clock.time = 135
    pages.touch("typing")

    assert pages.sparable() == ["away", "older", "old"]


def test_a_hidden_page_can_be_spared_soon_and_one_that_shows_again_can_not(pages, clock):
    open_page(pages, "a")
    pages.show("a", is_hidden=True)
    clock.time = 16
    hidden = pages.sparable()
    pages.show("a", is_hidden=False)

    assert (hidden, pages.sparable()) == (["a"], [])


def test_a_sign_of_life_of_a_session_counts_for_its_pages_only(pages, clock):
    open_page(pages, "a", ANA)
    open_page(pages, "b", BEA)
    clock.time = 100
    pages.touch_session("1")
    clock.time = 130

    assert pages.sparable() == ["b"]


def test_pages_are_counted_by_their_state(pages):
    pages.add("opening", ANA)
    open_page(pages, "connected")
    open_page(pages, "hidden")
    pages.show("hidden", is_hidden=True)
    pages.disconnect("away", open_page(pages, "away"))

    assert pages.states() == {"opening": 1, "connected": 1, "hidden": 1, "away": 1}
