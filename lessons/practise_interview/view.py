"""The interview lesson: her record "interview", begun from her CV."""

from dataclasses import dataclass

import ipywidgets as ipw

from lessons.learner import Learner, visit_of
from lessons.lesson import Lesson
from widgets.cv.choices import language_of_cv
from widgets.cv.model import Cv, Work
from widgets.interview.record import CHOSEN, empty_record
from widgets.interview.widget import InterviewScreen
from widgets.language import Text
from widgets.occupations.own.occupations import occupation_text, occupations


@dataclass(frozen=True)
class Applicant:
    """Who goes to the interview, as her CV says."""

    cv: Cv
    language: str

    def name(self) -> str:
        return self.cv.basics.name

    def work(self) -> list[str]:
        """What she did, in the language of the interview or as she wrote it; a line each."""
        return [line for each in self.cv.work if (line := self._named(each))]

    def _named(self, work: Work) -> str:
        is_known = not work.position and work.occupation in occupations()
        return occupation_text(work.occupation, self.language).feminine if is_known else work.position


def build(lesson: Lesson, text: Text, learner: Learner) -> ipw.Widget:
    record, chosen = learner.records.load("cv"), learner.records.load(CHOSEN)
    cv = Cv.from_document(record.document if record else {})
    country = cv.settings.country or learner.country
    language = cv.settings.language if cv.settings.country else language_of_cv(country, learner.language)
    return InterviewScreen(
        visit_of(lesson, learner, empty_record(cv.basics.occupation, language)),
        text,
        Applicant(cv, language),
        learner.country,
        chosen.document.get("ids", []) if chosen else [],
        is_served=learner.is_served,
    )
