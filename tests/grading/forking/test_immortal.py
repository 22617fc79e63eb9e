import subprocess
import sys

import pytest

from grading.forking import immortal

PROGRAM = """
import gc, sys
from grading.forking import immortal

def known(word):
    return {"a key": [word, 3.5, (word, 2 ** 70)], "text": "a text of its own " + word}

held = known("found")
immortal.immortalise()
later = known("later")
parts = [held, held["a key"], held["a key"][2], held["text"], known.__code__, known.__code__.co_consts,
         known.__code__.co_linetable]
print(all(sys.getrefcount(each) > 1 << 30 for each in parts), sys.getrefcount(later) < 10)
del held, later, parts
gc.collect()
print(known("again")["text"])
"""


@pytest.mark.skipif(not immortal.is_possible(), reason="immortal objects came with Python 3.12")
def test_all_that_is_held_becomes_immortal_the_parts_of_code_too_and_nothing_that_comes_later():
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)

    assert done.stdout.splitlines() == ["True True", "a text of its own again"]
