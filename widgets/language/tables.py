"""A folder's texts as tables of sentences, in her language and in the employer's beside it."""

from pathlib import Path

from .text import load_text


def table_of(folder: Path, language: str, name: str, part: str = "") -> dict[str, str]:
    """The entries of one table, `{"hello": "Good morning,"}`; of `about` or `name` where they have parts."""
    found = {}
    for key, phrase in load_text(folder, language).phrases.items():
        parts = key.split(".")
        if parts[0] == name and parts[2:] == ([part] if part else []):
            found[parts[1]] = str(phrase)
    return found


def sentences_beside(folder: Path, mine: str, theirs: str, name: str) -> list[dict[str, str]]:
    """Sentences to tap, in her page's language with the employer's beside it."""
    hers = table_of(folder, mine, name)
    return [
        {"id": key, "mine": hers.get(key, words), "theirs": words, "language": theirs}
        for key, words in table_of(folder, theirs, name).items()
    ]
