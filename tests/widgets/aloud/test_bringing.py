import json
import shutil

import pytest

from widgets.aloud import Line
from widgets.aloud.bringing import read_folder
from widgets.aloud.pack import is_opus
from widgets.aloud.speaking import CannotSpeak, packed, spoken, voices

LINE = Line("what/right.stop#1", "You may leave.")
LINES = {LINE.key: LINE}
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(11)
ROW = {"key": LINE.key, "file": "a.opus", "voice": "Ada", "recorded_by": "Ada Osei", "license": "CC-BY-4.0"}
needs_programs = pytest.mark.skipif(
    not (shutil.which("espeak-ng") and shutil.which("opusenc")), reason="espeak-ng and opus-tools are missing"
)


def folder(tmp_path, *rows):
    (tmp_path / "a.opus").write_bytes(OPUS)
    (tmp_path / "manifest.json").write_text(json.dumps({"recordings": rows}), "utf-8")
    return tmp_path


def test_a_persons_recording_is_read(tmp_path):
    brought = read_folder(folder(tmp_path, ROW), LINES)

    ((recording, sound),) = brought.recordings
    assert (recording.hash, recording.recorded_by, sound) == (LINE.mark, "Ada Osei", OPUS)
    assert brought.problems == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("text", "row"),
        ({**ROW, "license": ""}, "lacking"),
        ({**ROW, "key": "nobody/knows#1"}, "unknown"),
        ({**ROW, "hash": "0123456789abcdef"}, "stale"),
        ({**ROW, "file": "b.opus"}, "no_file"),
        ({**ROW, "file": "../a.opus"}, "no_file"),
        ({**ROW, "file": "manifest.json"}, "no_sound"),
    ],
)
def test_what_is_wrong_is_said_row_by_row(tmp_path, row, code):
    brought = read_folder(folder(tmp_path, ROW, row), LINES)

    assert len(brought.recordings) == 1
    assert [(number, problem.code) for number, problem in brought.problems] == [(2, code)]


def test_a_recording_with_the_hash_of_todays_text_is_taken(tmp_path):
    assert read_folder(folder(tmp_path, {**ROW, "hash": LINE.mark}), LINES).problems == []


@needs_programs
def test_the_machine_speaks_a_sentence_at_less_than_three_kilobytes_a_second():
    sound = spoken("Puoi andare via quando vuoi.", voices()["it"])

    assert is_opus(sound)
    assert 1_000 < len(sound) < 9_000
    assert sound == spoken("Puoi andare via quando vuoi.", voices()["it"])


@needs_programs
def test_what_is_no_sound_can_not_be_packed():
    with pytest.raises(CannotSpeak):
        packed(b"no sound")
