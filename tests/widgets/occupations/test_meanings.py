"""Words of the same meaning, learned from which occupations they name."""

import numpy as np
import pytest

from widgets.occupations import Occupation
from widgets.occupations.index import load_index, write_index

OCCUPATIONS = [
    Occupation("driver", {"it": ("autista", "conducente"), "de": ("Fahrer",)}),
    Occupation("taxi", {"it": ("autista taxi", "conducente taxi"), "de": ("Taxi Fahrer",)}),
    Occupation("cook", {"it": ("cuoco",), "de": ("Koch",)}),
    Occupation("nurse", {"it": ("infermiera",), "de": ("Pflegerin",)}),
]


@pytest.fixture
def meanings(tmp_path):
    write_index(OCCUPATIONS, tmp_path / "index")
    return load_index(tmp_path / "index", "it").meanings


def test_words_for_the_same_work_are_near_in_every_language(meanings):
    autista, conducente, fahrer, cuoco = meanings.words(["autista", "conducente", "fahrer", "cuoco"])

    assert [round(float(autista @ each), 1) for each in (conducente, fahrer, cuoco)] == [1.0, 1.0, 0.0]


def test_an_unknown_word_is_near_to_none(meanings):
    assert not np.any(meanings.words(["xyzxyz"]))
