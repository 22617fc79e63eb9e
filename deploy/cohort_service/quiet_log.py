"""Logs that hold no personal word: what failed and where, never the words of the error or an address."""

import logging
import traceback
from typing import Any

from tornado import web

log = logging.getLogger("onward.cohort_service")


def log_failure(place: str, error: BaseException) -> None:
    """The kind of an error and the lines it came through; its message may quote what she typed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    way = " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    log.error("%s failed: %s at %s", place, type(error).__name__, way)


def log_request(handler: web.RequestHandler) -> None:
    """One line a request, without address, name, cookie or query."""
    request = handler.request
    level = logging.ERROR if handler.get_status() >= 500 else logging.INFO
    log.log(
        level,
        "%d %s %s %.0f ms",
        handler.get_status(),
        request.method,
        request.path,
        1000 * request.request_time(),
    )


class WithoutDetails(logging.Formatter):
    """Formats the records of other libraries; an exception is named, not quoted."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- logging's own name
        return f"{ei[0].__name__} (its message is not logged)" if ei[0] else ""


def set_up_logging() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutDetails("[%(levelname)1.1s %(asctime)s %(name)s] %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # These write requests, cookies and sessions at INFO.
    for noisy in ("tornado.access", "tornado.application", "tornado.general", "jupyterhub"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
