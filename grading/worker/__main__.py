"""`python -m grading.worker --cohort-folder DIR`: the grading worker of one cohort."""

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path

from grading.cohort import Cohort, read_cohort
from grading.store import Store, StoreError

from .serving import AlreadyRunning, serve

log = logging.getLogger("grading.worker")


def main(arguments: list[str] | None = None) -> int:
    """Works until SIGTERM; returns the exit status."""
    cohort = cohort_from(arguments)
    os.umask(0o077)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        with Store.open(cohort.store_url, cohort.keys) as store:
            asyncio.run(serve(cohort, store))
    except StoreError as error:
        log.error("store not opened: %s", error.code)
        return 1
    except AlreadyRunning:
        log.error("another worker serves this cohort")
        return 1
    return 0


def cohort_from(arguments: list[str] | None) -> Cohort:
    """Its database's address stands in its folder: the command line of a process is open to everybody."""
    parser = argparse.ArgumentParser(prog="python -m grading.worker", description=__doc__)
    parser.add_argument("--cohort-folder", type=Path, required=True, help="for example var/cohorts/demo")
    return read_cohort(parser.parse_args(arguments).cohort_folder.resolve())


if __name__ == "__main__":
    sys.exit(main())
