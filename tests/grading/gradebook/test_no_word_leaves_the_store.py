"""Learners' words stay in the encrypted store, whatever an exercise does with them and whatever they are."""

import html
import json
import re
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from grading.caseload.document import shown
from grading.caseload.pages import render_submission
from grading.caseload.reading import Caseload
from grading.gradebook.criteria import texts_of
from tests.graded_cohort import GradedCohort, contents, example

WORDS = [
    "Zyxwora",
    "Qubblefink",
    "Vrantelop",
    "Mokrastid",
    "Plindavos",
    "Gravushen",
    "Trospelik",
    "Yandrofex",
]
ARABIC = "زقطونة"


def filled_cv() -> dict[str, Any]:
    """A whole CV, each part of it with a word that stands nowhere else."""
    document = example("cv")
    document["basics"].update(
        name=f"Amina {WORDS[0]}",
        label=WORDS[1],
        email=f"{WORDS[2]}1990@example.org",
        town=WORDS[3],
        summary=f"I am {WORDS[4]} {ARABIC}",
    )
    document["work"][0].update(employer=WORDS[5], text=f"Cleaned {WORDS[6]}")
    document["education"][0]["school"] = WORDS[7]
    return document


def spellings(word: str) -> set[bytes]:
    """How a word may stand in a file: as it is, in JSON, in HTML; in UTF-8 or UTF-16."""
    forms = {word, json.dumps(word)[1:-1], html.escape(word), word.lower(), word.upper()}
    return {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le")}


def files_with(folder: Path, words: list[str]) -> list[tuple[str, str]]:
    files = contents(folder)
    assert len(files) > 20
    assert "./store.sqlite" in files
    return [
        (name, word)
        for name, content in files.items()
        for word in words
        if any(form in content for form in spellings(word))
    ]


def test_no_file_of_the_cohort_holds_a_word_of_a_filled_cv(graded: GradedCohort) -> None:
    words = [*WORDS, ARABIC]
    handed_in = [graded.hand_in("filled", "cv", each) for each in (filled_cv(), filled_cv())]
    for cell in ("cv_fit", "cv_clear"):
        graded.ask("grade", learner="filled", assignment="cv", cell=cell, points=3, comment="Good")
    graded.ask("release", learner="filled", assignment="cv")
    graded.nbgrader("autograde", "cv", "--student=filled", "--force")

    stored = json.dumps(graded.store.snapshot(handed_in[0].id), ensure_ascii=False)

    assert all(word in stored for word in words)
    assert files_with(graded.cohort.folder, words) == []


def test_an_exercise_that_repeats_her_words_leaves_none_of_them_either(graded: GradedCohort) -> None:
    document = {"name": "Wexlorina", "text": "Brastuvik", "more": ["Dolmerazh"]}
    handed_in = graded.hand_in("repeated", "careless", document)
    graded.ask("release", learner="repeated", assignment="careless")
    graded.nbgrader("autograde", "careless", "--student=repeated", "--force")

    outputs = outputs_in(graded.course.autograded("repeated", "careless") / "careless.ipynb")

    assert handed_in.state == "graded"
    assert [each["output_type"] for each in outputs] == [
        "execute_result", "error", "stream", "execute_result", "execute_result", "error", "error", "stream",
    ]  # fmt: skip
    assert files_with(graded.cohort.folder, ["Wexlorina", "Brastuvik", "Dolmerazh"]) == []


def outputs_in(notebook: Path) -> list[dict[str, Any]]:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", []) if output.get("name") != "stdout"]


def hostile_texts(mark: Path) -> list[str]:
    run = f"__import__('os').system('touch {mark}')"
    return [
        f"'''); {run} #",
        f'"""\n{run}\n"""',
        f"\\'\\\"; {run}",
        f"%%bash\ntouch {mark}",
        f"!touch {mark}",
        f"%run {mark}",
        f"$(touch {mark}) `touch {mark}`",
        f"{{{run}}} {{{{ {run} }}}} {{% raw %}}",
        "<script>alert('Hgqzw')</script>",
        "<img src=x onerror=alert('Hgqzw')>",
        "</textarea></form><form action=//hgqzw.example>",
        "[Hgqzw](javascript:alert(1)) ![Hgqzw](http://hgqzw.example/x.png)",
        "### BEGIN HIDDEN TESTS\n=== BEGIN MARK SCHEME ===",
        "null\x00byte\x1b[31m\x08",
        "\ud83d",
        "👩🏽‍🍳" * 50,
        "\u202eright to left\u200f\u2066",
        "Hgqzw " * 5_000,
    ]


def hostile_cv(texts: list[str]) -> dict[str, Any]:
    """These texts in every place in turn, and values of the wrong kind."""
    more = cycle(texts)

    def filled(*names: str) -> dict[str, Any]:
        return {name: next(more) for name in names}

    work = [filled("id", "kind", "position", "employer", "start", "text") for _ in texts]
    return {
        "settings": filled("language", "design"),
        "basics": filled("name", "label", "occupation", "email", "phone", "town", "summary"),
        "wishes": {"hours": next(more), "text": [next(more)]},
        "work": [*({**entry, "phrases": [next(more), 1]} for entry in work), next(more), None, 3],
        "education": [{"title": next(more), "school": {"nested": next(more)}}],
        "skills": [{"phrase": each} for each in texts] + [{"text": each} for each in texts],
        "languages": [filled("language", "name", "level"), {"language": {"a": 1}}],
        "certificates": next(more),
        next(more)[:100]: next(more),
    }


@pytest.mark.parametrize("number", range(3))
def test_hostile_words_become_neither_code_nor_markup(
    graded: GradedCohort, tmp_path: Path, number: int
) -> None:
    mark = tmp_path / "run"
    texts = hostile_texts(mark)[6 * number :][:6]
    learner = f"hostile-{number}"

    states = [
        graded.hand_in(learner, "cv", hostile_cv(texts)).state,
        graded.hand_in(
            learner, "first_contact", {"email": texts[0], "subject": texts, "message": "\n".join(texts)}
        ).state,
    ]

    assert len(texts) == 6
    assert states == ["graded", "graded"]
    assert not mark.exists()
    assert sum(graded.points(learner, "cv").values()) <= 24
    for assignment in ("cv", "first_contact"):
        assert tags_in(page_of(graded, learner, assignment)) <= KNOWN_TAGS


def test_hostile_words_stand_in_no_file(graded: GradedCohort) -> None:
    graded.hand_in("hostile-file", "cv", hostile_cv(["<b>Hgqzw</b>"]))

    assert files_with(graded.cohort.folder, ["Hgqzw", "hgqzw"]) == []


KNOWN_TAGS = {
    *("p", "a", "h1", "h2", "h3", "div", "section", "span", "mark", "ul", "li", "form", "input", "fieldset"),
    *("legend", "label", "textarea", "button"),
}


def page_of(graded: GradedCohort, learner: str, assignment: str) -> str:
    view = Caseload(graded.cohort, graded.store).submission(learner, assignment, "", "en")
    assert view
    blocks = shown(view.document, texts_of(graded.course, assignment, "en"))
    assert blocks
    return render_submission(view, blocks, "en", "/services/oak/", "token")


def tags_in(page: str) -> set[str]:
    assert "javascript:" not in re.sub(r">[^<]*<", "><", page)
    assert page.count("<form") == 1
    return set(re.findall(r"<\s*([a-zA-Z0-9]+)", page))


def test_a_comment_with_markup_stays_text_in_feedback(graded: GradedCohort) -> None:
    graded.hand_in("comment", "first_contact", example("first_contact"))
    where = {"learner": "comment", "assignment": "first_contact"}
    comment = "<script>alert(1)</script> <img src=//evil.example/x> [a](//evil.example) <b onclick=x()>y</b>"

    graded.ask("grade", **where, cell="contact_tone", points=3, comment=comment)
    graded.ask("release", **where)

    page = (graded.course.feedback(**where) / "first_contact.html").read_text("utf-8")
    active = re.findall(r'<(?:script|img|iframe)[^>]*>|<a[^>]+href="(?!#)[^>]*>|<b [a-z]', page)
    assert active == []
