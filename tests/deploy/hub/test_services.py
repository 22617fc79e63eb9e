from pathlib import Path

import pytest

from deploy.cohort_service.kernels import kernel_environment
from deploy.cohorts import Place
from deploy.hub.services import CohortServices
from deploy.settings import Settings
from grading.cohort import Cohort

OWN = {"ONWARD_HELPLINES": "/srv/helplines.toml", "ONWARD_HELPLINES_MAX_AGE": "30", "TZ": "Europe/Rome"}


def environments(home: Path) -> list[dict[str, str]]:
    services = CohortServices(Place(Cohort("oak", home / "oak")), Settings(home=home), 1, 2).services()
    return [service["environment"] for service in services]


def test_the_ngos_helplines_reach_every_service_and_its_kernels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name, value in OWN.items():
        monkeypatch.setenv(name, value)

    given = environments(tmp_path)

    assert [each.items() >= OWN.items() for each in given] == [True, True, True]
    assert kernel_environment().items() >= OWN.items()


def test_what_is_not_set_is_not_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in OWN:
        monkeypatch.delenv(name, raising=False)

    assert [each.keys() & OWN.keys() for each in environments(tmp_path)] == [set()] * 3
