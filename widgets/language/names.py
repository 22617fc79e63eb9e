"""Names in an order in which a person finds them."""

import unicodedata
from collections.abc import Iterable


def by_name(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Values and their names, sorted by the names, accents aside."""
    return sorted(choices, key=lambda choice: unicodedata.normalize("NFKD", choice[1]).casefold())
