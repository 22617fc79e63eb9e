"""The vacancy lesson: the board, and her record "vacancies"."""

from dataclasses import dataclass

import ipywidgets as ipw

from lessons.learner import Learner, Records, visit_of
from lessons.lesson import Lesson
from widgets.cv.choices import language_of_cv
from widgets.cv.model import Cv
from widgets.language import Text
from widgets.vacancies.board import open_board
from widgets.vacancies.record import CHOSEN, empty_record
from widgets.vacancies.widget import VacancyScreen


@dataclass(frozen=True)
class Writer:
    """Who writes an application, as her CV says."""

    records: Records

    def contact(self) -> list[str]:
        basics = self.cv().basics
        return (
            [each for each in (basics.name, basics.phone, basics.email, basics.town) if each]
            if basics.name
            else []
        )

    def cv(self) -> Cv:
        record = self.records.load("cv")
        return Cv.from_document(record.document if record else {})


def build(lesson: Lesson, text: Text, learner: Learner) -> ipw.Widget:
    writer = Writer(learner.records)
    visit = visit_of(lesson, learner, new_record(writer.cv(), learner))
    chosen = learner.records.load(CHOSEN)
    return VacancyScreen(
        visit,
        text,
        open_board(),
        writer,
        learner.country,
        chosen.document.get("ids", []) if chosen else [],
        is_served=learner.is_served,
    )


def new_record(cv: Cv, learner: Learner) -> dict[str, object]:
    """What she begins with: the work, town and hours of her CV."""
    country = cv.settings.country or learner.country
    language = cv.settings.language if cv.settings.country else language_of_cv(country, learner.language)
    wish = {"occupation": cv.basics.occupation, "place": cv.basics.town, "language": language}
    return empty_record(wish, learner.language)
