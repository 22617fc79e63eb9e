"""Signing in at the real Hub, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.running_hub import RunningHub

pytestmark = [pytest.mark.hub, pytest.mark.browser]


def test_learner_signs_in_and_stands_on_her_cohorts_pages(hub: RunningHub, page: Page):
    hub.sign_in(page, *hub.learners["oak"][0])

    expect(page).to_have_url(f"{hub.service('oak')}home")
