"""The committed bundle of the stock widgets is built from the committed sources."""

import shutil

import pytest

from deploy.cohort_service.stock_widgets.__main__ import HERE, OUTPUTS, STAMP, build, source_digest


def test_the_bundle_was_built_from_these_sources():
    assert STAMP.read_text().strip() == source_digest()


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not there")
def test_building_it_again_gives_the_same_files(tmp_path):
    build(tmp_path)

    assert {name: (tmp_path / name).read_bytes() for name in OUTPUTS} == {
        name: (HERE / name).read_bytes() for name in OUTPUTS
    }


def test_it_names_no_address_where_packages_came_from():
    assert '"resolved"' not in (HERE / "source" / "package-lock.json").read_text()
