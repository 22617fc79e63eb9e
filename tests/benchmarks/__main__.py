"""Runs the benchmarks and writes `RESULTS.md`: `make bench`, or `make bench BENCH=at_once` for one of them.

One that fails leaves its last result where it is, and takes no other along.
"""

import argparse
import importlib
import sys
import time
import traceback
from datetime import UTC, datetime

from tests.benchmarks.results import RESULTS, write_section
from tests.benchmarks.table import machine

HEADINGS = {
    "lesson_get": "The lesson until its last byte",
    "kernel_memory": "Memory of one open lesson",
    "service_memory": "Memory of a cohort at work",
    "at_once": "Everybody opens the lesson at once",
    "sixty_learners": "Sixty learners at work",
    "autograding": "Grading a cohort's CVs",
    "hand_in_to_score": "From handing in to the score",
    "trainers_overview": "The trainer's overview",
    "lesson_page": "Pages on a slow phone",
    "store_saving": "Saving to the store",
    "occupation_search": "Finding an occupation",
    "vacancy_search": "Searching vacancies",
    "reading_aloud": "Reading aloud on a slow phone",
    "warning_signs": "Finding warning signs",
}
"""Each benchmark's module, which has a `measure` that gives a table, and its section."""
SOAK = "An hour of load"
ORDER = [*HEADINGS.values(), SOAK]


def main() -> int:
    """How many benchmarks failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(HEADINGS))
    names = parser.parse_args().names or list(HEADINGS)
    if unknown := set(names) - set(HEADINGS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    failed = [name for name in names if not run(name)]
    print(RESULTS.read_text("utf-8"))
    if failed:
        print(f"Failed, and left as before: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


def run(name: str) -> bool:
    """Measures one and writes its section; False if it failed."""
    print(f"{name} …", file=sys.stderr, flush=True)
    start = time.perf_counter()
    try:
        result = importlib.import_module(f"tests.benchmarks.{name}").measure()
    except Exception:
        traceback.print_exc()
        return False
    write_section(HEADINGS[name], f"{result}\n\n{signature()}", ORDER)
    print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    return True


def signature() -> str:
    """When, and on what machine."""
    return f"_{datetime.now(UTC):%Y-%m-%d}, {machine()}_"


if __name__ == "__main__":
    sys.exit(main())
