"""Makes what a process holds immortal, so that looking at it does not copy its memory into every child.

Python counts references inside the objects: whoever looks at one writes into it, and the system then copies
the page. Since Python 3.12 an object may be immortal (PEP 683): its count stays as it is. Python makes only
its own constants so; here everything is, once all is imported. Measured on 3.13: a page's kernel has 13 MB
for itself instead of 22. Nothing of it is ever freed, which a process as short-lived as a page does not need.
"""

import ctypes
import gc
import sys
import sysconfig
from collections.abc import Iterable
from types import CodeType, FrameType

IMMORTAL = 0xFFFFFFFF
"""The count that CPython 3.12 and 3.13 leave alone, in the lower half of the object's first word."""

PARTS = (
    "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_filename", "co_name",
    "co_qualname", "co_linetable", "co_exceptiontable",
)  # fmt: skip


def is_possible() -> bool:
    known = (3, 12) <= sys.version_info[:2] <= (3, 13) and sys.implementation.name == "cpython"
    has_wide_counts = sys.maxsize > 2**32 and sys.byteorder == "little"
    return known and has_wide_counts and not sysconfig.get_config_var("Py_GIL_DISABLED")


def immortalise() -> int:
    """Every object that can be reached, but for running frames; how many. One thread only."""
    known: dict[int, object] = {}
    found = gc.get_objects()
    while found:
        new = [each for each in found if id(each) not in known and not isinstance(each, FrameType)]
        known.update((id(each), each) for each in new)
        found = [*gc.get_referents(*new), *parts_of_code(new)]
    for place in known:
        ctypes.c_uint32.from_address(place).value = IMMORTAL
    return len(known)


def parts_of_code(found: Iterable[object]) -> list[object]:
    """What code objects hold: the collector does not follow them, since they are in no circle."""
    parts: list[object] = []
    for each in found:
        if isinstance(each, CodeType):
            parts += (getattr(each, name) for name in PARTS)
    return parts
