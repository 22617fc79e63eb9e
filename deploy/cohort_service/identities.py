"""What a page's kernel is told about whose page it is: her code, her own key and no other."""

import base64
from typing import Any, Protocol

from grading.cohort import Cohort

from .access import Role


class DataKeys(Protocol):
    """The learner store, as far as the service needs it for a page."""

    def data_key(self, code: str) -> bytes: ...


class Identities:
    """Makes the environment of a page's kernel."""

    def __init__(self, cohort: Cohort, keys: DataKeys) -> None:
        self._cohort = cohort
        self._keys = keys

    def of(self, handler: Any) -> dict[str, str]:
        """For staff: a page with nobody's records."""
        identity = {
            "ONWARD_LANGUAGE": handler.language,
            "ONWARD_COHORT": self._cohort.name,
            "ONWARD_COUNTRY": self._cohort.country,
            "ONWARD_OWN_VACANCIES": str(self._cohort.vacancies),
            "ONWARD_OWN_QUESTIONS": str(self._cohort.questions),
        }
        if handler.role is not Role.LEARNER:
            return identity
        key = base64.b64encode(self._keys.data_key(handler.person)).decode()
        return {
            **identity,
            "ONWARD_STORE": self._cohort.store_url,
            "ONWARD_LEARNER": handler.person,
            "ONWARD_LEARNER_KEY": key,
        }
