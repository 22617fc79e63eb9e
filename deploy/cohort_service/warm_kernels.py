"""Kernels that have imported everything before anybody asks; each is given to one page and never again."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import Empty

from jupyter_client.asynchronous.client import AsyncKernelClient

from .kernels import CohortKernels
from .open_pages import Owner
from .quiet_log import log_failure

START_SECONDS = 60
HEARING_SECONDS = 0.1
# A new kernel is started when the page that took one has had the processor for itself.
REFILL_AFTER_SECONDS = 0.5
WARM_UP = "from deploy.cohort_service.kernel_start import become as _become, warm_up as _warm_up; _warm_up()"


@dataclass
class PageKernel:
    """A kernel and the service's own line to it, used while the page's cells run."""

    kernel_id: str
    client: AsyncKernelClient

    def become(self, identity: Mapping[str, str]) -> None:
        """Give it a learner's identity; silent, so that neither history nor page sees it."""
        code = f"import json as _json; _become(_json.loads({json.dumps(json.dumps(identity))}))"
        self.client.execute(code, silent=True, store_history=False)


class WarmKernels:
    """Keeps `size` kernels ready; starts one on the spot when none is."""

    def __init__(self, kernels: CohortKernels, size: int) -> None:
        self._kernels = kernels
        self._size = size
        self._ready: deque[PageKernel] = deque()
        self._filling: asyncio.Task[None] | None = None
        self.may_fill: Callable[[], bool] = lambda: True
        """False while memory is short, or pages wait for their turn to start."""

    @property
    def ready(self) -> int:
        """Kernels that wait for a page."""
        return len(self._ready)

    async def take(self, owner: Owner) -> PageKernel:
        """A kernel for one page of this owner, ready for its first request."""
        kernel = self._take_ready() or await self._start()
        self._kernels.give(kernel.kernel_id, owner)
        self.fill(REFILL_AFTER_SECONDS)
        return kernel

    def fill(self, delay: float = 0) -> None:
        if not self._filling or self._filling.done():
            self._filling = asyncio.ensure_future(self._fill(delay))

    async def stop(self) -> None:
        if self._filling:
            self._filling.cancel()
            await asyncio.gather(self._filling, return_exceptions=True)

    def _take_ready(self) -> PageKernel | None:
        while self._ready:
            kernel = self._ready.popleft()
            if kernel.kernel_id in self._kernels:  # it may have died while it waited
                return kernel
        return None

    async def _fill(self, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            while len(self._ready) < self._size and self.may_fill():
                self._ready.append(await self._start())
        except Exception as error:
            log_failure("Starting a kernel ahead", error)

    async def _start(self) -> PageKernel:
        kernel_id = await self._kernels.start_for_nobody()
        client = self._kernels.get_kernel(kernel_id).client()
        client.start_channels(stdin=False, hb=False)
        try:
            await asyncio.wait_for(until_ready(client), START_SECONDS)
        except BaseException:
            client.stop_channels()
            await self._kernels.shutdown_kernel(kernel_id, now=True)
            raise
        return PageKernel(kernel_id, client)


async def until_ready(client: AsyncKernelClient) -> None:
    """Until the kernel has warmed up, and all that it says is heard.

    `wait_for_ready` polls for some tenths of a second; this waits for the answers themselves.
    """
    asked = client.execute(WARM_UP, silent=True, store_history=False)
    while not (await answered(client, asked) and await heard(client, asked)):
        asked = client.kernel_info()


async def answered(client: AsyncKernelClient, asked: str) -> bool:
    while True:
        message = await client.get_shell_msg()
        if message["parent_header"].get("msg_id") == asked:
            return True


async def heard(client: AsyncKernelClient, asked: str) -> bool:
    """Whether the kernel was heard to be done; not so where it was before this line was heard itself."""
    try:
        while True:
            message = await client.get_iopub_msg(timeout=HEARING_SECONDS)
            is_about = message["parent_header"].get("msg_id") == asked
            if is_about and message["content"].get("execution_state") == "idle":
                return True
    except Empty:
        return False
