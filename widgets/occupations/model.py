"""An occupation of ESCO and what it is called in each language."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Occupation:
    """`labels` by language, the preferred one first; none is empty."""

    uri: str
    labels: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Match:
    """An occupation that a query may mean; the higher the score, the likelier."""

    uri: str
    score: float


class BrokenLabels(ValueError):  # noqa: N818 -- named as the field names it
    """A file of labels that can't be used; `code` says why, `values` where."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class MissingIndex(LookupError):  # noqa: N818 -- named as the field names it
    """No index at this place, or one of another version of Onward."""


class UnknownLanguage(LookupError):  # noqa: N818 -- named as the field names it
    """The index holds no labels of this language."""
