import io
import json
import zipfile

import pytest

from lessons.learner import Learner, MemoryRecords, visit_of
from lessons.lesson import read_lesson
from widgets.cv.widget import CvEditor, new_cv
from widgets.documents import read_document

LESSON = read_lesson("write_a_cv")


@pytest.fixture
def records():
    return MemoryRecords()


@pytest.fixture
def editor(records):
    """The editor of an Arabic page, for a CV in Italian."""
    visit = visit_of(LESSON, Learner("rose-1", "ar", records), new_cv("IT", "ar"))
    editor = CvEditor(visit, LESSON.text("ar"))
    editor.sent = []
    editor.send = lambda content, buffers=None: editor.sent.append((content, buffers))
    return editor


def ask(editor, **message):
    editor._receive(editor, message, [])
    return editor.sent[-1]


def change(editor, path, value, base=""):
    return ask(editor, kind="change", seq=1, changes=[{"path": path, "value": value, "base": base}])[0]


def stored(records):
    return records.load("cv").document


def test_a_new_cv_is_in_the_language_of_the_country(editor):
    assert editor.document["settings"] == {
        "language": "it",
        "country": "IT",
        "design": "plain",
        "consent": False,
    }


def test_an_answer_is_saved(editor, records):
    answer = change(editor, ["basics", "name"], "Amina Haddad")

    assert answer == {"kind": "saved", "seq": 1, "revision": 1}
    assert stored(records)["basics"]["name"] == "Amina Haddad"


def test_an_entry_is_added_changed_and_removed(editor, records):
    entry = {**dict.fromkeys(("position", "employer"), ""), "id": "abcd1234", "kind": "paid"}

    change(editor, ["work", "abcd1234"], entry, None)
    change(editor, ["work", "abcd1234", "position"], "Cook")
    change(editor, ["work", "abcd1234", "start"], "2019-05")
    assert [(work["position"], work["start"]) for work in stored(records)["work"]] == [("Cook", "2019-05")]

    change(editor, ["work", "abcd1234"], None, stored(records)["work"][0])
    assert stored(records)["work"] == []


def test_a_key_of_a_home_address_never_reaches_the_store(editor, records):
    change(editor, ["basics", "address"], "Via Roma 12", None)
    change(editor, ["basics", "name"], "Amina")

    assert "Via Roma" not in str(stored(records))


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (["basics", "town"], "Via Roma 12", "address"),
        (["basics", "summary"], "IT60 X054 2811 1010 0000 0123 456", "bank"),
    ],
)
def test_what_harms_her_is_refused_and_explained(editor, records, path, value, reason):
    answer = change(editor, path, value)

    assert (answer["kind"], answer["refusals"]) == (
        "refused",
        [{"path": path, "reason": reason, "stored": ""}],
    )
    assert records.load("cv") is None
    assert f"refused.{reason}" in editor.text["phrases"]


def test_the_words_around_an_address_are_kept(editor, records):
    change(editor, ["wishes", "text"], "I live in Via Roma 12, 00184 Roma. I can work at night.")

    kept = stored(records)["wishes"]["text"]
    assert "Via Roma" not in kept
    assert "I can work at night." in kept


def test_an_entry_is_kept_without_an_address(editor, records):
    entry = {"id": "abcd1234", "kind": "paid", "employer": "Bar Sole, via Roma 12", "position": "Cook"}

    answer = change(editor, ["work", "abcd1234"], entry, None)

    assert [refusal["reason"] for refusal in answer["refusals"]] == ["address"]
    (kept,) = records.load("cv").document["work"]
    assert (kept["employer"], kept["position"]) == ("Bar Sole", "Cook")
    assert answer["refusals"][0]["stored"]["employer"] == "Bar Sole"


def test_phrases_follow_the_occupation_and_the_cvs_language(editor):
    answer, _ = ask(editor, kind="phrases", occupation="cleaner")

    assert {phrase["language"] for phrase in answer["tasks"] + answer["everyday"]} == {"it"}


