"""JupyterLab and formgrader of a cohort, at a Hub with desks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running_hub import RunningHub, prepared_home, running_hub, wait_for

pytestmark = [pytest.mark.hub, pytest.mark.browser]


@pytest.fixture(scope="module")
def desk_hub(proxy_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    home = prepared_home(tmp_path_factory.mktemp("desks"), proxy_folder, desk=True)
    with running_hub(home) as hub:
        for cohort in ("oak", "elm"):
            wait_for(f"{hub.service(cohort + '-desk')}api", hub)
        yield hub


def test_a_trainer_edits_an_exercise_and_opens_formgrader(desk_hub: RunningHub, page: Page):
    desk_hub.sign_in_staff(page, "oak")

    page.goto(f"{desk_hub.service('oak-desk')}lab/tree/source/cv/cv.ipynb", timeout=60_000)
    expect(page.get_by_role("tab", name="cv.ipynb").first).to_be_visible(timeout=60_000)
    questions = page.get_by_text("Jupyter news").count()
    page.goto(f"{desk_hub.service('oak-desk')}formgrader")

    assert questions == 0
    expect(page.get_by_role("heading", name="Manage Assignments")).to_be_visible()


@pytest.mark.parametrize("path", ["formgrader?path=elsewhere", "formgrader/api/assignments?path=elsewhere"])
def test_formgrader_stays_within_the_course(desk_hub: RunningHub, page: Page, path: str):
    desk_hub.sign_in_staff(page, "oak")

    answer = page.goto(f"{desk_hub.service('oak-desk')}{path}")

    assert answer is not None
    assert answer.status == 403


@pytest.mark.parametrize(
    "path", ["api/terminals", "assignment_list", "course_list", "voila/render/source/cv/cv.ipynb"]
)
def test_a_desk_serves_nothing_else(desk_hub: RunningHub, page: Page, path: str):
    desk_hub.sign_in_staff(page, "oak")
    page.goto(f"{desk_hub.service('oak-desk')}api")

    answer = page.goto(f"{desk_hub.service('oak-desk')}{path}")

    assert answer is not None
    assert answer.status == 404


def test_a_desk_is_not_for_learners(desk_hub: RunningHub, page: Page):
    desk_hub.sign_in(page, *desk_hub.learners["oak"][0])

    answer = page.goto(f"{desk_hub.service('oak-desk')}lab")

    assert answer is not None
    assert answer.status == 403


def test_a_desk_is_not_for_another_cohorts_trainer(desk_hub: RunningHub, page: Page):
    desk_hub.sign_in_staff(page, "elm")

    answer = page.goto(f"{desk_hub.service('oak-desk')}lab")

    assert answer is not None
    assert answer.status == 403
