"""A stock JupyterHub on which each learner has a server of her own, with stock Voilà."""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from deploy.hub.ports import free_ports
from deploy.hub.process import children_of
from deploy.proxy import proxy_command
from deploy.settings import Settings
from tests.benchmarks.load.screen import Screen
from tests.benchmarks.load.site import installed_proxy, wait_until_open
from tests.benchmarks.load.stock import stock_screen
from tests.benchmarks.processes import command_of
from tests.benchmarks.stock_voila import OURS, copied_lesson

CONFIGURATION = """
c.JupyterHub.bind_url = "http://127.0.0.1:{ports[0]}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{ports[1]}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{ports[2]}"
c.ConfigurableHTTPProxy.command = {proxy!r}
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", "--config={server}"]
c.Spawner.environment = {environment!r}
c.Spawner.notebook_dir = {lessons!r}
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
"""
SERVER = """
c.ServerApp.jpserver_extensions = {
    "voila.server_extension": True,
    **dict.fromkeys(
        ["jupyterlab", "notebook", "notebook_shim", "jupyter_lsp", "jupyter_server_terminals",
         "nbgrader.server_extensions.formgrader", "nbgrader.server_extensions.validate_assignment",
         "nbgrader.server_extensions.assignment_list", "nbgrader.server_extensions.course_list"],
        False,
    ),
}
"""
LONGEST = 180


@dataclass(frozen=True)
class StockHub:
    """Its address, with a slash at its end, and its process."""

    address: str
    pid: int

    def server(self, learner: str) -> str:
        return f"{self.address}user/{learner}/"


@contextmanager
def stock_hub() -> Iterator[StockHub]:
    """A Hub as its documentation sets it up; its servers load Voilà and no other extension."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ports = free_ports(3)
        (folder / "hub.py").write_text(configuration(folder, ports), "utf-8")
        (folder / "server.py").write_text(SERVER, "utf-8")
        log = (folder / "log").open("wb")
        hub = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", "hub.py"], cwd=folder, stdout=log, stderr=log
        )
        try:
            wait_until_open(f"http://127.0.0.1:{ports[0]}/hub/health", folder / "log")
            yield StockHub(f"http://127.0.0.1:{ports[0]}/", hub.pid)
        finally:
            hub.terminate()
            hub.wait(60)
            log.close()


def configuration(folder: Path, ports: list[int]) -> str:
    lessons = made(folder / "lessons")
    copied_lesson(lessons)
    return CONFIGURATION.format(
        ports=ports,
        python=sys.executable,
        proxy=proxy_command(Settings(home=folder, proxy_folder=installed_proxy())),
        server=str(folder / "server.py"),
        environment={"PYTHONPATH": str(OURS)},
        lessons=str(lessons),
        homes=str(folder / "homes") + "/{username}",
    )


def servers_of(pid: int) -> list[int]:
    """The processes of the learners' servers."""
    return [each for each in children_of(pid) if "jupyterhub.singleuser" in command_of(each)]


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def open_on_her_server(http: aiohttp.ClientSession, hub: StockHub, learner: str) -> Screen:
    """Signs in, starts her server, opens the lesson on it."""
    async with http.get(f"{hub.address}hub/login") as answer:
        token = http.cookie_jar.filter_cookies(answer.url)["_xsrf"].value
    form = {"_xsrf": token, "username": learner, "password": "any"}
    await http.post(f"{hub.address}hub/login", data=form, params={"next": "/hub/spawn"})
    for _ in range(LONGEST):
        async with http.get(f"{hub.server(learner)}api/status", allow_redirects=False) as answer:
            if answer.status in (200, 403):
                break
        await asyncio.sleep(1)
    return await stock_screen(http, hub.server(learner), f"{hub.server(learner)}voila/render/lesson.ipynb")
