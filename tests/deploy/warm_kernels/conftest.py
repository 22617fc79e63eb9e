"""Kernels started through jupyter_client, as any Jupyter program would."""

import ast
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets.config import Config

QUIET = ["--HistoryManager.enabled=False", "--IPKernelApp.log_level=CRITICAL"]
START_SECONDS = 60
STOCK = {"provisioner_name": "local-provisioner"}


class Kernel:
    """A running kernel and a line to it."""

    def __init__(self, manager: AsyncKernelManager) -> None:
        self.manager = manager
        self.client = manager.client()

    @property
    def pid(self) -> int:
        pid: int = self.manager.provisioner.pid
        return pid

    @property
    def process(self) -> Any:
        return self.manager.provisioner.process

    async def listen(self) -> "Kernel":
        self.client.start_channels(stdin=False, hb=False)
        await self.client.wait_for_ready(START_SECONDS)
        return self

    async def value(self, expression: str, before: str = "") -> Any:
        """What a Python expression is worth in the kernel."""
        wanted = {"value": expression}
        reply = await self.client.execute_interactive(
            before, silent=True, user_expressions=wanted, timeout=START_SECONDS, output_hook=print
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        answer = reply["content"]["user_expressions"]["value"]
        assert answer["status"] == "ok", answer
        return ast.literal_eval(answer["data"]["text/plain"])

    async def ended(self) -> int | None:
        """Wait for its end; the exit status."""
        status: int | None = await self.manager.provisioner.wait()
        return status


@pytest.fixture
def nothing_ignored() -> Iterator[None]:
    """A shell makes what it runs in the background ignore these two, and a stock kernel inherits that."""
    ignored = [sign for sign in (signal.SIGINT, signal.SIGQUIT) if signal.getsignal(sign) is signal.SIG_IGN]
    for sign in ignored:
        signal.signal(sign, signal.SIG_DFL)
    yield
    for sign in ignored:
        signal.signal(sign, signal.SIG_IGN)


Start = Callable[..., Awaitable[Kernel]]


@pytest_asyncio.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """A forked kernel; with `is_stock=True` the same kernelspec, started the stock way."""
    kernels: list[Kernel] = []

    async def start_one(
        *, preload: tuple[str, ...] = (), is_stock: bool = False, limits: Any = None, **launch: Any
    ) -> Kernel:
        warm = {"provisioner_name": "onward", "config": {"preload": list(preload)}}
        specs = write_spec(tmp_path / ("stock" if is_stock else "warm"), STOCK if is_stock else warm)
        manager = AsyncKernelManager(
            kernel_name="tested",
            kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(specs)], ensure_native_kernel=False),
            config=Config({"WarmProvisioner": limits or {}}),
        )
        await manager.start_kernel(extra_arguments=QUIET, **launch)
        kernels.append(Kernel(manager))
        return await kernels[-1].listen()

    yield start_one
    for kernel in kernels:
        kernel.client.stop_channels()
        await kernel.manager.shutdown_kernel(now=True)


def write_spec(folder: Path, provisioner: dict[str, Any]) -> Path:
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Tested",
        "language": "python",
        "metadata": {"kernel_provisioner": provisioner},
    }
    (folder / "tested").mkdir(parents=True, exist_ok=True)
    (folder / "tested" / "kernel.json").write_text(json.dumps(spec), "utf-8")
    return folder
