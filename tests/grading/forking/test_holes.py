"""In processes of their own: other threads would make holes while they are filled."""

import subprocess
import sys


def test_next_objects_of_each_size_lie_in_new_pools():
    printed = run("""
        import json, ipykernel.kernelapp  # leaves many holes
        from grading.forking.holes import POOL, SIZES, fill_pools, kept, maker
        makers = {size: maker(size) for size in SIZES}
        before = {size: [makers[size]() for _ in range(20)] for size in SIZES}
        for size in SIZES:
            fill_pools(size)
            filled = {id(each) // POOL for each in kept[-1]}
            after = [makers[size]() for _ in range(20)]
            print(len({id(each) // POOL for each in after} - filled) <= 1)
        print(any(id(a) + size != id(b) for size in SIZES for a, b in zip(before[size], before[size][1:])))
    """)

    assert printed.split() == ["True"] * 33


def test_nothing_free_is_left_below_the_end_of_the_heap():
    printed = run("""
        import json, ipykernel.kernelapp
        from grading.forking.holes import fill_heap, heap_end, libc
        library = libc()
        end = heap_end(library)
        was_free = any(library.malloc(size) < end for size in range(64, 4096, 16))
        end = heap_end(library)
        fill_heap()
        print(was_free, all(library.malloc(size) >= end for size in range(64, 4096, 16)))
    """)

    assert printed.split() == ["True", "True"]


def test_objects_work_as_before_once_holes_are_filled():
    printed = run("""
        from grading.forking.holes import fill
        fill()
        words = {str(number): [number, float(number), str(number) * 50] for number in range(20_000)}
        print(sum(value[0] for value in words.values()))
    """)

    assert printed.split() == [str(sum(range(20_000)))]


def run(code: str) -> str:
    lines = code.strip("\n").splitlines()
    indent = len(lines[0]) - len(lines[0].lstrip())
    program = "\n".join(line[indent:] for line in lines)
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
