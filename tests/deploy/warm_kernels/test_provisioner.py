"""A forked kernel keeps every promise of one that jupyter_client starts the stock way."""

import asyncio
import logging
import os
import random
import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from deploy.warm_kernels.process import ForkedProcess

from .conftest import START_SECONDS, Kernel, Start

BOTH = pytest.mark.parametrize("is_stock", [False, True], ids=["forked", "stock"])
HANDLERS = "{int(n): str(signal.getsignal(n)) for n in signal.valid_signals()}"
MODULES = "sorted(get_ipython().kernel._kernel_modules)"


async def test_a_kernel_is_forked_and_answers(start: Start):
    kernel = await start()

    assert isinstance(kernel.process, ForkedProcess)
    assert await kernel.value("6 * 7") == 42


@BOTH
async def test_it_tells_how_it_ended(start: Start, is_stock: bool):
    statuses = []
    for last in ("os._exit(7)", "os.kill(os.getpid(), signal.SIGTERM)"):
        kernel = await start(is_stock=is_stock)
        kernel.client.execute(f"import os, signal; {last}")
        statuses.append(await kernel.ended())

    assert statuses == [7, -signal.SIGTERM]


@BOTH
async def test_it_can_be_terminated_and_killed(start: Start, is_stock: bool):
    one, other = await start(is_stock=is_stock), await start(is_stock=is_stock)
    await one.manager.provisioner.terminate()
    await other.manager.provisioner.kill()

    assert [await one.ended(), await other.ended()] == [-signal.SIGTERM, -signal.SIGKILL]


@BOTH
async def test_it_is_gone_after_a_shutdown(start: Start, is_stock: bool):
    kernel = await start(is_stock=is_stock)
    process, pid = kernel.process, kernel.pid
    await kernel.manager.shutdown_kernel()

    assert process.poll() in {0, -signal.SIGTERM, -signal.SIGKILL}  # asked, then told, then made to
    assert not psutil.pid_exists(pid)


@BOTH
async def test_it_can_be_interrupted(start: Start, is_stock: bool):
    kernel = await start(is_stock=is_stock)
    asked = kernel.client.execute("print('begun'); import time; time.sleep(60)", stop_on_error=False)
    while (await kernel.client.get_iopub_msg(timeout=START_SECONDS))["msg_type"] != "stream":
        pass
    await kernel.manager.interrupt_kernel()
    reply = await kernel.client._async_recv_reply(asked, timeout=START_SECONDS)

    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert await kernel.value("1") == 1


@BOTH
async def test_its_whole_family_is_signalled(start: Start, is_stock: bool):
    kernel = await start(is_stock=is_stock)
    child = await kernel.value("child.pid", "import subprocess; child = subprocess.Popen(['sleep', '60'])")
    await kernel.manager.provisioner.kill()
    await kernel.ended()

    psutil.wait_procs([psutil.Process(child)] if psutil.pid_exists(child) else [], timeout=10)
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


@BOTH
async def test_a_restarted_kernel_remembers_nothing(start: Start, is_stock: bool):
    kernel = await start(is_stock=is_stock)
    await kernel.value("1", "word = 'hers'")
    before = kernel.pid
    kernel.client.stop_channels()
    await kernel.manager.restart_kernel(now=True)
    after = await Kernel(kernel.manager).listen()

    assert after.pid != before
    assert await after.value("'word' in globals()") is False
    after.client.stop_channels()


