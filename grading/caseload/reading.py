"""What a trainer sees: states from the store, scores from the gradebook, progress from the records."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from grading.cohort import Cohort
from grading.gradebook.criteria import criteria_of, text_or_name, texts_of
from grading.gradebook.places import Course
from grading.gradebook.query import SubmissionGrade, criterion_grades, submission_grades
from grading.store import DamagedRecord, HandedIn, LearnerRecords, Store
from grading.store.model import Document

from .model import CaseloadRow, CriterionRow, LessonSteps, Progress, State, SubmissionView, Work

Grades = dict[tuple[str, str], SubmissionGrade]


class Caseload:
    """The learners of one cohort, read anew at each question."""

    def __init__(self, cohort: Cohort, store: Store) -> None:
        self._course, self._store = Course(cohort.course), store

    def learners(self, lessons: Sequence[LessonSteps], language: str) -> list[CaseloadRow]:
        """All learners by code."""
        grades = self._grades()
        handed_in = by_learner(self._store.handed_in())
        return [
            self._row(code, handed_in.get(code, []), grades, lessons, language)
            for code in self._store.learners()
        ]

    def submission(self, learner: str, assignment: str, shown: str, language: str) -> SubmissionView | None:
        """A hand-in by its id, the newest when `shown` is empty; None if there is none."""
        all_of_them = self._store.handed_in(learner, assignment)
        chosen = [item for item in all_of_them if shown in ("", item.id)]
        if not chosen or learner not in self._store.learners():
            return None
        return SubmissionView(
            learner,
            self._work(self._store.records(learner), all_of_them, self._grades(learner), language),
            chosen[0],
            all_of_them,
            self._store.snapshot(chosen[0].id),
            self._criteria(learner, assignment, language),
        )

    def _grades(self, learner: str = "") -> Grades:
        if not self._course.gradebook.exists():
            return {}
        found = submission_grades(self._course.gradebook_url, learner)
        return {(grade.learner, grade.assignment): grade for grade in found}

    def _row(
        self,
        code: str,
        items: list[HandedIn],
        grades: Grades,
        lessons: Sequence[LessonSteps],
        language: str,
    ) -> CaseloadRow:
        records = self._store.records(code)
        each = by_assignment(items).values()
        works = [self._work(records, of_one, grades, language) for of_one in each]
        return CaseloadRow(code, works, [progress_in(records, lesson) for lesson in lessons])

    def _work(self, records: LearnerRecords, items: list[HandedIn], grades: Grades, language: str) -> Work:
        """`items` are the hand-ins of one learner and assignment, newest first."""
        newest = items[0]
        grade = grades.get((newest.learner, newest.assignment)) if newest.state == "graded" else None
        return Work(
            newest.assignment,
            self._title(newest.assignment, language),
            newest,
            state_of(records, items, grade),
            grade.score - grade.late_penalty if grade else None,
            grade.max_score if grade else None,
            why_it_failed(records, newest) if newest.state == "failed" else "",
        )

    def _title(self, assignment: str, language: str) -> str:
        return text_or_name(texts_of(self._course, assignment, language), "title", assignment)

    def _criteria(self, learner: str, assignment: str, language: str) -> list[CriterionRow]:
        text = texts_of(self._course, assignment, language)
        found = []
        if self._course.gradebook.exists():
            found = criterion_grades(self._course.gradebook_url, learner, assignment)
        grades = {grade.name: grade for grade in found}
        return [
            CriterionRow(
                each,
                text_or_name(text, f"criteria.{each.name}.name", each.name),
                grades.get(each.name),
            )
            for each in criteria_of(self._course, assignment)
        ]


def state_of(records: LearnerRecords, items: list[HandedIn], grade: SubmissionGrade | None) -> State:
    """How far the newest of some hand-ins has come."""
    newest = items[0]
    if newest.state == "failed":
        return State.FAILED
    if newest.state != "graded" or grade is None:
        return State.SCORING
    if grade.needs_manual_grade:
        was_there_before = any(item.state != "replaced" for item in items[1:])
        return State.TO_READ_AGAIN if was_there_before else State.TO_READ
    return State.RELEASED if is_released(records, newest) else State.TO_RELEASE


def is_released(records: LearnerRecords, item: HandedIn) -> bool:
    feedback = readable_record(records, f"feedback/{item.assignment}")
    return feedback.get("handed_in_at") == item.at.isoformat()


def why_it_failed(records: LearnerRecords, item: HandedIn) -> str:
    failure = readable_record(records, f"failure/{item.assignment}")
    return str(failure["why"]) if failure.get("handed_in") == item.id else ""


def progress_in(records: LearnerRecords, lesson: LessonSteps) -> Progress:
    done = set(readable_record(records, f"progress/{lesson.name}").get("done", []))
    return Progress(lesson.title, len(done & set(lesson.steps)), len(lesson.steps))


def readable_record(records: LearnerRecords, kind: str) -> Document:
    """A record that is damaged counts as none: the list must still show the other learners."""
    try:
        record = records.load(kind)
    except DamagedRecord:
        record = None
    return record.document if record else {}


def by_learner(items: Iterable[HandedIn]) -> dict[str, list[HandedIn]]:
    ordered = sorted(items, key=lambda item: item.learner)
    return {code: list(group) for code, group in groupby(ordered, lambda item: item.learner)}


def by_assignment(items: Iterable[HandedIn]) -> dict[str, list[HandedIn]]:
    """Sorting keeps the newest first within each assignment."""
    ordered = sorted(items, key=lambda item: item.assignment)
    return {name: list(group) for name, group in groupby(ordered, lambda item: item.assignment)}
