import pytest

from lessons.learner import Learner, MemoryRecords, visit_of
from lessons.lesson import read_lesson
from widgets.form.widget import FormScreen, empty_form

LESSON = read_lesson("first_contact")


@pytest.fixture
def records():
    return MemoryRecords()


@pytest.fixture
def screen(records):
    visit = visit_of(LESSON, Learner("rose-1", "en", records), empty_form(LESSON.fields))
    screen = FormScreen(visit, LESSON.text("en"), LESSON.fields)
    screen.sent = []
    screen.send = lambda content, buffers=None: screen.sent.append(content)
    return screen


def put(screen, name, value, base=""):
    changes = [{"path": [name], "value": value, "base": base}]
    screen._receive(screen, {"kind": "change", "seq": 1, "changes": changes}, [])


def test_the_questions_come_from_the_lessons_data(screen):
    assert [field["name"] for field in screen.fields] == ["email", "subject", "message"]
    assert screen.document == {"email": "", "subject": "", "message": ""}


def test_an_answer_is_kept(screen, records):
    put(screen, "email", "amina@example.org")

    assert records.load("first_contact").document == {
        "email": "amina@example.org",
        "subject": "",
        "message": "",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("street", "Via Roma 12"), ("message", {"id": "x"})],
)
def test_only_answers_to_its_own_questions_are_kept(screen, records, name, value):
    put(screen, name, value, base=screen.document.get(name))

    assert records.load("first_contact") is None
    assert screen.sent[-1]["refusals"] == [
        {"path": [name], "reason": "other", "stored": screen.document.get(name)}
    ]


@pytest.mark.parametrize(("name", "length"), [("email", 120), ("message", 2000)])
def test_a_text_that_is_too_long_is_not_cut_but_refused(screen, records, name, length):
    put(screen, name, "a" * length)
    put(screen, name, "a" * (length + 1), base="a" * length)

    assert screen.sent[-1]["refusals"] == [{"path": [name], "reason": "too_long", "stored": "a" * length}]
    assert records.load("first_contact").document[name] == "a" * length


@pytest.mark.parametrize(
    ("message", "kept", "reason"),
    [
        ("I can come. I live in Via Roma 5, Palermo", "I can come. I live in , Palermo", "address"),
        ("My passport number is YA1234567, thank you", "My , thank you", "document"),
        ("IBAN DE89 3704 0044 0532 0130 00", "IBAN", "bank"),
    ],
)
def test_what_is_too_private_for_an_employer_is_not_kept(screen, records, message, kept, reason):
    put(screen, "message", message)

    assert records.load("first_contact").document["message"] == kept
    assert [each["reason"] for each in screen.sent[-1]["refusals"]] == [reason]


def test_every_question_has_words(screen):
    text = LESSON.text("en")

    assert [f["name"] for f in LESSON.fields if f"{f['step']}.{f['name']}.label" not in text] == []
    assert [step for step in LESSON.steps if f"{step}.title" not in text] == []
