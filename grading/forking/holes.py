"""Fills the holes in the zygote's memory, so that what a kernel makes lies together in pages of its own.

Freed blocks lie scattered over nearly every page that an import has touched, and allocators hand them out
first: each small object of a new kernel would have the system copy a whole page. Measured on 3.13: of 16.5 MB
that an opened lesson had for itself, 0.4 MB were new pages and all others copies; filled, it is 2.5 MB less.
"""

import ctypes
from collections.abc import Callable
from typing import Any

POOL, POOL_HEADER = 16 * 1024, 48
"""Of Python's allocator of small objects (Objects/obmalloc.c): a pool holds blocks of one size."""
SIZES = range(16, 512 + 1, 16)
BYTES_HEADER = 33
LIST_GROWS = 64
"""So long a list of pointers takes blocks of these sizes itself, while it grows."""
MALLOC_SIZES = (*(1 << power for power in range(20, 9, -1)), *range(1008, 0, -16))
MALLINFO = (
    "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
)  # fmt: skip

kept: list[Any] = []
"""What fills the holes; it is never looked at again."""


class Mallinfo(ctypes.Structure):
    """What glibc's `mallinfo2` answers; `keepcost` is how much lies free at the heap's end."""

    _fields_ = [(name, ctypes.c_size_t) for name in MALLINFO]


def fill() -> None:
    """Python's and the C library's; in a process of one thread, before it forks."""
    for size in SIZES:
        fill_pools(size)
    if hasattr(ctypes.CDLL(None), "mallinfo2"):
        libc().malloc_trim(0)  # whole pages go back to the system first
        fill_heap()


def fill_pools(size: int) -> None:
    """Until a pool is begun and full: Python begins one only when no other has a free block of this size."""
    make, blocks = maker(size), (POOL - POOL_HEADER) // size
    has_begun_one = False
    while not has_begun_one:
        made = [make() for _ in range(LIST_GROWS + 2 * blocks)]
        kept.append(made)
        places = [id(each) for each in made]
        has_begun_one = any(
            places[first : first + blocks] == list(range(place, place + blocks * size, size))
            for first, place in enumerate(places)
            if place % POOL == POOL_HEADER
        )


def maker(size: int) -> Callable[[], object]:
    """Makes objects that take one block of this size, and of a kind whose freed ones Python does not keep."""
    if size == 16:
        return object
    if size == 32:
        return lambda: complex(size, size)
    return lambda: bytes(size - BYTES_HEADER)


def fill_heap() -> None:
    """All that is free below the heap's end, the large first; it needs glibc 2.33 or later."""
    library = libc()
    end = heap_end(library)
    for size in MALLOC_SIZES:
        while (place := library.malloc(size)) and place < end:
            pass
        library.free(place)


def libc() -> Any:
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = Mallinfo
    library.malloc.argtypes, library.malloc.restype = [ctypes.c_size_t], ctypes.c_void_p
    library.free.argtypes, library.free.restype = [ctypes.c_void_p], None
    library.sbrk.argtypes, library.sbrk.restype = [ctypes.c_ssize_t], ctypes.c_void_p
    return library


def heap_end(library: Any) -> int:
    """Where the memory begins that nobody has had yet."""
    end: int = library.sbrk(0) - library.mallinfo2().keepcost
    return end
