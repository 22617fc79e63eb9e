"""The lesson about a first contact: a small form."""

import ipywidgets as ipw

from lessons.learner import Learner, visit_of
from lessons.lesson import Lesson
from widgets.form.widget import FormScreen, empty_form
from widgets.language import Text


def build(lesson: Lesson, text: Text, learner: Learner) -> ipw.Widget:
    visit = visit_of(lesson, learner, empty_form(lesson.fields))
    return FormScreen(visit, text, lesson.fields, is_served=learner.is_served)
