"""Sentences of an interview in one language: to react, to lead on, to ask, to thank, to answer an offer."""

from pathlib import Path

from widgets.language import sentences_beside, table_of

WORDS = Path(__file__).parent / "words"
TABLES = (
    "react",
    "gap",
    "avoid",
    "situation",
    "task",
    "action",
    "result",
    "ask_employer",
    "thank_start",
    "thank_body",
    "thank_end",
    "accept",
    "more_time",
    "decline",
    "learn_no",
    "phone",
    "ask_again",
)


def table(language: str, name: str) -> dict[str, str]:
    """The entries of one table, `{"lead_back": "I would rather speak about the work."}`."""
    return table_of(WORDS, language, name)


def beside(mine: str, theirs: str, name: str) -> list[dict[str, str]]:
    """Sentences to tap, in her page's language with the employer's beside it."""
    return sentences_beside(WORDS, mine, theirs, name)
