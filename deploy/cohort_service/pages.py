"""The learner's pages that need no kernel."""

import asyncio
from typing import Any

from grading.cohort import Cohort
from grading.gradebook.criteria import texts_of
from grading.gradebook.places import Course
from grading.store import Store
from lessons.home.page import HERE, render
from lessons.learner import Learner
from widgets.language import Text, load_text

from .handlers import LearnerHandler


def learner_pages(cohort: Cohort, store: Store) -> list[tuple[Any, ...]]:
    """Addresses below the service's base, as `CohortService(pages=…)` takes them."""
    return [("home", HomeHandler, {"cohort": cohort, "store": store})]


class HomeHandler(LearnerHandler):
    """Her path: what is next, what is done, what her trainer wrote."""

    def initialize(self, cohort: Cohort, store: Store) -> None:
        self.cohort, self.store = cohort, store

    async def get(self) -> None:
        # The database may make it wait; the other pages must not.
        html = await asyncio.to_thread(render, self._learner(), self._exercise_text, self.frame.files.urls)
        self.render_page(html, load_text(HERE / "text", self.language)("home.title"))

    def _learner(self) -> Learner:
        return Learner(self.person, self.language, self.store.records(self.person), is_served=True)

    def _exercise_text(self, assignment: str) -> Text:
        return texts_of(Course(self.cohort.course), assignment, self.language)
