"""One cohort with a running worker for all tests: nbgrader takes seconds to load."""

from collections.abc import Iterator

import pytest

from tests.graded_cohort import GradedCohort, new_cohort


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GradedCohort]:
    """Use a learner's code of your own in each test."""
    cohort = new_cohort(tmp_path_factory.mktemp("cohorts") / "oak")
    cohort.start()
    yield cohort
    cohort.stop()
    cohort.store.close()


@pytest.fixture(scope="session")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GradedCohort]:
    """A cohort whose cells may use little, and may take three seconds."""
    cohort = new_cohort(tmp_path_factory.mktemp("cohorts") / "elm")
    cohort.start_narrow()
    yield cohort
    cohort.stop()
    cohort.store.close()
