"""`onward occupations`: import, one search, many searches."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from deploy.cli.occupations import app

LABELS = [
    {"uri": "cook", "labels": {"it": ["cuoco"], "en": ["cook"]}},
    {"uri": "room", "labels": {"it": ["cameriere ai piani"], "en": ["room attendant"]}},
]


@pytest.fixture
def labels(tmp_path):
    file = tmp_path / "labels.jsonl"
    file.write_text("\n".join(map(json.dumps, LABELS)), "utf-8")
    return file


@pytest.fixture
def onward(tmp_path, monkeypatch):
    monkeypatch.setenv("ONWARD_HOME", str(tmp_path / "home"))

    def run(*arguments, stdin=None):
        return CliRunner().invoke(app, [str(each) for each in arguments], input=stdin)

    return run


@pytest.fixture
def imported(onward, labels):
    assert onward("import", labels).exit_code == 0


def test_an_import_says_what_it_holds_and_where_it_is(onward, labels, tmp_path):
    done = onward("import", labels, "--index", tmp_path / "here")

    expected = f"Occupations imported: 2, with labels in en, it. The index is {tmp_path / 'here'}\n"
    assert (done.exit_code, done.output) == (0, expected)


@pytest.mark.usefixtures("imported")
def test_a_search_answers_for_programs(onward):
    done = onward("search", "cameriera ai piani", "--language", "it", "--json", "--most", 1)

    answer = json.loads(done.output)
    assert (answer["q"], [each["uri"] for each in answer["results"]]) == ("cameriera ai piani", ["room"])


@pytest.mark.usefixtures("imported")
def test_many_queries_get_as_many_answers_in_their_order(onward):
    queries = [{"q": "cuoca", "language": "it"}, {"q": "room attendant", "language": "en"}]

    done = onward("search", "--jsonl", stdin="\n".join(map(json.dumps, queries)))

    answers = [json.loads(line) for line in done.output.splitlines()]
    assert [(each["q"], each["results"][0]["uri"]) for each in answers] == [
        ("cuoca", "cook"),
        ("room attendant", "room"),
    ]


@pytest.mark.usefixtures("imported")
def test_a_broken_import_names_its_row_and_keeps_the_earlier_index(onward, labels):
    labels.write_text(json.dumps(LABELS[0]) + "\n{", "utf-8")

    done = onward("import", labels)

    assert (done.exit_code, done.output) == (
        1,
        f"{labels}, row 2: this is not JSON. Nothing was imported.\n",
    )
    assert "room" in onward("search", "cameriere", "--language", "it").output


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"q": "cuoco"}',
        '{"q": 1, "language": "it"}',
        '{"q": "\\ud83d", "language": "it"}',
        b'{"q": "caff\xe8", "language": "it"}',
    ],
)
@pytest.mark.usefixtures("imported")
def test_a_line_that_is_no_query_is_named(onward, line):
    done = onward("search", "--jsonl", stdin=line)

    assert (done.exit_code, done.output.split(".")[0]) == (1, "Line 1 is no query")


def test_a_search_without_an_index_says_how_to_make_one(onward):
    done = onward("search", "cuoco")

    assert (done.exit_code, "onward occupations import" in done.output) == (1, True)


@pytest.mark.usefixtures("imported")
def test_a_language_without_labels_is_told(onward):
    done = onward("search", "cuoco", "--language", "de")

    assert (done.exit_code, done.output) == (1, "The index has no labels in de. It has: en, it\n")


@pytest.mark.parametrize("arguments", [["search"], ["search", "cuoco", "--jsonl"]])
def test_a_query_or_many_but_not_both(onward, arguments):
    assert onward(*arguments).exit_code == 1


def test_the_commands_load_no_numpy():
    code = "import sys, deploy.cli.occupations; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
