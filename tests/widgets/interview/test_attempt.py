import json
import subprocess
import sys
from pathlib import Path

import pytest

import exercises
from widgets.interview.attempt import grade

EXAMPLE = Path(next(iter(exercises.__path__))) / "source" / "interview" / "example.json"
NOTHING = {"sorted": 0.0, "answers": 0.0, "talk": 0.0, "ask": 0.0}


def example():
    return json.loads(EXAMPLE.read_text("utf-8"))


def test_the_example_gets_everything():
    assert grade(example()) == dict.fromkeys(NOTHING, 1.0)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"sorted": "x", "answers": 7, "talks": {}, "ask": None},
        {"sorted": [1, None], "answers": ["x"], "talks": [[]], "ask": [{}, 3]},
        {"talks": [{"story": "nobody", "is_drawn": True, "path": ["x"]}], "answers": [{"id": "a"}]},
    ],
)
def test_an_empty_or_broken_record_gets_nothing(document):
    assert grade(document) == NOTHING


def test_a_conversation_that_she_chose_herself_does_not_count():
    document = example()
    for talk in document["talks"]:
        talk["is_drawn"] = False

    assert grade(document)["talk"] == 0.0


def test_each_answer_counts_once_and_only_with_an_example():
    document = example()
    document["answers"] = [document["answers"][0]] * 5 + [
        {"id": "x", "written": "I am always on time and careful. " * 4}
    ]

    assert grade(document)["answers"] == 0.2


def test_half_of_the_questions_sorted_gives_half():
    document = example()
    document["sorted"] = document["sorted"][:4]

    assert grade(document)["sorted"] == 0.5


def test_an_exercise_imports_no_widget():
    code = (
        "import sys, widgets.interview.attempt\n"
        "print([m for m in ('ipywidgets', 'anywidget', 'numpy') if m in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
