"""The demo cohort, made by the real store and grading worker."""

import os
import stat
import sys
from pathlib import Path

import pytest

from deploy.cohorts import find_cohort
from deploy.demo import prepare_demo
from deploy.folders import make_private
from deploy.people import People, open_store
from deploy.settings import Settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(home=tmp_path_factory.mktemp("demo"))
    make_private(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ["PATH"]]))
        prepare_demo(settings)
    return settings


def test_its_learners_are_in_several_states(settings: Settings):
    sign_ins = prepare_demo(settings)

    with open_store(find_cohort(settings, "demo")) as store:
        states = {item.learner: item.state for item in store.handed_in()}
        released = [one.name for one in sign_ins.learners if store.records(one.name).load("feedback/cv")]
    assert [states.get(learner.name) for learner in sign_ins.learners] == [
        None,
        None,
        "graded",
        "graded",
        None,
    ]
    assert released == [sign_ins.learners[3].name]


def test_its_sign_ins_fit_and_are_its_owners_alone(settings: Settings):
    people, sign_ins = People.of(settings), prepare_demo(settings)

    fitting = [people.vault.fits(one.secret, people.roster.find(one.name).secret) for one in sign_ins.people]

    assert fitting == [True] * 6
    assert stat.S_IMODE(sign_ins.file.stat().st_mode) == 0o600


def test_a_second_start_keeps_it(settings: Settings):
    assert prepare_demo(settings) == prepare_demo(settings)
    assert len(People.of(settings).roster.names()) == 6


def test_a_first_start_that_broke_off_is_begun_again(settings: Settings, tmp_path: Path):
    broken = Settings(home=tmp_path)
    make_private(broken)
    (broken.cohorts / "demo" / "keys").mkdir(parents=True)
    People.of(broken).roster.add("kmn479", "learner", "demo", b"hash")

    sign_ins = prepare_demo(broken)

    assert People.of(broken).roster.names() == {one.name for one in sign_ins.people}
