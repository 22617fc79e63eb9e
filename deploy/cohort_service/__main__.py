"""`python -m deploy.cohort_service`: the Hub starts it once for each cohort."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from grading.cohort import Cohort
from grading.store import Store

from .options import ServiceOptions
from .quiet_log import set_up_logging
from .service import CohortService


def read_options() -> ServiceOptions:
    environment = os.environ
    name = environment["ONWARD_COHORT"]
    address = urlsplit(environment["JUPYTERHUB_SERVICE_URL"])
    return ServiceOptions(
        cohort=Cohort(
            name, Path(environment["ONWARD_HOME"]) / "cohorts" / name, environment.get("ONWARD_STORE_URL", "")
        ),
        base_url=environment["JUPYTERHUB_SERVICE_PREFIX"],
        address=address.hostname or "127.0.0.1",
        port=address.port or 80,
        quick_exit_url=environment.get("ONWARD_QUICK_EXIT_URL", "https://www.wikipedia.org/"),
        idle_minutes=int(environment.get("ONWARD_IDLE_MINUTES", "30")),
        hub_url=environment["JUPYTERHUB_BASE_URL"] + "hub/",
    )


def main() -> None:
    set_up_logging()
    options = read_options()
    store = Store.open(options.cohort.store_url, options.cohort.keys)
    CohortService(options, store).run()


if __name__ == "__main__":
    main()
