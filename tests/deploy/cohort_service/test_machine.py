"""Memory as Linux tells it, on the machine and in containers; and what follows when it is short."""

import gc
import weakref
from pathlib import Path

import pytest

from deploy.cohort_service.machine import Machine, Memory, give_memory_back
from deploy.cohort_service.pressure import MemoryWatch, Pressure, pressure_of

MEMINFO = "MemTotal:        4000000 kB\nMemFree:          100000 kB\nMemAvailable:    3000000 kB\n"


def machine(root: Path, **files: str) -> Machine:
    for name, text in {"proc/meminfo": MEMINFO, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Machine(root)


def test_the_machines_memory(tmp_path: Path):
    assert machine(tmp_path).memory() == Memory(3_072_000_000, 4_096_000_000)


def test_a_containers_limit_counts_and_its_file_cache_does_not(tmp_path: Path):
    files = {
        "proc/self/cgroup": "0::/\n",
        "sys/fs/cgroup/memory.max": "1000000000\n",
        "sys/fs/cgroup/memory.current": "800000000\n",
        "sys/fs/cgroup/memory.stat": "anon 500000000\nfile 300000000\ninactive_file 200000000\n",
    }

    assert machine(tmp_path, **files).memory() == Memory(400_000_000, 1_000_000_000)


def test_the_tightest_of_the_groups_around_counts(tmp_path: Path):
    files = {
        "proc/self/cgroup": "0::/outer/inner\n",
        "sys/fs/cgroup/outer/memory.max": "500000000\n",
        "sys/fs/cgroup/outer/memory.current": "450000000\n",
        "sys/fs/cgroup/outer/inner/memory.max": "max\n",
        "sys/fs/cgroup/outer/inner/memory.current": "1000\n",
    }

    assert machine(tmp_path, **files).memory() == Memory(50_000_000, 500_000_000)


def test_control_groups_of_version_1(tmp_path: Path):
    folder = "sys/fs/cgroup/memory/pods/one"
    files = {
        "proc/self/cgroup": "5:cpu:/\n4:memory:/pods/one\n",
        f"{folder}/memory.limit_in_bytes": "600000000\n",
        f"{folder}/memory.usage_in_bytes": "500000000\n",
        f"{folder}/memory.stat": "total_inactive_file 100000000\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    }

    assert machine(tmp_path, **files).memory() == Memory(200_000_000, 600_000_000)


def test_how_long_processes_stood_still(tmp_path: Path):
    text = "some avg10=12.50 avg60=3.00 avg300=0.50 total=7\nfull avg10=2.25 avg60=0.00 avg300=0.00 total=7\n"

    memory = machine(tmp_path, **{"proc/pressure/memory": text}).memory()

    assert (memory.some, memory.full) == (12.5, 2.25)


def test_a_containers_share_of_the_cores(tmp_path: Path):
    half, none = tmp_path / "half", tmp_path / "none"

    assert machine(half, **{"sys/fs/cgroup/cpu.max": "50000 100000\n"}).cores() == 1
    assert machine(none, **{"sys/fs/cgroup/cpu.max": "max 100000\n"}).cores() >= 1


def test_a_machine_that_tells_nothing_has_plenty(tmp_path: Path):
    assert pressure_of(Machine(tmp_path).memory()) is Pressure.CALM


@pytest.mark.parametrize(
    ("memory", "pressure"),
    [
        (Memory(3_000_000_000, 4_000_000_000), Pressure.CALM),
        (Memory(450_000_000, 4_000_000_000), Pressure.TIGHT),
        (Memory(150_000_000, 4_000_000_000), Pressure.SCARCE),
        (Memory(1_100_000_000, 64_000_000_000), Pressure.CALM),
        (Memory(3_000_000_000, 4_000_000_000, some=25), Pressure.TIGHT),
        (Memory(3_000_000_000, 4_000_000_000, some=60, full=30), Pressure.SCARCE),
    ],
)
def test_what_is_short(memory: Memory, pressure: Pressure):
    assert pressure_of(memory) is pressure


def test_kernels_are_shed_while_memory_is_short():
    class Kernels:
        shed = 0

        def in_use(self) -> int:
            return 9

        def shed_one(self, reason: str) -> bool:
            self.shed += 1
            return True

    readings = iter([Memory(3, 4, 0, 0), Memory(1, 100), Memory(9, 100), Memory(50, 100)])
    kernels = Kernels()
    watch = MemoryWatch(lambda: next(readings), kernels)

    seen = []
    for _ in range(3):
        watch.look()
        seen.append((watch.pressure, kernels.shed))

    assert seen == [(Pressure.SCARCE, 2), (Pressure.TIGHT, 3), (Pressure.CALM, 3)]


def test_what_holds_itself_in_a_circle_is_let_go():
    class Page:
        """Holds itself, as a page and its line to the kernel do."""

    page = Page()
    page.itself = page  # type: ignore[attr-defined]
    gone = weakref.ref(page)
    gc.disable()
    try:
        del page
        assert gone() is not None

        give_memory_back()
    finally:
        gc.enable()

    assert gone() is None