@BOTH
async def test_it_runs_in_its_folder_with_its_environment_alone(
    start: Start, is_stock: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SERVICE_SECRET", "must not be seen")
    wanted = {"PATH": os.environ["PATH"], "WORD": "ώ", "TZ": "Asia/Kathmandu"}
    kernel = await start(is_stock=is_stock, cwd=str(tmp_path), env=dict(wanted))

    assert await kernel.value("os.getcwd()", "import os") == str(tmp_path)
    seen = await kernel.value("dict(os.environ)")
    own = {
        "JPY_PARENT_PID",
        "MPLBACKEND",
        "PYDEVD_USE_FRAME_EVAL",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "FORCE_COLOR",
        "TERM",
        "PAGER",
        "GIT_PAGER",
        "LC_CTYPE",
    }
    assert {name: value for name, value in seen.items() if name not in own} == wanted
    assert await kernel.value("time.strftime('%z')", "import time") == "+0545"
    assert await kernel.value("b'must not' in open('/proc/self/environ', 'rb').read()") is False


@pytest.mark.usefixtures("nothing_ignored")
async def test_its_signal_handlers_are_those_of_a_stock_kernel(start: Start):
    forked, stock = await start(), await start(is_stock=True)

    handlers = await forked.value(HANDLERS, "import signal")
    assert handlers == await stock.value(HANDLERS, "import signal")
    assert await forked.value("signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()") is True


async def test_it_shares_no_file_or_socket_with_zygote_or_sister(start: Start):
    """But for the one pipe by which all end with the service, and which nothing is written to."""
    one, other = [await start(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
    zygote = psutil.Process(one.pid).parent()
    files = [open_files(pid) for pid in (one.pid, other.pid, zygote.pid)]

    assert all(files)
    assert files[0] & files[2] == set()
    assert files[1] & files[2] == set()
    (lease,) = files[0] & files[1]
    assert lease.startswith("pipe:")


async def test_its_random_numbers_are_its_own(start: Start):
    draw = "[random.random(), str(uuid.uuid4()), secrets.token_hex(4), next(tempfile._get_candidate_names())]"
    imports = "import random, secrets, tempfile, uuid"
    random.seed(1)
    one = await (await start(preload=("random", "tempfile"))).value(draw, imports)
    other = await (await start(preload=("random", "tempfile"))).value(draw, imports)

    assert [a for a, b in zip(one, other, strict=True) if a == b] == []


async def test_it_knows_the_same_modules_as_a_stock_kernel(start: Start):
    """The debugger tells its own code from the user's by them."""
    forked, stock = await start(), await start(is_stock=True)

    missing = set(await stock.value(MODULES)) - set(await forked.value(MODULES))
    assert [each for each in missing if not each.endswith("ipykernel_launcher.py")] == []


async def test_its_stdout_and_stdin_are_what_they_were_ordered_to_be(start: Start, tmp_path: Path):
    with (tmp_path / "said").open("wb") as file:
        kernel = await start(stdout=file, stderr=subprocess.STDOUT)
    await kernel.value("1", "import os; os.system('echo out; echo err >&2')")
    assert await kernel.value("os.read(0, 1)") == b""
    assert (tmp_path / "said").read_text() == "out\nerr\n"

    kernel = await start(stdout=subprocess.PIPE)
    await kernel.value("1", "import os; os.write(1, b'heard')")
    assert os.read(kernel.process.stdout.fileno(), 5) == b"heard"


async def test_what_a_fork_cannot_give_comes_the_stock_way_with_a_warning(
    start: Start, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.WARNING)
    for options in ({"independent": True}, {"umask": 0o77}, {"preload": ("os:abort",)}):
        kernel = await start(**options)
        assert not isinstance(kernel.process, ForkedProcess)
        assert await kernel.value("6 * 7") == 42

    warnings = [each.getMessage() for each in caplog.records if "the stock way" in each.getMessage()]
    assert len(warnings) == 3


@BOTH
async def test_a_folder_that_is_not_there_is_refused(start: Start, is_stock: bool, tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        await start(is_stock=is_stock, cwd=str(tmp_path / "nowhere"))


def open_files(pid: int) -> set[str]:
    """Pipes, sockets and the like, by their numbers in the system."""
    links = [os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir()]
    return {link for link in links if link.startswith(("pipe:", "socket:", "/")) and link != os.devnull}


async def test_none_is_left_behind_as_a_zombie(start: Start):
    kernel = await start()
    zygote = psutil.Process(kernel.pid).parent()
    await kernel.manager.provisioner.kill()
    await kernel.ended()
    await asyncio.sleep(0)

    assert [each for each in zygote.children() if each.status() == psutil.STATUS_ZOMBIE] == []
