"""What a learner has done and what comes next, derived from her records."""

from .path import LessonOutline, LessonState, Records, State, next_lesson, path, progress

__all__ = ["LessonOutline", "LessonState", "Records", "State", "next_lesson", "path", "progress"]
