"""The committed short forms of our modules are made from the committed modules."""

import shutil

import pytest

from deploy.cohort_service.lean import HERE, MADE, file_of, shortened
from deploy.cohort_service.lean.__main__ import build, sources


def test_every_module_has_a_short_form_made_from_it_as_it_is():
    found = sources()

    assert len(found) > 20
    assert [name for name, source in found.items() if shortened(name, source) == source] == []
    assert {file.name for file in MADE.iterdir()} == {file_of(name).name for name in found}


def test_a_module_that_has_changed_since_is_served_as_it_is_written():
    name, source = next(iter(sources().items()))

    assert shortened(name, source + " ") == source + " "


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not there")
def test_making_them_again_gives_the_same_files(tmp_path):
    build(tmp_path)

    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        file.name: file.read_text() for file in MADE.iterdir()
    }


def test_they_name_no_address_where_packages_came_from():
    assert '"resolved"' not in (HERE / "package-lock.json").read_text()
