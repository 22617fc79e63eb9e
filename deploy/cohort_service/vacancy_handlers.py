"""The trainer's pages about vacancies: addresses and forms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tornado import web

from grading.caseload.pages import MODULES, texts
from grading.caseload.vacancy_pages import (
    Choice,
    marks_from,
    render_choice,
    render_form,
    render_list,
    render_preview,
    values_from,
    wrong_with,
)
from grading.cohort import Cohort
from grading.gradebook.places import NAME
from grading.store import StaleRecord, Store
from widgets.cv.choices import language_of_cv
from widgets.vacancies.board import practice_postings, practice_signs
from widgets.vacancies.model import Posting
from widgets.vacancies.own import OwnPosting, OwnPostings, TooMany
from widgets.vacancies.record import CHOSEN
from widgets.vacancies.warning_signs import Finding, known_languages

from .choosing import choose_for, chosen_for
from .handlers import StaffHandler

ONE = f"({NAME.pattern})"
OWN = "(own-[0-9a-f]{8})"
MOST_CHOSEN = 20


def vacancy_handlers(cohort: Cohort, store: Store) -> list[tuple[Any, ...]]:
    """Addresses below the service's base, as `CohortService(pages=…)` takes them."""
    place = {"cohort": cohort, "store": store}
    return [
        (r"staff/vacancies/?", ListHandler, place),
        (r"staff/vacancies/(new)", VacancyHandler, place),
        (rf"staff/vacancies/{OWN}", VacancyHandler, place),
        (rf"staff/vacancies/{OWN}/preview", PreviewHandler, place),
        (rf"staff/learners/{ONE}/vacancies/choose", ChoiceHandler, place),
    ]


class VacanciesHandler(StaffHandler):
    """A page about the cohort's own vacancies."""

    def initialize(self, cohort: Cohort, store: Store) -> None:
        self.cohort, self.store = cohort, store
        self.own = OwnPostings(cohort.vacancies)

    def show(self, main_html: str, title: str) -> None:
        self.render_page(main_html, title, MODULES)

    def one(self, posting_id: str) -> OwnPosting:
        found = self.own.all().get(posting_id)
        if found is None:
            raise web.HTTPError(404)
        return found

    @property
    def said(self) -> str:
        return self.get_query_argument("said", "")


class ListHandler(VacanciesHandler):
    """What the trainers wrote, and what each learner was given."""

    def get(self) -> None:
        learners = {code: len(chosen_for(self.store, code, CHOSEN)) for code in self.store.learners()}
        html = render_list(list(self.own.all().values()), learners, self.language, self.base_url, self.said)
        self.show(html, texts(self.language)("vacancies.title"))


class VacancyHandler(VacanciesHandler):
    """One vacancy: written, marked, removed."""

    def get(self, posting_id: str) -> None:
        self._show(self._before(posting_id), self.said)

    def post(self, posting_id: str) -> None:
        """Comes back to the page; what could not be saved stays in the form."""
        before = self._before(posting_id)
        typed = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        if typed.get("action") == "remove":
            self.own.remove(posting_id)
            self.redirect(f"{self.base_url}staff/vacancies?said=removed", status=303)
            return
        if typed.get("action") == "signs":
            chosen = {
                name.removeprefix("sign."): sign for name, sign in typed.items() if name.startswith("sign.")
            }
            after = replace(before, marks=marks_from(chosen, before.posting.text, before.marks))
            said = ""
        else:
            values = values_from(typed)
            after = replace(before, posting=replace(before.posting, **values))
            said = wrong_with(values)
        said = said or self._keep(after)
        if said:
            self.set_status(409)
            self._show(after, said)

    def _keep(self, after: OwnPosting) -> str:
        """Saves and leads back; else why not."""
        try:
            kept = self.own.save(after)
        except TooMany:
            return "too_many"
        except (OSError, ValueError):
            return "failed"
        self.redirect(f"{self.base_url}staff/vacancies/{kept.posting.id}?said=saved", status=303)
        return ""

    def _before(self, posting_id: str) -> OwnPosting:
        return self._new() if posting_id == "new" else self.one(posting_id)

    def _new(self) -> OwnPosting:
        language = language_of_cv(self.cohort.country, self.language)
        return OwnPosting(
            Posting(id="", title="", language=language, posted=today(), text="", source="trainer")
        )

    def _show(self, own: OwnPosting, said: str) -> None:
        found = find(own.posting) if own.posting.id else []
        html = render_form(own, found, self.language, self.base_url, self.form_token, said)
        self.show(html, texts(self.language)("vacancy.title" if own.posting.id else "vacancy.new_title"))


class PreviewHandler(VacanciesHandler):
    """A vacancy as a learner sees it."""

    def get(self, posting_id: str) -> None:
        html = render_preview(self.one(posting_id), self.language, self.base_url)
        self.show(html, texts(self.language)("vacancy.preview_title"))


class ChoiceHandler(VacanciesHandler):
    """Which vacancies one learner judges."""

    def get(self, code: str) -> None:
        self._known(code)
        self._show(code, chosen_for(self.store, code, CHOSEN), self.said)

    def post(self, code: str) -> None:
        """Those in other languages than the one shown stay chosen."""
        self._known(code)
        ticked = self.get_body_arguments("posting")
        offered = {each.posting.id for each in [*self._own([]), *self._practice([])]}
        kept = [each for each in chosen_for(self.store, code, CHOSEN) if each not in offered]
        chosen = [*kept, *(each for each in ticked if each in offered)][:MOST_CHOSEN]
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

    def _show(self, code: str, chosen: Sequence[str], said: str) -> None:
        html = render_choice(
            code,
            self._own(chosen),
            self._practice(chosen),
            self._shown(),
            self.language,
            self.base_url,
            self.form_token,
            said,
        )
        self.show(html, texts(self.language)("choose.title", code=code))

    def _shown(self) -> str:
        return self.get_query_argument("shown", "") or language_of_cv(self.cohort.country, self.language)

    def _own(self, chosen: Sequence[str]) -> list[Choice]:
        return [
            Choice(own.posting, len(own.kept_marks()), own.posting.id in chosen)
            for own in self.own.all().values()
        ]

    def _practice(self, chosen: Sequence[str]) -> list[Choice]:
        return [
            Choice(each, len(practice_signs(each.id)), each.id in chosen)
            for each in practice_postings()
            if each.language == self._shown()
        ]


def find(posting: Posting) -> list[Finding]:
    """What the helper finds, as a hint; nothing in a language that it can't read."""
    if posting.language not in known_languages():
        return []
    from widgets.vacancies.warning_signs import find_signs  # noqa: PLC0415 -- NumPy

    return find_signs(posting.text, posting.language, "ad")


def today() -> date:
    return date.today()
