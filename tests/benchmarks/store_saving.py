"""What a save costs that survives a power cut, encrypted and with earlier versions, beside plain SQLite.

Run it alone: `python -m tests.benchmarks.store_saving`.
"""

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from grading.store import Store, open_records
from tests.benchmarks.table import table

CV = {"schema": 1, "work": [{"id": str(number), "text": "x" * 300} for number in range(15)]}
SAVES = 500
Save = Callable[[int], object]


@contextmanager
def onward(folder: Path) -> Iterator[Save]:
    """Encrypted, with earlier versions, and on the disk before it is called saved."""
    url = f"sqlite:///{folder / 'store.sqlite'}"
    with Store.create(url, folder / "keys") as store:
        store.add_learner("amber-12")
        with open_records(url, "amber-12", store.data_key("amber-12")) as records:
            yield lambda number: records.save("cv", CV, number)


@contextmanager
def plain(folder: Path) -> Iterator[Save]:
    """One readable row, in SQLite's own default mode."""
    with closing(sqlite3.connect(folder / "plain.sqlite")) as connection:
        connection.execute("CREATE TABLE record (kind TEXT PRIMARY KEY, document TEXT)")

        def save(number: int) -> None:
            with connection:
                connection.execute("INSERT OR REPLACE INTO record VALUES ('cv', ?)", (json.dumps(CV),))

        yield save


def milliseconds(save: Save) -> list[float]:
    times = []
    for number in range(SAVES):
        start = time.perf_counter()
        save(number)
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def measure() -> str:
    """The table; the stock way is a readable row in SQLite."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = spread(onward(folder)), spread(plain(folder))
    names = ("median", "99 of 100", "longest")
    rows = [
        [f"{which}, ms", f"{b:.2f}", f"{a:.2f}", f"{b / a:.2f}×", aim]
        for which, a, b, aim in zip(names, ours, theirs, ("≤ 10", "", ""), strict=True)
    ]
    return table(["Saving a CV of 5 KB, 500 times", "plain SQLite, readable", "Onward", "ratio", "aim"], rows)


def spread(opened: AbstractContextManager[Save]) -> tuple[float, float, float]:
    with opened as save:
        times = milliseconds(save)
    return statistics.median(times), times[int(SAVES * 0.99)], times[-1]


if __name__ == "__main__":
    print(measure())
