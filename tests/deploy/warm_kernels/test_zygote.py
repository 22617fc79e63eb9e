"""The zygote may die, or be outdated; the service may die. Kernels live or end as they should."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from deploy.warm_kernels.process import ForkedProcess

from .conftest import Start

PATIENCE = 20.0
REHEARSED = "deploy.cohort_service.kernel_start:rehearse"
SERVICE = """
import asyncio, sys
from subprocess import DEVNULL
from jupyter_client.manager import AsyncKernelManager

async def main():
    manager = AsyncKernelManager(kernel_name="onward")
    await manager.start_kernel(stdout=DEVNULL)  # where a kernel writes notes of its own
    print(manager.provisioner.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_kernels_outlive_their_zygote_and_the_next_has_a_new_one(start: Start):
    old = await start()
    zygote = psutil.Process(old.pid).parent()
    os.kill(zygote.pid, signal.SIGKILL)
    new = await start()

    assert isinstance(new.process, ForkedProcess)
    assert psutil.Process(new.pid).ppid() != zygote.pid
    assert await old.value("6 * 7") == 42
    assert await old.manager.is_alive()


async def test_the_end_of_a_kernel_whose_zygote_died_is_seen(start: Start):
    kernel = await start()
    os.kill(psutil.Process(kernel.pid).ppid(), signal.SIGKILL)
    kernel.client.execute("import os; os._exit(3)")

    assert await kernel.ended() == 255  # nobody was there to ask


async def test_after_an_upgrade_new_kernels_have_the_new_code(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    module = tmp_path / "upgraded.py"
    module.write_text("release = 1")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    monkeypatch.setenv("PYTHONPATH", path)
    old = await start(preload=("upgraded",))
    module.write_text("release = 2  # and a little longer")
    new = await start(preload=("upgraded",))

    assert await old.value("upgraded.release", "import upgraded") == 1
    assert await new.value("upgraded.release", "import upgraded") == 2
    assert isinstance(new.process, ForkedProcess)


async def test_a_retired_zygote_ends_with_its_last_kernel(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    module = tmp_path / "retired.py"
    module.write_text("release = 1")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    old = await start(preload=("retired",))
    zygote = psutil.Process(old.pid).parent()
    module.write_text("release = 2  # and a little longer")
    await start(preload=("retired",))
    assert zygote.is_running()
    await old.manager.provisioner.kill()

    await until(lambda: not zygote.is_running() or zygote.status() == psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
async def test_no_kernel_and_no_zygote_outlives_the_service(how: signal.Signals):
    with subprocess.Popen([sys.executable, "-c", SERVICE], stdout=subprocess.PIPE, text=True) as service:
        kernel = psutil.Process(int(service.stdout.readline()))
        zygote = kernel.parent()
        service.send_signal(how)
    await until(lambda: all(has_ended(each) for each in (kernel, zygote)))


async def test_a_kernel_whose_zygote_died_does_not_outlive_the_service():
    with subprocess.Popen([sys.executable, "-c", SERVICE], stdout=subprocess.PIPE, text=True) as service:
        kernel = psutil.Process(int(service.stdout.readline()))
        zygote = kernel.parent()
        zygote.kill()
        await until(lambda: has_ended(zygote))
        assert not has_ended(kernel)
        service.kill()
    await until(lambda: has_ended(kernel))


async def test_many_kernels_at_once_come_from_one_zygote(start: Start):
    kernels = await asyncio.gather(*(start() for _ in range(6)))

    assert len({psutil.Process(kernel.pid).ppid() for kernel in kernels}) == 1
    assert [await kernel.value("6 * 7") for kernel in kernels] == [42] * 6


async def test_a_page_imports_nothing_late(start: Start):
    """Each module imported in a kernel is memory and time that every page pays for itself."""
    kernel = await start(preload=(REHEARSED,))
    before = "from lessons.opening import open_lesson; import sys; known = set(sys.modules)"
    opened = f"{before}; open_lesson('write_a_cv'); open_lesson('first_contact')"

    assert await kernel.value("sorted(set(sys.modules) - known)", opened) == []


async def test_a_zygote_has_a_single_thread_and_no_widget_of_anybodys(start: Start):
    kernel = await start(preload=(REHEARSED,))
    zygote = psutil.Process(kernel.pid).parent()

    assert zygote.num_threads() == 1
    imports = "from ipywidgets import Widget; import ipywidgets.widgets.widget as module"
    assert await kernel.value("len(module._instances)", imports) == 0


async def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


def has_ended(process: psutil.Process) -> bool:
    """In a container nobody may have noticed yet, then it is a zombie."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
