"""Which cohorts an installation has, and under which account their services run."""

import logging
import os
from pathlib import Path

import pytest

from deploy.cohorts import Place, UnknownCohort, find_place, known_account, places
from deploy.doctor import check_stores
from deploy.settings import Settings

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives folders away")
NOBODY = 65534
UNKNOWN = 54321


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(home=tmp_path)
    for name in ("elm", "oak"):
        (made.cohorts / name).mkdir(parents=True)
        write(made, name, 'account = ""\n')
    return made


def write(settings: Settings, name: str, words: str) -> None:
    (settings.cohorts / name / "cohort.toml").write_text(words)


def names(found: list[Place]) -> list[str]:
    return [place.cohort.name for place in found]


@pytest.mark.parametrize("words", ["account = ", "account = 5", 'store_url = ["x"]', "\x00", 'a = "\udcff"'])
def test_a_cohort_whose_file_is_damaged_is_left_out_and_the_others_are_not(
    settings: Settings, caplog: pytest.LogCaptureFixture, words: str
):
    (settings.cohorts / "elm" / "cohort.toml").write_bytes(words.encode("utf-8", "surrogateescape"))

    with caplog.at_level(logging.ERROR):
        found = names(places(settings))

    assert found == ["oak"]
    assert str(settings.cohorts / "elm") in caplog.text
    with pytest.raises(UnknownCohort):
        find_place(settings, "elm")


def test_a_pipe_in_the_files_place_holds_nobody_up(settings: Settings):
    file = settings.cohorts / "elm" / "cohort.toml"
    file.unlink()
    os.mkfifo(file)

    assert names(places(settings)) == ["oak"]


@needs_root
@pytest.mark.parametrize("said", ["", "nobody"])
def test_a_cohorts_services_run_under_the_account_that_owns_its_folder(settings: Settings, said: str):
    write(settings, "oak", f'account = "{said}"\n')
    os.chown(settings.cohorts / "oak", NOBODY, -1)

    assert [place.account for place in places(settings)] == ["", "nobody"]


@needs_root
@pytest.mark.parametrize(
    ("owner", "said"), [(NOBODY, "root"), (NOBODY, "daemon"), (0, "nobody"), (UNKNOWN, "")]
)
def test_a_file_that_names_another_account_than_its_folders_owner_keeps_its_cohort_out(
    settings: Settings, owner: int, said: str
):
    write(settings, "oak", f'account = "{said}"\n')
    os.chown(settings.cohorts / "oak", owner, -1)

    assert names(places(settings)) == ["elm"]
    assert next(check_stores(settings)).check == ("account_owner" if said else "store")


def test_who_is_not_root_runs_all_under_one_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert known_account(tmp_path, "") == ""
