"""`python -m grading.worker --cohort-folder DIR`: the grading worker of one cohort."""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

from grading.cohort import read_cohort
from grading.gradebook.limits import Limits
from grading.store import Store, StoreError

from .serving import AlreadyRunning, serve

log = logging.getLogger("grading.worker")


def main(arguments: list[str] | None = None) -> int:
    """Works until SIGTERM; returns the exit status."""
    chosen = parser().parse_args(arguments)
    cohort = read_cohort(chosen.cohort_folder.resolve())
    os.umask(0o077)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        with Store.open(cohort.store_url, cohort.keys) as store:
            asyncio.run(serve(cohort, store, chosen.at_a_time, limits_from(chosen)))
    except StoreError as error:
        log.error("store not opened: %s", error.code)
        return 1
    except AlreadyRunning:
        log.error("another worker serves this cohort")
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The database's address stands in the cohort's folder: a command line is open to everybody."""
    made, usual = argparse.ArgumentParser(prog="python -m grading.worker", description=__doc__), Limits()
    made.add_argument("--cohort-folder", type=Path, required=True, help="for example var/cohorts/demo")
    made.add_argument("--at-a-time", type=int, default=0, help="hand-ins; 0: one more than there are cores")
    cells = made.add_argument_group("what the cells of one hand-in may use")
    cells.add_argument("--megabytes", type=int, default=usual.memory)
    cells.add_argument("--seconds", type=int, default=usual.cpu_seconds, help="of each process")
    cells.add_argument("--processes", type=int, default=usual.processes)
    cells.add_argument("--file-megabytes", type=int, default=usual.file_size)
    return made


def limits_from(chosen: argparse.Namespace) -> Limits:
    return Limits(chosen.megabytes, chosen.processes, chosen.seconds, chosen.file_megabytes)


if __name__ == "__main__":
    sys.exit(main())
