"""A log of requests that names nobody: no address, no person, no query."""

import logging
import re
from typing import Any

from tornado.log import access_log

PERSON = re.compile(r"(/users/)[^/]+")


def log_request(handler: Any) -> None:
    """What was asked and how it went; the Hub's own health checks are left out."""
    status = handler.get_status()
    path = PERSON.sub(r"\1-", handler.request.path)
    if status < 400 and path.endswith(("/health", "/api/user", "/api/")):
        return
    level = logging.WARNING if status >= 500 else logging.INFO
    milliseconds = 1000 * handler.request.request_time()
    access_log.log(level, "%s %s %s %.0f ms", status, handler.request.method, path, milliseconds)
