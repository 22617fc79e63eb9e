"""`onward signs`: one text, many texts, and what is no text."""

import json

import pytest
from typer.testing import CliRunner

from deploy.cli import app

AD = "Cleaner wanted. You must pay a registration fee of 150 euro before the interview."


def onward(*arguments, stdin=b""):
    content = stdin if isinstance(stdin, bytes) else stdin.encode()
    return CliRunner().invoke(app, ["signs", *arguments], input=content)


def line(**values):
    return json.dumps({"id": "1", "language": "en", "kind": "ad", "text": AD, **values})


def test_a_text_answers_with_signs_and_where_they_stand():
    done = onward("--language", "en", "--json", stdin=AD)

    found = json.loads(done.output)
    assert [(each["sign"], each["severity"]) for each in found] == [("fee_upfront", "high")]
    assert found[0]["text"] == AD[found[0]["start"] : found[0]["end"]]


def test_a_text_without_a_sign_is_not_called_safe():
    done = onward(stdin="We are closed on Sundays.")

    assert done.output == "No sign found. This does not mean that the offer is safe.\n"
    assert onward("--json", stdin="").output == "[]\n"


def test_many_texts_get_as_many_answers_in_their_order():
    done = onward("--jsonl", stdin="\n".join([line(), line(id="2", text="Hello \ud83d", kind="message")]))

    answers = [json.loads(each) for each in done.output.splitlines()]
    assert [(each["id"], [found["sign"] for found in each["signs"]]) for each in answers] == [
        ("1", ["fee_upfront"]),
        ("2", []),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "Line 2 is not JSON."),
        ("[" * 100_000, "Line 2 is not JSON."),
        ("[]", "Line 2 lacks id, language or text"),
        (line(text=5), "Line 2 lacks id, language or text"),
        (line(kind="letter"), "Line 2 lacks id, language or text"),
        (line(language="xx"), "Line 2: texts in xx cannot be read. There is: ar, bg"),
        (line(text="a" * 100_001), "Line 2 is too long: 100000 characters"),
        ("x" * 900_000, "Line 2 is too long"),
        (b"\xff\xfe", "Line 2 is not UTF-8."),
        (line(id="\ud83d"), "Line 2 is not UTF-8."),
        (line(language="\ud83d"), "Line 2 is not UTF-8."),
    ],
)
def test_a_broken_line_is_named_and_what_stands_before_it_is_answered(content, said):
    broken = content if isinstance(content, bytes) else content.encode()

    done = onward("--jsonl", stdin=line().encode() + b"\n" + broken)

    assert done.exit_code == 1
    assert json.loads(done.stdout)["id"] == "1"
    assert done.stderr.startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff", "The text is not UTF-8."),
        (b"a" * 100_001, "The text is too long: 100000 characters at most."),
        (b"a" * 900_000, "The text is too long: 100000 characters at most."),
    ],
)
def test_what_is_no_text_gets_a_clear_message(content, said):
    done = onward(stdin=content)

    assert (done.exit_code, done.stderr.startswith(said)) == (1, True)


def test_a_text_of_one_endless_word_is_read_in_time():
    done = onward("--json", stdin=("1-" * 50_000))

    assert done.exit_code == 0
