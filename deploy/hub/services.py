"""What the Hub runs for each cohort, and who may open it."""

import json
import os
import sys
from dataclasses import dataclass
from typing import Any

from ..cohorts import Place
from ..settings import Settings, variable

READ_BY_SERVICES = (
    "quick_exit_url",
    "idle_minutes",
    "desk",
    "warm_kernels",
    "kernel_megabytes",
    "kernel_seconds",
    "kernel_processes",
)
"""Settings that the Hub passes on to all of them."""
PASSED_ON = ("ONWARD_HELPLINES", "ONWARD_HELPLINES_MAX_AGE", "TZ")
"""What their pages read from the environment themselves: JupyterHub passes nothing on of its own accord."""
COOKIES = {"expires_days": None, "samesite": "Strict"}
"""Every cookie ends with the browser: phones are shared."""
TRUSTED = ["127.0.0.1", "::1"]
"""A web server with https stands on this machine; what it says of a visitor's address is believed."""
CONSOLE = "onward-console"
"""The command line's own service at the Hub: it removes people."""
IDENTITY = ["read:users:name!user", "read:users:groups!user"]
"""All that anybody may do at the Hub: be known to the services. No server, no token of her own."""


@dataclass(frozen=True)
class CohortServices:
    """One cohort's services; each listens on a port of this machine only."""

    place: Place
    settings: Settings
    page_port: int
    desk_port: int

    @property
    def name(self) -> str:
        return self.place.cohort.name

    def services(self) -> list[dict[str, Any]]:
        return [self._pages(), self._worker(), *([self._desk()] if self.settings.desk else [])]

    def roles(self) -> list[dict[str, Any]]:
        """Nbgrader's names for the groups; staff may open the desk too."""
        desk = [f"access:services!service={self.name}-desk"] if self.settings.desk else []
        return [
            self._role(f"nbgrader-{self.name}", []),
            self._role(f"formgrade-{self.name}", desk),
            *([self._desk_role()] if self.settings.desk else []),
        ]

    def _role(self, group: str, more: list[str]) -> dict[str, Any]:
        return {"name": group, "groups": [group], "scopes": [f"access:services!service={self.name}", *more]}

    def _desk_role(self) -> dict[str, Any]:
        """What formgrader asks the Hub: which learners the course has."""
        group = f"nbgrader-{self.name}"
        scopes = ["list:groups", f"read:groups!group={group}", f"read:users:groups!group={group}"]
        return {"name": f"{self.name}-desk", "services": [f"{self.name}-desk"], "scopes": scopes}

    def _pages(self) -> dict[str, Any]:
        pages = self._reachable(self.name, "deploy.cohort_service", self.page_port)
        pages["environment"] |= {
            "ONWARD_MAX_KERNELS": str(self.settings.max_kernels),
            "ONWARD_METRICS_TOKEN": self.settings.metrics_token,
            "ONWARD_COMPRESSED_FILE": str(self.settings.compressed),
        }
        return pages

    def _worker(self) -> dict[str, Any]:
        settings = self.settings
        where = ["--cohort-folder", str(self.place.cohort.folder)]
        limits = {
            "--at-a-time": settings.grading_jobs,
            "--megabytes": settings.grading_megabytes,
            "--seconds": settings.grading_seconds,
            "--processes": settings.grading_processes,
            "--file-megabytes": settings.grading_file_megabytes,
        }
        given = [text for option, value in limits.items() for text in (option, str(value))]
        return self._managed(f"{self.name}-worker", "grading.worker", *where, *given)

    def _desk(self) -> dict[str, Any]:
        desk = self._reachable(f"{self.name}-desk", "deploy.desk", self.desk_port)
        desk["cwd"] = str(self.place.cohort.course)
        desk["environment"]["JUPYTERHUB_USER"] = f"{self.name}-desk"
        return desk

    def _reachable(self, name: str, module: str, port: int) -> dict[str, Any]:
        return self._managed(name, module) | {
            "url": f"http://127.0.0.1:{port}",
            "oauth_no_confirm": True,
            "oauth_client_allowed_scopes": ["read:users:groups!user"],
        }

    def _managed(self, name: str, module: str, *arguments: str) -> dict[str, Any]:
        return {
            "name": name,
            "command": [sys.executable, "-m", module, *arguments],
            "cwd": str(self.place.cohort.folder),
            "environment": self._environment(),
            "user": self.place.account,
            "display": False,
        }

    def _environment(self) -> dict[str, str]:
        return {
            "ONWARD_HOME": str(self.settings.home),
            "ONWARD_COHORT": self.name,
            "ONWARD_VACANCIES": str(self.settings.vacancies),
            **{variable(name): str(getattr(self.settings, name)) for name in READ_BY_SERVICES},
            **{name: os.environ[name] for name in PASSED_ON if name in os.environ},
            "JUPYTERHUB_COOKIE_OPTIONS": json.dumps(cookies(self.settings)),
            "PYTHONUNBUFFERED": "1",
            "MALLOC_ARENA_MAX": "2",  # else each thread keeps what it has freed to itself
        }


def cookies(settings: Settings) -> dict[str, Any]:
    """How every cookie is set; where people type https, it travels no other way."""
    return {**COOKIES, **({"secure": True} if settings.is_https else {})}


def console_service(token: str) -> dict[str, Any]:
    return {"name": CONSOLE, "api_token": token, "display": False}


def console_role() -> dict[str, Any]:
    return {
        "name": CONSOLE,
        "services": [CONSOLE],
        "scopes": ["delete:users", "list:users", "read:users:name"],
    }


def everybody() -> dict[str, Any]:
    return {"name": "user", "description": "Be known to the services", "scopes": IDENTITY}
