"""Voilà as a cohort's service: the pages on its list, and nothing else of what Voilà and Jupyter serve."""

import asyncio
import gc
import secrets
import shutil
import signal
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

import tornado.web
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from ..hub.kept_secrets import kept_secret
from .access import OwnKernelsOnly
from .assets_handler import ROOTS, AssetHandler, ServedAssets
from .audio_handlers import AudioHandler, RecordingHandler, spoken_languages
from .compressed import Compressed
from .compression import StreamingCompression
from .frame import Frame
from .handlers import (
    AwakeHandler,
    ExitHandler,
    LanguageHandler,
    NotFound,
    StartHandler,
)
from .health import HealthHandler, MetricsHandler
from .identities import DataKeys, Identities
from .identity import CohortIdentity
from .kernel_handlers import KernelHandler, KernelSocket
from .kernels import CohortKernels
from .lesson_page import LessonHandler
from .options import ServiceOptions
from .preferences import RecordsByLearner
from .quiet_log import log_request
from .sessions import Sessions
from .upkeep import Upkeep

Handlers = Sequence[tuple[Any, ...]]
KERNEL_ID = r"(?P<kernel_id>[0-9a-f-]{36})"
MAX_BODY = 1_000_000
PING = 20_000
"""Milliseconds between two pings of a page's line. Jupyter looks for an answer just before it sends the next
ping, so an answer may be a little older than that.
"""


def configuration(options: ServiceOptions) -> Config:
    """Voilà's and Jupyter's settings that differ from their own."""
    config = Config()
    config.CohortKernels.page_kernel = options.page_kernel
    config.WarmProvisioner.update(asdict(options.limits))
    config.Application.log_level = "WARN"
    config.VoilaConfiguration.multi_kernel_manager_class = CohortKernels
    # On a port, every account of the machine could listen to what a kernel says.
    config.KernelManager.transport = "ipc"
    # Jupyter's own goes by the wall clock; see `open_pages.Care`.
    config.MappingKernelManager.cull_idle_timeout = 0
    config.MappingKernelManager.allow_tracebacks = False
    # Kernels have answered before a page gets one; Jupyter holds each page that is gone for so long.
    config.MappingKernelManager.kernel_info_timeout = 10.0
    # A restarted kernel would be an empty one: let it die, the page gets a new one.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1.0
    return config


class LearnerStore(DataKeys, RecordsByLearner, Protocol):
    """What the service needs of the learner store."""


class CohortService(Voila):
    """The service of one cohort. `pages` are the handlers that others bring: home, the staff's pages.

    It reads no settings from the machine's Jupyter folders: Voilà's `initialize` is not called.
    """

    identity_class: type = CohortIdentity
    asset_roots: tuple[Path, ...] = ROOTS

    def __init__(self, options: ServiceOptions, store: LearnerStore, pages: Handlers = ()) -> None:
        super().__init__(config=configuration(options))
        self.options = options
        self.base_url = options.base_url
        self.identity_provider_class = self.identity_class
        self.authorizer_class = OwnKernelsOnly
        self.cookie_secret = cookie_secret(options.cohort.folder / "run")
        options.cohort.lessons.mkdir(parents=True, exist_ok=True)
        self.root_dir = str(options.cohort.lessons)
        self._store = store
        self._pages = pages

    def run(self) -> None:
        """Serve until the Hub says to stop; leave no kernel behind."""
        self.voila_configuration = VoilaConfiguration(parent=self)
        asyncio.run(self._serve())

    def init_settings(self) -> dict[str, Any]:
        """Voilà's settings and ours."""
        assets = ServedAssets(self.asset_roots)
        settings: dict[str, Any] = super().init_settings()
        sessions = Sessions(60 * self.options.idle_minutes)
        self.upkeep = Upkeep(self.options, settings["kernel_manager"], sessions)
        return {
            **settings,
            "admission": self.upkeep.admission,
            "assets": assets,
            "compressed": Compressed(self.options.compressed),
            "default_handler_class": NotFound,
            "frame": Frame(
                assets, url_path_join(self.base_url, "assets/"), lambda: spoken_languages(self.options)
            ),
            "identities": Identities(self.options.cohort, self._store),
            "notebook_modules": {},
            "log_function": log_request,
            "options": self.options,
            "store": self._store,
            "sessions": sessions,
            "transforms": [StreamingCompression],
            "turns": self.upkeep.turns,
            "warm_kernels": self.upkeep.warm,
            "websocket_compression_options": {},
            "ws_ping_interval": PING,
            "ws_ping_timeout": 1.5 * PING,
            "xsrf_cookie_kwargs": {"samesite": "Lax", "secure": self.options.is_https},
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """The whole list. Voilà's own (contents, tree, files, themes, shutdown) are not on it."""
        handlers: Handlers = [
            ("", StartHandler),
            (r"lesson/([^/]+)", LessonHandler),
            (r"assets/(?P<file>[\w.-]+)", AssetHandler),
            (r"assets/(?P<release>[0-9a-f]{10})/(?P<file>[\w./-]+)", AssetHandler),
            (rf"api/kernels/{KERNEL_ID}", KernelHandler),
            (rf"api/kernels/{KERNEL_ID}/channels", KernelSocket),
            (r"audio/([\w-]+)", AudioHandler),
            (r"audio/([\w-]+)/([0-9a-f]{16}-[0-9a-f]{8}\.opus)", RecordingHandler),
            ("awake", AwakeHandler),
            ("exit", ExitHandler),
            ("language", LanguageHandler),
            ("health", HealthHandler),
            ("metrics", MetricsHandler),
            *self._pages,
        ]
        below = [(self.base_url + path, *rest) for path, *rest in handlers]
        return [*below, *self.identity_provider.get_handlers()]

    async def _serve(self) -> None:
        self.connection_dir = tempfile.mkdtemp(prefix="onward-")
        self.app = tornado.web.Application(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        server = HTTPServer(self.app, xheaders=True, max_body_size=MAX_BODY)
        server.listen(self.options.port, self.options.address)
        self.upkeep.start()
        # What is here now stays. Python looks for what is gone among the rest, sooner and faster.
        gc.collect()
        gc.freeze()
        # Takes seconds; a service that stops does not wait for it.
        Thread(target=self.app.settings["frame"].files.prepare, daemon=True).start()
        try:
            await stop_signal()
        finally:
            await self.upkeep.stop(server.stop)
            shutil.rmtree(self.connection_dir, ignore_errors=True)


async def stop_signal() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()


def cookie_secret(folder: Path) -> bytes:
    """What signs the cookies; kept, so that a restart signs nobody out."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return kept_secret(folder / "cookie_secret", secrets.token_bytes(32))