@pytest.mark.parametrize("occupation", ["", "../en", "no_such_job", None, 7])
def test_an_unknown_occupation_offers_everyday_phrases(editor, occupation):
    answer, _ = ask(editor, kind="phrases", occupation=occupation)

    assert (answer["kind"], answer["tasks"], len(answer["everyday"]) > 5) == ("phrases", [], True)


def test_the_preview_is_in_the_cvs_language_and_marks_other_words(editor):
    change(editor, ["basics", "name"], "Amina Haddad")
    change(editor, ["basics", "summary"], "I am a careful cook and I like to work in a team.")

    answer, _ = ask(editor, kind="preview")

    assert (answer["language"], answer["direction"]) == ("it", "ltr")
    assert [(block["kind"], block["is_foreign"]) for block in answer["blocks"]] == [
        ("name", False),
        ("heading", False),
        ("text", True),
    ]


def test_the_word_file_has_a_name_that_says_nothing(editor):
    change(editor, ["basics", "name"], "Amina Haddad")

    answer, (content,) = ask(editor, kind="download", format="docx")

    assert (answer["kind"], answer["name"]) == ("file", "CV.docx")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert "Amina Haddad" in str(read_document(content))


def bring(editor, content):
    editor._receive(editor, {"kind": "import"}, [memoryview(content)])
    return editor.sent[-1][0]


@pytest.mark.parametrize("format_", ["docx", "json"])
def test_a_cv_that_was_made_here_is_brought_back(editor, records, format_):
    change(editor, ["basics", "name"], "Amina Haddad")
    _, (content,) = ask(editor, kind="download", format=format_)
    change(editor, ["basics", "name"], "", "Amina Haddad")

    answer = bring(editor, content)

    assert (answer["kind"], answer["result"]) == ("imported", "done")
    assert answer["document"] == stored(records)
    assert stored(records)["basics"]["name"] == "Amina Haddad"
    assert stored(records)["settings"] == {
        "language": "it",
        "country": "IT",
        "design": "plain",
        "consent": False,
    }


def test_a_resume_from_elsewhere_comes_without_its_address(editor, records):
    resume = {"basics": {"name": "Amina", "location": {"address": "Via Roma 12", "city": "Roma"}}}

    answer = bring(editor, json.dumps(resume).encode())

    assert answer["result"] == "left_out"
    assert stored(records)["basics"]["town"] == "Roma"
    assert "Via Roma" not in str(stored(records))


@pytest.mark.parametrize("content", [b"", b"PK not a zip", b"[1, 2]", b"{}", b"\xff\xfe", b"%PDF-1.7"])
def test_a_file_that_is_no_cv_changes_nothing(editor, records, content):
    change(editor, ["basics", "name"], "Amina Haddad")

    answer = bring(editor, content)

    assert answer == {"kind": "imported", "result": "unknown"}
    assert stored(records)["basics"]["name"] == "Amina Haddad"


def test_advice_follows_what_she_writes(editor):
    before = {note["code"] for note in editor.advice}
    change(editor, ["basics", "phone"], "333 123 4567")

    (note,) = [note for note in editor.advice if note["code"] == "phone_country"]

    assert "contact_missing" in before
    assert note == {"code": "phone_country", "path": ["basics", "phone"], "offer": "+39 333 123 4567"}
    assert "advice.phone_country" in editor.text["phrases"]


def test_an_unknown_format_is_told_as_failed(editor):
    answer, _ = ask(editor, kind="download", format="exe")

    assert (answer["kind"], answer["reason"]) == ("unsaved", "failed")


def test_choices_say_which_files_can_be_made(editor):
    answer, _ = ask(editor, kind="choices")

    assert answer["formats"][0] == "docx"
    assert ("it", "Italiano") in answer["cv_languages"]


def test_every_step_has_a_module_and_words(editor):
    text = LESSON.text("en")

    assert [step for step in editor.steps if f"{step}.title" not in text] == []
    assert "onward/cv/steps/who" in editor._esm
