"""The words of vacancies in one language: contracts, questions, sentences for an application."""

from pathlib import Path

from widgets.language import sentences_beside, table_of

WORDS = Path(__file__).parent / "words"


def table(language: str, name: str) -> dict[str, str]:
    """The entries of one table, `{"hello": "Good morning,"}`."""
    return table_of(WORDS, language, name)


def beside(mine: str, theirs: str, name: str) -> list[dict[str, str]]:
    """Sentences to tap, in her page's language with the employer's beside it."""
    return sentences_beside(WORDS, mine, theirs, name)
