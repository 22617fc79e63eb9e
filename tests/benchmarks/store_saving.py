"""What a save costs that survives a power cut, encrypted and with earlier versions, beside plain SQLite.

Run it alone: `python -m tests.benchmarks.store_saving`.
"""

import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from grading.store import Store, database, open_records

CV = {"schema": 1, "work": [{"id": str(number), "text": "x" * 300} for number in range(15)]}
SAVES = 500
Save = Callable[[int], object]


@contextmanager
def onward(folder: Path, synchronous: str = "FULL") -> Iterator[Save]:
    url = f"sqlite:///{folder / f'{synchronous}.sqlite'}"
    before = database.PRAGMAS
    database.PRAGMAS = tuple(pragma.replace("FULL", synchronous) for pragma in before)
    try:
        with Store.create(url, folder / synchronous) as store:
            store.add_learner("amber-12")
            with open_records(url, "amber-12", store.data_key("amber-12")) as records:
                yield lambda number: records.save("cv", CV, number)
    finally:
        database.PRAGMAS = before


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


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways = {
            "Onward": onward(folder),
            "Onward, may lose the last saves (NORMAL)": onward(folder, "NORMAL"),
            "plain SQLite, readable": plain(folder),
        }
        print(f"{'saving a CV of 5 KB, ms':42} median    p99    max")
        for way, opened in ways.items():
            with opened as save:
                times = milliseconds(save)
            median = statistics.median(times)
            print(f"{way:42} {median:6.2f} {times[int(SAVES * 0.99)]:6.2f} {times[-1]:6.2f}")


if __name__ == "__main__":
    main()
