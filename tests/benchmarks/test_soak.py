"""The soak finds what grows, and calls nothing growth that is chance."""

import subprocess
import sys
import time

import pytest

from tests.benchmarks.processes import Held, held_by
from tests.benchmarks.soak import ALL, FIGURES, Sample, trend

LEAKING = "import time; kept = []\nwhile True: kept.append(bytearray(b'x' * {bytes})); time.sleep(0.02)"


def growths(samples: list[Sample]) -> dict[str, bool]:
    return {figure.name: trend(samples, ALL, figure).grows for figure in FIGURES}


def test_a_level_that_goes_up_and_down_is_flat():
    waves = [0, 7, -3, 5, -6, 2, -1, 4, -5, 1] * 12
    samples = [
        Sample(30.0 * place, {"service": Held(pss=(900 + wave) * 10**6, files=300 + wave, processes=60)})
        for place, wave in enumerate(waves)
    ]

    assert not any(growths(samples).values())


@pytest.mark.parametrize(
    ("name", "leaks"),
    [
        ("PSS, MB", lambda minute: Held(pss=int((900 + minute) * 10**6))),
        ("files", lambda minute: Held(files=300 + int(minute) // 4)),
        ("threads", lambda minute: Held(threads=100 + int(minute) // 10)),
        ("zombies", lambda minute: Held(zombies=int(minute) // 20)),
    ],
)
def test_a_slow_leak_grows(name, leaks):
    samples = [Sample(30.0 * place, {"service": leaks(place / 2)}) for place in range(120)]

    assert [each for each, grows in growths(samples).items() if grows] == [name]


@pytest.mark.parametrize("size", [0, 100_000])
def test_the_memory_of_a_process_that_leaks_is_seen_to_grow(size):
    process = subprocess.Popen([sys.executable, "-c", LEAKING.format(bytes=size)])
    time.sleep(3)  # it has started
    samples = [Sample(float(second), {"service": sampled(process.pid)}) for second in range(8)]
    process.kill()
    process.wait()

    assert growths(samples)["PSS, MB"] == bool(size)


def sampled(pid: int) -> Held:
    time.sleep(0.3)
    return held_by(pid)
