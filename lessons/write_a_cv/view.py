"""The CV lesson: the editor on her record "cv"."""

import ipywidgets as ipw

from lessons.learner import Learner, visit_of
from lessons.lesson import Lesson
from widgets.cv.widget import CvEditor, new_cv
from widgets.language import Text


def build(lesson: Lesson, text: Text, learner: Learner) -> ipw.Widget:
    empty = new_cv(learner.country, learner.language)
    return CvEditor(visit_of(lesson, learner, empty), text, is_served=learner.is_served)
