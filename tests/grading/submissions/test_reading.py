from pathlib import Path

import pytest

import exercises
from grading.submissions import MissingSubmission, NoGradingRun, handed_in

CV = Path(exercises.__file__).parent / "source" / "cv"


def test_outside_a_grading_run_the_example_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CV)

    assert handed_in()["basics"]["name"] == "Sample Person"


def test_the_released_notebook_reads_the_same_example(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in ("source/tiny", "release/tiny"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "source/tiny/example.json").write_text('{"a": 1}')
    monkeypatch.chdir(tmp_path / "release/tiny")

    assert handed_in() == {"a": 1}


def test_without_an_example_the_error_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "somewhere" / "else"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)

    with pytest.raises(NoGradingRun, match=r"source/<assignment>/, beside an example\.json"):
        handed_in()


def test_a_grading_run_elsewhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.chdir(CV)

    with pytest.raises(NoGradingRun, match="autograded/<learner>/<assignment>"):
        handed_in()


@pytest.mark.parametrize("has_folder", [True, False])
def test_a_worker_that_does_not_run_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, has_folder: bool
) -> None:
    folder = tmp_path / "course" / "autograded" / "learner" / "cv"
    folder.mkdir(parents=True)
    if has_folder:
        (tmp_path / "run").mkdir()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.chdir(folder)

    with pytest.raises(MissingSubmission, match="is it running"):
        handed_in()
