"""The trainer's pages about interview questions: writing some, choosing what a learner practises."""

from collections.abc import Mapping, Sequence

from widgets.interview.own import OwnQuestion
from widgets.interview.questions import general_questions, questions_for
from widgets.interview.showing import line
from widgets.language import by_name, cv_languages
from widgets.occupations.own.occupations import occupation_text, occupations

from .pages import render

SAID = ("saved", "removed", "too_many", "incomplete", "too_long", "failed")
LENGTHS = {"ask": 200, "good": 400}
"""Fields that are written, and how many characters each may have."""


def render_questions(
    questions: Mapping[str, OwnQuestion],
    learners: Mapping[str, int],
    typed: OwnQuestion,
    language: str,
    base_url: str,
    xsrf: str,
    said: str = "",
) -> str:
    """What the trainers wrote, a form for another, and how many each learner was given."""
    return render(
        "questions",
        language,
        questions=questions,
        learners=learners,
        typed=typed,
        languages=[(each.tag, each.name) for each in cv_languages()],
        lengths=LENGTHS,
        base_url=base_url,
        xsrf=xsrf,
        said=said if said in SAID else "",
    )


def render_question_choice(
    code: str,
    own: Mapping[str, OwnQuestion],
    chosen: Sequence[str],
    shown: str,
    language: str,
    base_url: str,
    xsrf: str,
    said: str = "",
) -> str:
    """Checkboxes; `shown` is the occupation whose questions stand there."""
    groups = {
        name: [line(each, language, language, own) for each in ids] for name, ids in offered(shown, own)
    }
    names = {each.id: occupation_text(each.id, language).feminine for each in occupations().values()}
    return render(
        "question_choice",
        language,
        code=code,
        groups=groups,
        chosen=set(chosen),
        shown=shown,
        occupations=by_name(names.items()),
        base_url=base_url,
        xsrf=xsrf,
        said=said if said in SAID else "",
    )


def offered(occupation: str, own: Mapping[str, OwnQuestion]) -> list[tuple[str, list[str]]]:
    """The questions on the page, by group."""
    groups = [
        ("own", list(own)),
        ("work", [each.id for each in questions_for(occupation)]),
        ("general", [each.id for each in general_questions()]),
    ]
    return [(name, ids) for name, ids in groups if ids]


def question_from(typed: Mapping[str, str], otherwise: str) -> OwnQuestion:
    """The form's fields; an unknown language becomes `otherwise`."""
    known = {each.tag for each in cv_languages()}
    language = typed.get("language", "")
    return OwnQuestion(
        language if language in known else otherwise,
        typed.get("ask", "").strip(),
        typed.get("good", "").strip(),
    )


def wrong_with(question: OwnQuestion) -> str:
    """Why it can't be kept, "incomplete" or "too_long"; empty where it can."""
    if len(question.ask) > LENGTHS["ask"] or len(question.good) > LENGTHS["good"]:
        return "too_long"
    return "" if question.ask else "incomplete"
