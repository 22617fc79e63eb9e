"""The words in the employer's language, with what they mean in hers."""

from collections.abc import Collection
from pathlib import Path

from widgets.language import table_of

WORDS = Path(__file__).parent / "words"
TABLE = "terms"


def contract_terms(mine: str, theirs: str, only: Collection[str] = ()) -> list[dict[str, str]]:
    """Rows of `name` in the employer's language, `mine` and `about` in hers; all, or some by their keys."""
    names, hers = table_of(WORDS, theirs, TABLE, "name"), table_of(WORDS, mine, TABLE, "name")
    about = table_of(WORDS, mine, TABLE, "about")
    return [
        {"name": name, "mine": hers[key], "about": about[key]}
        for key, name in names.items()
        if not only or key in only
    ]
