"""`onward audio`: building, importing, the script for a speaker, and what is missing."""

import csv
import json
import shutil

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.audio import ROOTS
from widgets.aloud import Pack, script
from widgets.aloud.pack import is_opus

OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(11)
needs_programs = pytest.mark.skipif(
    not (shutil.which("espeak-ng") and shutil.which("opusenc")), reason="espeak-ng and opus-tools are missing"
)


@pytest.fixture
def onward(tmp_path):
    def run(*arguments):
        return CliRunner().invoke(app, ["audio", *arguments, "--home", str(tmp_path / "home")])

    return run


@pytest.fixture
def few_texts(monkeypatch, tmp_path):
    """Two sentences to read instead of thousands."""
    folder = tmp_path / "texts" / "walk" / "text"
    folder.mkdir(parents=True)
    for language, words in {"en": "Say no. You may leave.", "it": "Di' di no. Puoi andare via."}.items():
        (folder / f"{language}.toml").write_text(f'about = "{words}"', "utf-8")
    (folder / "ar.toml").write_text('about = "قولي لا."', "utf-8")
    monkeypatch.setattr("deploy.cli.audio.ROOTS", [tmp_path / "texts"])
    return folder


def pack(tmp_path, language="it"):
    return Pack(tmp_path / "home" / "audio" / language)


def from_people(tmp_path, *rows):
    folder = tmp_path / "studio"
    folder.mkdir(exist_ok=True)
    (folder / "a.opus").write_bytes(OPUS)
    (folder / "manifest.json").write_text(json.dumps({"recordings": rows}), "utf-8")
    return folder


def row(**more):
    return {
        "key": "walk/about#1",
        "file": "a.opus",
        "voice": "Ada",
        "recorded_by": "Ada Osei",
        "license": "CC-BY-4.0",
        **more,
    }


@needs_programs
def test_a_machine_speaks_what_nobody_has_recorded(onward, few_texts, tmp_path):
    first, again = onward("build", "--language", "it"), onward("build", "--language", "it")

    found = pack(tmp_path).recordings().values()
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "2 sentences spoken" in first.output
    assert "0 sentences spoken" in again.output
    assert all(is_opus((pack(tmp_path).folder / each.file).read_bytes()) for each in found)


@needs_programs
def test_building_keeps_people_and_takes_old_texts_away(onward, few_texts, tmp_path):
    onward("build", "--language", "it")
    onward("import", str(from_people(tmp_path, row())), "--language", "it")
    (few_texts / "it.toml").write_text('about = "Di\' di no. Resta calma."', "utf-8")

    done = onward("build", "--language", "it")

    assert "1 sentences spoken, 1 old ones" in done.output
    assert sorted(each.recorded_by for each in pack(tmp_path).recordings().values()) == [
        "Ada Osei",
        "synthetic",
    ]


def test_a_person_takes_the_machines_place_file_by_file(onward, few_texts, tmp_path):
    done = onward("import", str(from_people(tmp_path, row())), "--language", "it")

    assert (done.exit_code, "1 recordings imported" in done.output) == (0, True)
    (found,) = pack(tmp_path).recordings().values()
    assert (found.recorded_by, (pack(tmp_path).folder / found.file).read_bytes()) == ("Ada Osei", OPUS)


def test_with_one_error_nothing_is_imported(onward, few_texts, tmp_path):
    folder = from_people(tmp_path, row(), row(key="nobody/knows#1"), row(hash="0" * 16))

    done = onward("import", str(folder), "--language", "it")

    assert done.exit_code == 1
    assert "Row 2" in done.output
    assert "Row 3" in done.output
    assert pack(tmp_path).recordings() == {}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("build", "--language", "xx"), "There is no language xx"),
        (("build", "--language", "ar"), "no voice for ar"),
        (("import", "nowhere", "--language", "it"), "no manifest.json"),
    ],
)
def test_what_can_not_be_done_says_why(onward, few_texts, arguments, says):
    done = onward(*arguments)

    assert done.exit_code == 1
    assert says in done.output


def test_a_speaker_gets_the_sentences_to_read(onward, few_texts, tmp_path):
    onward("import", str(from_people(tmp_path, row())), "--language", "it")

    done = onward("script", str(tmp_path / "words.csv"), "--language", "it")

    with (tmp_path / "words.csv").open(encoding="utf-8-sig", newline="") as written:
        rows = list(csv.DictReader(written))
    assert done.exit_code == 0
    assert [each["text"] for each in rows] == ["Puoi andare via."]


def test_the_list_counts_people_machines_and_what_is_missing(onward, few_texts, tmp_path):
    onward("import", str(from_people(tmp_path, row())), "--language", "it")

    assert "it: 1 read by people, 0 spoken by a machine, 1 missing" in onward("list").output


def test_the_texts_that_are_read_are_those_of_widgets_and_lessons():
    keys = {line.key.split("/")[0] for line in script("en", ROOTS)}

    assert {"practise_interview", "write_a_cv", "page", "interview"} <= keys
