from pathlib import Path

import lessons
import widgets
from widgets.aloud import mark_of, script
from widgets.aloud.speaking import voices
from widgets.language import languages

ROOTS = [Path(place) for package in (widgets, lessons) for place in package.__path__]


def texts(folder, **files):
    (folder / "walk" / "text").mkdir(parents=True)
    for language, content in files.items():
        (folder / "walk" / "text" / f"{language}.toml").write_text(content, "utf-8")
    return [folder]


def test_every_sentence_has_the_key_of_its_text(tmp_path):
    roots = texts(tmp_path, en='[what]\nabout = "Say no. You may leave."\nwords = ["a floor", "a door"]')

    lines = script("en", roots)

    assert [(line.key, line.text) for line in lines] == [
        ("walk/what.about#1", "Say no."),
        ("walk/what.about#2", "You may leave."),
        ("walk/what.words.1#1", "a floor"),
        ("walk/what.words.2#1", "a door"),
    ]
    assert lines[0].mark == mark_of("Say no.")


def test_a_sentence_that_stands_twice_is_read_once(tmp_path):
    roots = texts(tmp_path, en='a = "Next"\nb = "Next"')

    assert [line.key for line in script("en", roots)] == ["walk/a#1"]


def test_a_text_with_a_gap_can_not_be_recorded(tmp_path):
    assert script("en", texts(tmp_path, en='a = "Step {number}. Go on."')) == []


def test_a_file_without_a_reference_is_no_text(tmp_path):
    assert script("it", texts(tmp_path, it='a = "Avanti"')) == []


def test_our_texts_are_read_in_every_language_and_the_machines_words_are_not():
    for language in languages():
        lines = script(language, ROOTS)
        assert len(lines) > 100
        assert [line.key for line in lines if "lexicon" in line.key or "hints" in line.key] == []


def test_the_machine_speaks_no_arabic():
    """Without vowel marks it reads nonsense: silence is better."""
    assert "ar" not in voices()
    assert set(voices()) <= set(languages())
