"""The test on warning signs: on her record "warning_signs", with vacancies that she has not met."""

import ipywidgets as ipw

from lessons.learner import Learner, visit_of
from lessons.lesson import Lesson
from widgets.cv.choices import language_of_cv
from widgets.language import Text
from widgets.vacancies.board import open_board
from widgets.vacancies.practice import SignPractice, empty_practice


def build(lesson: Lesson, text: Text, learner: Learner) -> ipw.Widget:
    record = learner.records.load("vacancies")
    earlier = record.document if record else {}
    language = earlier.get("wish", {}).get("language") or language_of_cv(learner.country, learner.language)
    known = [each["id"] for name in ("judged", "saved") for each in earlier.get(name, [])]
    visit = visit_of(lesson, learner, empty_practice(language))
    return SignPractice(visit, text, open_board(), known, is_served=learner.is_served)
