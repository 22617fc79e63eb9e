import pytest

from widgets.aloud import mark_of, sentences


def test_a_text_falls_into_what_is_said_in_one_breath():
    assert sentences("Read it.  Is everything\ttrue? Well: say it;\nthen rest.") == [
        "Read it.",
        "Is everything true?",
        "Well:",
        "say it;",
        "then rest.",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("لست مضطرة للإجابة. هل هذا صحيح؟ نعم.", ["لست مضطرة للإجابة.", "هل هذا صحيح؟", "نعم."]),
        ("Τι θέλετε να πείτε; Πείτε το.", ["Τι θέλετε να πείτε;", "Πείτε το."]),
        ("3,5 kg at 12.30 is one part", ["3,5 kg at 12.30 is one part"]),
        (" … · 12 ", []),
        ("", []),
    ],
)
def test_in_every_script(text, parts):
    assert sentences(text) == parts


def test_a_mark_changes_with_the_words_and_only_with_them():
    assert mark_of("You can say: no.") == mark_of("You can say: no.")
    assert mark_of("You can say: no.") != mark_of("You can say: No.")
    assert mark_of("") == "cbf29ce484222325"  # FNV-1a's own beginning
    assert mark_of("a") == "af63dc4c8601ec8c"  # as its authors publish it


def test_letters_in_two_writings_are_the_same_sentence():
    assert sentences("Perche\u0301?") == sentences("Perché?")
