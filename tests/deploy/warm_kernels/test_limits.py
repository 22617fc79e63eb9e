"""What one kernel may use, forked or not."""

import resource
import signal
import subprocess

import pytest

from deploy.warm_kernels.limits import Limits

from .conftest import Start

LIMITS = "[resource.getrlimit(each)[0] for each in (resource.RLIMIT_NPROC, resource.RLIMIT_CORE)]"


async def test_a_kernel_that_wants_too_much_memory_gets_an_error_and_lives(start: Start):
    kernel = await start(limits={"megabytes": 2000})
    reply = await kernel.client.execute_interactive("x = bytearray(3 << 30)", output_hook=lambda _: None)

    assert reply["content"]["ename"] == "MemoryError"
    assert await kernel.value("1") == 1


async def test_a_kernel_that_computes_for_ever_is_ended(start: Start):
    kernel = await start(limits={"cpu_seconds": 2})
    kernel.client.execute("while True: pass")

    assert await kernel.ended() in {-signal.SIGXCPU, -signal.SIGKILL}


@pytest.mark.parametrize("options", [{}, {"independent": True}], ids=["forked", "stock"])
async def test_processes_are_limited_and_there_is_no_core_dump(start: Start, options: dict[str, bool]):
    kernel = await start(limits={"processes": 900}, **options)

    assert await kernel.value(LIMITS, "import resource") == [900, 0]


async def test_another_kernel_is_not_limited(start: Start):
    await start(limits={"megabytes": 2000})
    free = await start()

    limit = await free.value("resource.getrlimit(resource.RLIMIT_AS)[0]", "import resource")
    assert limit == resource.getrlimit(resource.RLIMIT_AS)[0]


def test_a_limit_is_never_raised():
    with subprocess.Popen(["sleep", "60"]) as process:
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (5, 5))
        Limits(cpu_seconds=100).put_on(process.pid)
        limit = resource.prlimit(process.pid, resource.RLIMIT_CPU)
        process.kill()

    assert limit == (5, 5)
