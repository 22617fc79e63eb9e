import json

import pytest

from widgets.aloud import Pack, PackUnreadable, Recording, mark_of
from widgets.aloud.pack import SYNTHETIC

WORDS = "You can say no."
OTHER = "You may leave."


def recording(words=WORDS, by=SYNTHETIC):
    return Recording("what/right.stop#1", mark_of(words), "", "a voice", by, "CC0-1.0")


@pytest.fixture
def pack(tmp_path):
    return Pack(tmp_path / "audio" / "en")


def test_a_recording_is_found_by_its_words(pack):
    assert pack.add([(recording(), b"sound")]) == 1

    found = pack.recordings()[mark_of(WORDS)]
    assert (pack.folder / found.file).read_bytes() == b"sound"
    assert (found.voice, found.license, found.is_synthetic) == ("a voice", "CC0-1.0", True)


def test_a_persons_recording_takes_the_place_of_the_machines(pack):
    pack.add([(recording(), b"machine"), (recording(OTHER), b"other")])
    pack.add([(recording(by="Ada"), b"person")])

    found = pack.recordings()
    assert found[mark_of(WORDS)].recorded_by == "Ada"
    assert sorted(file.read_bytes() for file in pack.folder.glob("*.opus")) == [b"other", b"person"]


def test_its_name_changes_with_its_sound_so_that_browsers_may_keep_it(pack):
    pack.add([(recording(), b"one")])
    before = pack.recordings()[mark_of(WORDS)].file
    pack.add([(recording(), b"two")])

    assert pack.recordings()[mark_of(WORDS)].file != before


def test_what_no_text_says_any_more_is_taken_away(pack):
    pack.add([(recording(), b"old"), (recording(OTHER), b"new")])

    assert pack.keep_only([mark_of(OTHER)]) == 1
    assert list(pack.recordings()) == [mark_of(OTHER)]
    assert [file.read_bytes() for file in pack.folder.glob("*.opus")] == [b"new"]


def test_without_a_pack_there_is_nothing_to_hear(pack):
    assert pack.recordings() == {}
    assert pack.keep_only([]) == 0


@pytest.mark.parametrize("content", ["{", "[]", '{"recordings": [{}]}', '{"recordings": [1]}', "\ud800"])
def test_a_broken_manifest_is_said(pack, content):
    pack.folder.mkdir(parents=True)
    (pack.folder / "manifest.json").write_bytes(content.encode("utf-8", "surrogatepass"))

    with pytest.raises(PackUnreadable):
        pack.recordings()


def test_the_manifest_says_who_spoke_and_under_which_licence(pack):
    pack.add([(recording(by="Ada"), b"x")])

    (row,) = json.loads((pack.folder / "manifest.json").read_text("utf-8"))["recordings"]
    assert row.keys() == {"key", "hash", "file", "voice", "recorded_by", "license"}
