"""A page's line to its kernel: is it alive, I don't need it any more, and the websocket between them."""

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from .headers import SafeHeaders
from .kernels import KERNEL_GONE, CohortKernels, drained


class KernelHandler(SafeHeaders, APIHandler):
    """Is my kernel alive? And: I don't need it any more."""

    auth_resource = "kernels"

    @web.authenticated
    @authorized
    async def get(self, kernel_id: str) -> None:
        self.kernel_manager._check_kernel_id(kernel_id)
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
        self.kernel_manager.watch(kernel_id, self._kernel_gone)
        await super().open(kernel_id)

    def on_close(self) -> None:
        kernels: CohortKernels = self.kernel_manager
        kernels.unwatch(self.kernel_id, self._kernel_gone)
        shell = self.connection.channels.get("shell")
        session = self.connection.session
        super().on_close()
        if self.close_code in self.LEFT and shell is not None and not shell.closed():
            # On the stream that carried her last words: they are read first.
            kernels.close_soon(self.kernel_id, lambda: drained(shell, session))
        elif self.close_code in self.LEFT:
            kernels.close_soon(self.kernel_id)

    def _kernel_gone(self) -> None:
        self.close(KERNEL_GONE, "")
