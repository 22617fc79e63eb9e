"""JupyterHub with the little that Onward changes in how it starts."""

import asyncio
import logging
import signal
from typing import Any

from jupyterhub.app import JupyterHub
from jupyterhub.services import service
from jupyterhub.services.service import Service, _ServiceSpawner
from jupyterhub.spawner import Spawner
from tornado.log import app_log
from traitlets import Integer

from ..settings import Settings
from .configuration import configure

AT_ONCE = 2
"""Services that start at the same time: as many as a small server has cores."""


class OnwardHub(JupyterHub):
    """Opens its door before all services are up, and stays open when one of them fails.

    JupyterHub starts services one after the other, waits for each, and gives up when one does not come: forty
    cohorts would take minutes, and one damaged store would lock everybody out.
    """

    def init_logging(self) -> None:
        """JupyterHub would log the marks of each session."""
        super().init_logging()
        app_log.setLevel(logging.WARNING)

    async def start_service(self, service_name: str, service: Service, ssl_context: Any = None) -> bool:
        if not hasattr(self, "_starting"):
            self._starting, self._turns = set(), asyncio.Semaphore(AT_ONCE)
        task = asyncio.create_task(self._start_in_turn(service_name, service, ssl_context))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)
        return True

    async def _start_in_turn(self, name: str, service: Service, ssl_context: Any) -> None:
        async with self._turns:
            await super().start_service(name, service, ssl_context)

    async def cleanup(self) -> None:
        """Tells every service at once; JupyterHub then waits for one after the other."""
        for task in getattr(self, "_starting", ()):
            task.cancel()
        for spawner in [each.spawner for each in self._service_map.values() if each.spawner]:
            spawner.stop_polling()
            spawner.proc.send_signal(signal.SIGINT)
        await super().cleanup()


class ServiceProcess(_ServiceSpawner):
    """A cohort's service: one that died comes back within seconds, one that hangs is ended within seconds."""

    poll_interval = Integer(2)
    interrupt_timeout = Integer(5)


class NoServer(Spawner):
    """Nobody has a server of her own."""

    async def start(self) -> Any:
        raise NotImplementedError

    async def stop(self, now: bool = False) -> None:
        pass

    async def poll(self) -> int:
        return 0


def run(settings: Settings) -> None:
    """The Hub, until it is told to stop."""
    service._ServiceSpawner = ServiceProcess  # JupyterHub has no setting for it
    app = OnwardHub.instance(config=configure(settings), log_level=logging.INFO)
    app.launch_instance(argv=[])
