"""The words of vacancies in one language: contracts, terms, questions, sentences for an application."""

from functools import cache
from pathlib import Path

from widgets.language import Text, load_text

WORDS = Path(__file__).parent / "words"


@cache
def words_in(language: str) -> Text:
    return load_text(WORDS, language)


def table(language: str, name: str, part: str = "") -> dict[str, str]:
    """The entries of one table, `{"hello": "Good morning,"}`; of `about` or `name` where they have parts."""
    words = words_in(language)
    found = {}
    for key, phrase in words.phrases.items():
        parts = key.split(".")
        if parts[0] == name and parts[2:] == ([part] if part else []):
            found[parts[1]] = str(phrase)
    return found


def beside(mine: str, theirs: str, name: str) -> list[dict[str, str]]:
    """Sentences to tap, in her page's language with the employer's beside it."""
    hers, employers = table(mine, name), table(theirs, name)
    return [
        {"id": key, "mine": hers.get(key, words), "theirs": words, "language": theirs}
        for key, words in employers.items()
    ]
