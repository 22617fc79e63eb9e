"""No process of ours compiles the grammar of addresses that none of us has."""

import subprocess
import sys

import pytest

ENTRY_POINTS = ("deploy.cohort_service.__main__", "deploy.hub.__main__", "deploy.desk.__main__", "deploy.cli")


@pytest.mark.parametrize("module", [*ENTRY_POINTS, "grading.worker.__main__"])
def test_a_process_of_ours_starts_without_the_unused_check(module: str):
    asked = f"import sys, {module}, jsonschema; print('lark' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert answer.stdout == "False\n"


def test_a_notebook_that_is_none_is_refused_as_before():
    asked = "import grading, nbformat; nbformat.validate({'cells': 7, 'metadata': {}, 'nbformat': 4})"

    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)

    assert "NotebookValidationError" in answer.stderr
