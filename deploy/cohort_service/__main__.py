"""`python -m deploy.cohort_service`: the Hub starts it once for each cohort."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from grading.store import Store

from ..cohorts import find_cohort
from ..settings import read_settings
from ..warm_kernels.limits import Limits
from .options import ServiceOptions
from .pages import learner_pages
from .question_handlers import question_handlers
from .quiet_log import set_up_logging
from .service import CohortService
from .staff_handlers import staff_handlers
from .vacancy_handlers import vacancy_handlers


def main() -> None:
    set_up_logging()
    options = read_options(os.environ)
    cohort = options.cohort
    with Store.open(cohort.store_url, cohort.keys) as store:
        pages = [
            *learner_pages(cohort, store),
            *vacancy_handlers(cohort, store),
            *question_handlers(cohort, store),
            *staff_handlers(cohort, store),
        ]
        CohortService(options, store, pages).run()


def read_options(environment: Mapping[str, str]) -> ServiceOptions:
    """What the Hub and the NGO's settings say."""
    settings = read_settings(environment)
    address = urlsplit(environment["JUPYTERHUB_SERVICE_URL"])
    return ServiceOptions(
        cohort=find_cohort(settings, environment["ONWARD_COHORT"]),
        base_url=environment["JUPYTERHUB_SERVICE_PREFIX"],
        address=address.hostname or "127.0.0.1",
        port=address.port or 80,
        quick_exit_url=settings.quick_exit_url,
        idle_minutes=settings.idle_minutes,
        hub_url=environment["JUPYTERHUB_BASE_URL"] + "hub/",
        is_https=environment.get("JUPYTERHUB_PUBLIC_URL", "").startswith("https://"),
        desk_url=desk_url(environment) if settings.desk else "",
        page_kernel="onward" if settings.warm_kernels else "python3",
        limits=Limits(settings.kernel_megabytes, settings.kernel_seconds, settings.kernel_processes),
        max_kernels=settings.max_kernels,
        metrics_token=settings.metrics_token,
        audio=settings.audio,
        compressed=settings.compressed,
    )


def desk_url(environment: Mapping[str, str]) -> str:
    """The Hub serves the cohort's desk beside its pages: `/services/<cohort>-desk/`."""
    return environment["JUPYTERHUB_SERVICE_PREFIX"].rstrip("/") + "-desk/"


if __name__ == "__main__":
    main()
