import json

import pytest
from typer.testing import CliRunner

from deploy.cli.cv import app
from widgets.cv.model import Cv
from widgets.cv.word import write_docx
from widgets.documents import find_office, read_document

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed")

OURS = {
    "schema": 1,
    "settings": {"language": "en", "country": "IT", "design": "plain", "consent": False},
    "basics": {"name": "Amina Haddad", "occupation": "cleaner", "town": "Palermo"},
    "work": [{"id": "w1", "occupation": "cleaner", "start": "2019", "phrases": ["cleaner.rooms"]}],
}
RESUME = {"basics": {"name": "Amina Haddad", "email": "amina@example.org"}, "work": [{"position": "Cook"}]}


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ours.json").write_text(json.dumps(OURS), "utf-8")
    (tmp_path / "resume.json").write_text(json.dumps(RESUME), "utf-8")
    (tmp_path / "other.docx").write_text("not a document")
    (tmp_path / "list.json").write_text("[1]")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "CV.docx").write_bytes(write_docx(Cv.from_document(OURS)))
    return tmp_path


def texts(file, style):
    return [each.text for each in read_document(file.read_bytes()).paragraphs if each.style == style]


def test_a_document_of_ours_becomes_a_word_file_in_italian(folder):
    target = folder / "out.docx"

    done = run("export", folder / "ours.json", target, "--language", "it", "--design", "photo")

    assert (done.exit_code, done.stdout) == (0, f"Written: {target}\n")
    assert texts(target, "Heading 1") == ["Esperienza lavorativa"]
    assert texts(target, "CV Photo") == ["Foto"]


def test_a_json_resume_becomes_a_word_file(folder):
    done = run("export", folder / "resume.json", folder / "out.docx", "--language", "el")

    assert done.exit_code == 0
    assert texts(folder / "out.docx", "Title") == ["Amina Haddad"]
    assert texts(folder / "out.docx", "Heading 2") == ["Cook"]


def test_a_word_file_of_ours_becomes_json_resume(folder):
    done = run("export", folder / "CV.docx", folder / "out.json")

    assert done.exit_code == 0
    assert json.loads((folder / "out.json").read_text("utf-8"))["basics"]["name"] == "Amina Haddad"


@needs_office
def test_a_document_of_ours_becomes_a_pdf(folder):
    done = run("export", folder / "ours.json", folder / "out.pdf")

    assert done.exit_code == 0
    assert (folder / "out.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["none.json", "out.docx"], "There is no file"),
        (["ours.json", "out.odt"], "must end in one of: .docx, .pdf, .json"),
        (["ours.txt", "out.docx"], "must end in one of: .json, .docx"),
        (["list.json", "out.docx"], "holds no CV"),
        (["broken.json", "out.docx"], "is not a JSON document"),
        (["ours.json", "nowhere/out.docx"], "can't be written"),
        (["other.docx", "out.json"], "This is not a Word document"),
    ],
)
def test_what_goes_wrong_is_said_in_plain_words(folder, arguments, sentence):
    done = run("export", *(folder / each for each in arguments))

    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stdout == ""


def test_an_unknown_language_names_the_known_ones(folder):
    done = run("export", folder / "ours.json", folder / "out.docx", "--language", "xx")

    assert done.exit_code == 2
    assert "Choose one of: en, it, es, fr, ro, el, bg, de" in done.stderr


def test_our_own_file_has_nothing_to_change(folder):
    done = run("check", folder / "CV.docx")

    assert (done.exit_code, done.stdout) == (0, "The check found nothing to change.\n")


def strangers_file(folder):
    document = Cv.from_document(
        {**OURS, "references": [{"id": "r", "text": "Via Garibaldi 12, 90100 Palermo"}]}
    )
    file = folder / "address.docx"
    file.write_bytes(write_docx(document))
    return file


def test_what_to_change_is_said_in_the_language_asked_for(folder):
    done = run("check", strangers_file(folder), "--language", "it")

    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "Il controllo ha trovato 1 cosa da cambiare.",
        "- C'è un indirizzo di casa. Scrivi solo la città.",
    ]


def test_what_to_change_is_told_to_programs(folder):
    done = run("check", strangers_file(folder), "--json")

    assert done.exit_code == 1
    assert json.loads(done.stdout) == {
        "remarks": [
            {
                "code": "private.address",
                "text": "There is a home address. Write only the town.",
                "values": {},
            }
        ]
    }


def test_a_file_that_is_not_opened_has_its_own_exit_code(folder):
    done = run("check", folder / "other.docx")

    assert (done.exit_code, done.stdout) == (2, "This is not a Word document (.docx).\n")


@pytest.mark.parametrize("command", ["export", "check"])
def test_help_shows_examples(command):
    done = run(command, "--help")

    assert done.exit_code == 0
    assert f"onward cv {command} " in done.stdout
