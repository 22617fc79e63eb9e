"""The trainer's pages about interview questions: addresses and forms."""

from collections.abc import Sequence
from typing import Any

from tornado import web

from grading.caseload.pages import MODULES, texts
from grading.caseload.question_pages import (
    offered,
    question_from,
    render_question_choice,
    render_questions,
    wrong_with,
)
from grading.cohort import Cohort
from grading.gradebook.places import NAME
from grading.store import StaleRecord, Store
from widgets.cv.choices import language_of_cv
from widgets.interview.own import OwnQuestion, question_shelf
from widgets.interview.record import CHOSEN
from widgets.occupations.own.occupations import occupations
from widgets.own_material import TooMany, new_id

from .choosing import choose_for, chosen_for
from .handlers import StaffHandler

MOST_CHOSEN = 40


def question_handlers(cohort: Cohort, store: Store) -> list[tuple[Any, ...]]:
    """Addresses below the service's base, as `CohortService(pages=…)` takes them."""
    place = {"cohort": cohort, "store": store}
    return [
        (r"staff/questions/?", QuestionsHandler, place),
        (rf"staff/learners/({NAME.pattern})/questions/choose", ChoiceHandler, place),
    ]


class OwnQuestionsHandler(StaffHandler):
    """A page about the cohort's own questions."""

    def initialize(self, cohort: Cohort, store: Store) -> None:
        self.cohort, self.store = cohort, store
        self.shelf = question_shelf(cohort.questions)

    def show(self, main_html: str, title: str) -> None:
        self.render_page(main_html, title, MODULES)

    @property
    def said(self) -> str:
        return self.get_query_argument("said", "")

    def empty(self) -> OwnQuestion:
        return OwnQuestion(language_of_cv(self.cohort.country, self.language), "")


class QuestionsHandler(OwnQuestionsHandler):
    """What the trainers wrote; one more, or one less."""

    def get(self) -> None:
        self._show(self.empty(), self.said)

    def post(self) -> None:
        """Comes back to the page; what could not be saved stays in the form."""
        typed = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        if typed.get("action") == "remove":
            self.shelf.remove(typed.get("id", ""))
            self.redirect(f"{self.base_url}staff/questions?said=removed", status=303)
            return
        question = question_from(typed, self.empty().language)
        said = wrong_with(question) or self._keep(question)
        if said:
            self.set_status(409)
            self._show(question, said)

    def _keep(self, question: OwnQuestion) -> str:
        """Saves and leads back; else why not."""
        try:
            self.shelf.put(new_id(), question)
        except TooMany:
            return "too_many"
        except (OSError, ValueError):
            return "failed"
        self.redirect(f"{self.base_url}staff/questions?said=saved", status=303)
        return ""

    def _show(self, typed: OwnQuestion, said: str) -> None:
        learners = {code: len(chosen_for(self.store, code, CHOSEN)) for code in self.store.learners()}
        html = render_questions(
            self.shelf.all(), learners, typed, self.language, self.base_url, self.form_token, said
        )
        self.show(html, texts(self.language)("questions.title"))


class ChoiceHandler(OwnQuestionsHandler):
    """Which questions one learner practises."""

    def get(self, code: str) -> None:
        self._known(code)
        self._show(code, chosen_for(self.store, code, CHOSEN), self.said)

    def post(self, code: str) -> None:
        """Those of other work than the one shown stay chosen."""
        self._known(code)
        ticked = self.get_body_arguments("question")
        here = {each for _, ids in offered(self._shown(), self.shelf.all()) for each in ids}
        kept = [each for each in chosen_for(self.store, code, CHOSEN) if each not in here]
        chosen = [*kept, *(each for each in ticked if each in here)][:MOST_CHOSEN]
        try:
            choose_for(self.store, code, CHOSEN, chosen)
        except StaleRecord:
            self.set_status(409)
            self._show(code, chosen, "failed")
            return
        self.redirect(f"{self.request.path}?shown={self._shown()}&said=saved", status=303)

    def _known(self, code: str) -> None:
        if code not in self.store.learners():
            raise web.HTTPError(404)

    def _shown(self) -> str:
        wanted = self.get_query_argument("shown", "")
        return wanted if wanted in occupations() else next(iter(occupations()))

    def _show(self, code: str, chosen: Sequence[str], said: str) -> None:
        html = render_question_choice(
            code,
            self.shelf.all(),
            chosen,
            self._shown(),
            self.language,
            self.base_url,
            self.form_token,
            said,
        )
        self.show(html, texts(self.language)("choose_questions.title", code=code))
