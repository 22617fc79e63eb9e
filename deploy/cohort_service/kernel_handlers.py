"""A page's line to its kernel: is it alive, I don't need it any more, and the websocket between them."""

from contextlib import suppress
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from .headers import SafeHeaders
from .kernels import CohortKernels, drained
from .open_pages import OpenPages
from .saves import Saves

VISIBILITY = {"hidden", "visible"}
"""What a page says of itself; every other message is the kernel's."""


class KernelHandler(SafeHeaders, APIHandler):
    """Is my kernel alive? And: I don't need it any more."""

    auth_resource = "kernels"

    @web.authenticated
    @authorized
    async def get(self, kernel_id: str) -> None:
        if self.settings["admission"].is_closed:
            raise web.HTTPError(503)  # the next service will answer
        self.kernel_manager._check_kernel_id(kernel_id)
        if self.kernel_manager.is_stopping(kernel_id):
            raise web.HTTPError(404)
        self.set_status(204)

    @web.authenticated
    @authorized
    async def delete(self, kernel_id: str) -> None:
        self.kernel_manager._check_kernel_id(kernel_id)
        self.kernel_manager.close_soon(kernel_id)
        self.set_status(204)


class KernelSocket(VoilaKernelWebsocketHandler):
    """Voilà's websocket to a kernel; each end learns when the other is gone."""

    # A browser that leaves the page says so by these; a broken line by neither.
    LEFT = (1001, 4001)

    async def open(self, kernel_id: str) -> None:
        self._saves = Saves(self.kernel_manager.metrics.answered)
        self.pages.connect(kernel_id, self)
        await super().open(kernel_id)

    @property
    def pages(self) -> OpenPages:
        pages: OpenPages = self.kernel_manager.pages
        return pages

    def on_message(self, ws_message: str | bytes) -> None:
        if ws_message in VISIBILITY:
            self.pages.show(self.kernel_id, is_hidden=ws_message == "hidden")
            return
        self.pages.touch(self.kernel_id)
        self._saves.from_page(ws_message)
        super().on_message(ws_message)

    def write_message(self, message: Any, binary: bool = False) -> Any:
        self._saves.from_kernel(message)
        with suppress(WebSocketClosedError):  # the page has gone; a new one asks for everything
            return super().write_message(message, binary)

    def on_close(self) -> None:
        kernels: CohortKernels = self.kernel_manager
        self.pages.disconnect(self.kernel_id, self)
        # Jupyter's own goes on for two rounds, and holds all of a page that is gone.
        self.ping_callback.stop()
        shell = self.shell()
        super().on_close()
        if self.close_code in self.LEFT and shell is not None and not shell[0].closed():
            # On the stream that carried her last words: they are read first.
            kernels.close_soon(self.kernel_id, drain=lambda: drained(*shell))
        elif self.close_code in self.LEFT:
            kernels.close_soon(self.kernel_id)

    def shell(self) -> tuple[Any, Any] | None:
        """The stream to the kernel on which her words go, and its session; None while there is none."""
        stream = self.connection.channels.get("shell") if self.connection else None
        return stream and (stream, self.connection.session)

    def hang_up(self, code: int) -> None:
        self.close(code, "")
