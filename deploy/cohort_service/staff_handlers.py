"""The trainer's pages: addresses, forms and the way to the grading worker."""

import asyncio
from typing import Any

from tornado import web

from grading.caseload.document import shown
from grading.caseload.model import LessonSteps, SubmissionView
from grading.caseload.pages import LONGEST_COMMENT, MODULES, SAID, render_learners, render_submission, texts
from grading.caseload.reading import Caseload
from grading.cohort import Cohort
from grading.gradebook.criteria import texts_of
from grading.gradebook.places import NAME, Course
from grading.store import Store
from grading.worker.asking import Refused, WorkerUnavailable, ask
from lessons.lesson import lessons

from .handlers import StaffHandler

ONE = f"({NAME.pattern})"


def staff_handlers(cohort: Cohort, store: Store) -> list[tuple[Any, ...]]:
    """Addresses below the service's base, as `CohortService(pages=…)` takes them."""
    place = {"cohort": cohort, "store": store}
    return [
        (r"staff/?", LearnersHandler, place),
        (rf"staff/learners/{ONE}/{ONE}", SubmissionHandler, place),
    ]


class CaseloadHandler(StaffHandler):
    """A page about the cohort's learners."""

    def initialize(self, cohort: Cohort, store: Store) -> None:
        self.cohort, self.store = cohort, store
        self.caseload = Caseload(cohort, store)

    def show(self, main_html: str, title: str) -> None:
        self.render_page(main_html, title, MODULES)


class LearnersHandler(CaseloadHandler):
    """Her learners at a glance."""

    def get(self) -> None:
        rows = self.caseload.learners(lesson_steps(self.language), self.language)
        html = render_learners(rows, self.language, self.base_url)
        self.show(html, texts(self.language)("learners.title"))


class SubmissionHandler(CaseloadHandler):
    """One learner's hand-in: read, give points, comment, release."""

    def get(self, learner: str, assignment: str) -> None:
        view = self._view(learner, assignment, self.get_query_argument("handed_in", ""))
        self._show(view, said=self.get_query_argument("said", ""))

    async def post(self, learner: str, assignment: str) -> None:
        """Saves and comes back to the page; what could not be saved stays in the form."""
        view = self._view(learner, assignment, "")
        said = await self._save(view)
        if said in ("saved", "released"):
            self.redirect(f"{self.request.path}?said={said}", status=303)
            return
        self.set_status(409)
        self._show(self._view(learner, assignment, ""), said, self._typed())

    def _view(self, learner: str, assignment: str, handed_in: str) -> SubmissionView:
        view = self.caseload.submission(learner, assignment, handed_in, self.language)
        if view is None:
            raise web.HTTPError(404)
        return view

    def _show(self, view: SubmissionView, said: str = "", typed: dict[str, str] | None = None) -> None:
        text = texts_of(Course(self.cohort.course), view.work.assignment, self.language)
        html = render_submission(
            view,
            shown(view.document, text),
            self.language,
            self.base_url,
            self.form_token,
            said,
            typed,
        )
        title = texts(self.language)("submission.title", code=view.learner, title=view.work.title)
        self.show(html, title)

    async def _save(self, view: SubmissionView) -> str:
        """What to say: "saved", "released" or the reason why not."""
        if self.get_body_argument("handed_in", "") != view.work.handed_in.id:
            return "read_newer"
        try:
            for cell, points, comment in self._marks(view):
                await self._ask(view, "grade", cell=cell, points=points, comment=comment)
            if self.get_body_argument("action", "") == "release":
                await self._ask(view, "release")
                return "released"
        except Refused as refused:
            return refused.code if refused.code in SAID else "failed"
        except (WorkerUnavailable, ValueError):
            return "failed"
        return "saved"

    def _marks(self, view: SubmissionView) -> list[tuple[str, float, str | None]]:
        """What the form says for each criterion that a trainer judges; ValueError for what is no number."""
        judged = [row.criterion.name for row in view.rows if row.criterion.is_manual]
        typed = self._typed()
        return [
            (name, float(typed[f"points.{name}"].replace(",", ".")), typed.get(f"comment.{name}"))
            for name in judged
            if f"points.{name}" in typed
        ]

    def _typed(self) -> dict[str, str]:
        names = [name for name in self.request.body_arguments if name.startswith(("points.", "comment."))]
        return {name: self.get_body_argument(name)[:LONGEST_COMMENT] for name in names}

    async def _ask(self, view: SubmissionView, request: str, **details: Any) -> None:
        item = view.work.handed_in
        where: dict[str, Any] = {"learner": item.learner, "assignment": item.assignment, "handed_in": item.id}
        await asyncio.to_thread(ask, self.cohort.worker_socket, request, **where, **details)


def lesson_steps(language: str) -> list[LessonSteps]:
    return [
        LessonSteps(lesson.name, lesson.text(language)("lesson.title"), lesson.steps)
        for lesson in lessons().values()
    ]
