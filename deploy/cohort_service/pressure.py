"""Short memory: first kernels that nobody looks at go, and none is kept ready; then newcomers wait."""

from collections.abc import Callable
from enum import IntEnum

from .admission import PageKernels
from .machine import Memory

MEGABYTE = 1_000_000


class Pressure(IntEnum):
    CALM = 0
    TIGHT = 1
    """Kernels that nobody looks at go, and none is kept ready."""
    SCARCE = 2
    """Newcomers wait, too."""


def pressure_of(memory: Memory) -> Pressure:
    """By what is left (on a large machine a small part is a lot), and by how long processes stood still."""
    if memory.available < min(0.05 * memory.limit, 400 * MEGABYTE) or memory.full >= 20:
        return Pressure.SCARCE
    if memory.available < min(0.12 * memory.limit, 1000 * MEGABYTE) or memory.some >= 20:
        return Pressure.TIGHT
    return Pressure.CALM


class MemoryWatch:
    """Looks every few seconds, and sheds kernels while memory is short."""

    def __init__(self, read: Callable[[], Memory], kernels: PageKernels) -> None:
        self._read = read
        self._kernels = kernels
        self.memory = read()
        self.pressure = pressure_of(self.memory)

    def look(self) -> None:
        self.memory = self._read()
        self.pressure = pressure_of(self.memory)
        for _ in range(self.pressure):
            self._kernels.shed_one("memory")

    def is_calm(self) -> bool:
        return self.pressure is Pressure.CALM

    def is_scarce(self) -> bool:
        return self.pressure is Pressure.SCARCE
