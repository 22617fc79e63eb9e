import base64
import json
import os

import pytest

from grading.store import Store
from lessons.learner import MemoryRecords
from lessons.lesson import HERE, lessons, read_lesson
from lessons.opening import keep, learner_of, open_lesson, this_learner


@pytest.fixture
def store(tmp_path):
    with Store.create(f"sqlite:///{tmp_path / 'store.sqlite'}", tmp_path / "keys") as store:
        yield store


@pytest.fixture(autouse=True)
def environment_as_before():
    """What a page's kernel is told stays in its environment; other tests start processes from this one."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def environment_for(store, tmp_path, code):
    return {
        "ONWARD_STORE": f"sqlite:///{tmp_path / 'store.sqlite'}",
        "ONWARD_LEARNER": code,
        "ONWARD_LEARNER_KEY": base64.b64encode(store.data_key(code)).decode(),
        "ONWARD_LANGUAGE": "ar",
        "ONWARD_COUNTRY": "IT",
        "ONWARD_ASSETS": "1",
    }


def test_lessons_come_in_the_order_of_the_default_plan():
    assert list(lessons()) == [
        "write_a_cv",
        "first_contact",
        "find_vacancies",
        "warning_signs",
        "practise_interview",
    ]


@pytest.mark.parametrize("name", lessons())
def test_every_lesson_has_its_words_its_steps_and_a_page_of_one_cell(name):
    lesson = read_lesson(name)
    text = lesson.text("en")
    notebook = json.loads((HERE / name / "page.ipynb").read_text())

    missing = [step for step in lesson.steps if f"{step}.title" not in text]

    assert missing == []
    assert all(f"lesson.{key}" in text for key in ("title", "about"))
    assert ["".join(cell["source"]) for cell in notebook["cells"]] == [
        f'from lessons.opening import open_lesson\n\nopen_lesson("{name}")'
    ]
    assert [cell["outputs"] for cell in notebook["cells"]] == [[]]


@pytest.mark.parametrize("name", lessons())
def test_a_lesson_opens_without_a_store(name, monkeypatch):
    for variable in ("ONWARD_STORE", "ONWARD_ASSETS"):
        monkeypatch.delenv(variable, raising=False)

    screen = open_lesson(name)

    assert screen.lesson == name
    assert screen.text["language"] == "en"


def test_the_learners_key_and_the_stores_address_never_enter_the_environment(store, tmp_path, monkeypatch):
    store.add_learner("rose-1")
    identity = environment_for(store, tmp_path, "rose-1")
    for name in identity:
        monkeypatch.delenv(name, raising=False)

    keep(identity)
    before = dict(os.environ)
    learner = this_learner()

    assert {"ONWARD_LEARNER_KEY", "ONWARD_STORE"} & {*before, *os.environ} == set()
    assert before["ONWARD_LEARNER"] == "rose-1"
    assert (learner.code, learner.language, learner.country, learner.is_served) == (
        "rose-1",
        "ar",
        "IT",
        True,
    )
    with learner.records as records:
        assert records.load("cv") is None


def test_the_learners_key_is_taken_once(store, tmp_path, monkeypatch):
    store.add_learner("rose-1")
    identity = environment_for(store, tmp_path, "rose-1")
    for name in identity:
        monkeypatch.delenv(name, raising=False)
    keep(identity)
    this_learner().records.close()

    assert isinstance(this_learner().records, MemoryRecords)


def test_a_key_that_came_by_the_environment_leaves_it(store, tmp_path, monkeypatch):
    store.add_learner("rose-1")
    for name, value in environment_for(store, tmp_path, "rose-1").items():
        monkeypatch.setenv(name, value)

    learner = this_learner()
    learner.records.close()

    assert (learner.code, "ONWARD_LEARNER_KEY" in os.environ) == ("rose-1", False)


def test_without_a_store_nothing_is_kept():
    assert isinstance(learner_of({}).records, MemoryRecords)


def test_what_she_types_is_in_the_store_before_it_is_acknowledged(store, tmp_path, monkeypatch):
    store.add_learner("rose-1")
    for name, value in environment_for(store, tmp_path, "rose-1").items():
        monkeypatch.setenv(name, value)
    screen = open_lesson("write_a_cv")
    seen = []
    screen.send = lambda content, buffers=None: seen.append(store.records("rose-1").load("cv").document)

    change = {"path": ["basics", "name"], "value": "Amina", "base": ""}
    with screen._bookmark.records:
        screen._receive(screen, {"kind": "change", "seq": 1, "changes": [change]}, [])

    assert [document["basics"]["name"] for document in seen] == ["Amina"]
    assert seen[0]["settings"] == {"language": "it", "country": "IT", "design": "plain", "consent": False}
