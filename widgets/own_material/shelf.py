"""One JSON file of items with ids: read and written as a whole, so that it is there or not, never half."""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

PREFIX = "own-"
MOST = 500
Row = dict[str, Any]
Item = TypeVar("Item")


class TooMany(Exception):  # noqa: N818 -- named as the field names it
    """No more can be written; an old one has to go first."""


@dataclass(frozen=True)
class Shelf(Generic[Item]):
    """Items by id; `item_of` and `row_of` lead from a row of the file and back."""

    file: Path
    item_of: Callable[[Row], Item]
    row_of: Callable[[Item], Row]

    def all(self) -> dict[str, Item]:
        """In the file's order; OSError, ValueError, KeyError, TypeError where it can't be read."""
        if not self.file.exists():
            return {}
        rows = rows_in(self.file, self.file.stat().st_mtime_ns)
        return {row["id"]: self.item_of(row) for row in rows}

    def put(self, item_id: str, item: Item) -> None:
        """The newest first; raises TooMany."""
        others = {key: each for key, each in self.all().items() if key != item_id}
        if len(others) >= MOST:
            raise TooMany
        self.write({item_id: item, **others})

    def remove(self, item_id: str) -> None:
        self.write({key: each for key, each in self.all().items() if key != item_id})

    def write(self, items: Mapping[str, Item]) -> None:
        rows = [{**self.row_of(item), "id": key} for key, item in items.items()]
        beside = self.file.with_name(f".{self.file.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("w", encoding="utf-8") as written:
                json.dump(rows, written, ensure_ascii=False, indent=1)
                written.flush()
                os.fsync(written.fileno())
            beside.replace(self.file)
        finally:
            beside.unlink(missing_ok=True)


@lru_cache(8)
def rows_in(file: Path, _changed: int) -> list[Row]:
    rows: list[Row] = json.loads(file.read_text("utf-8"))
    return rows


def new_id() -> str:
    return f"{PREFIX}{secrets.token_hex(4)}"


def named_in(variable: str) -> Path | None:
    """The file that the environment of a page's kernel names."""
    file = os.environ.get(variable, "")
    return Path(file) if file else None
