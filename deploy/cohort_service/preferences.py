"""The language that a learner chose, kept in her records for her next browser."""

import logging
from typing import Any, Protocol

from grading.store import StaleRecord, StoreError

log = logging.getLogger(__name__)
KIND = "preferences"


class RecordsByLearner(Protocol):
    """The learner store, as far as preferences need it."""

    def records(self, code: str) -> Any: ...


def chosen_language(store: RecordsByLearner, learner: str) -> str:
    """The tag that she chose last; "" if she never chose."""
    try:
        record = store.records(learner).load(KIND)
    except StoreError as error:
        log.warning("Preferences not read: %s", type(error).__name__)
        return ""
    return str(record.document.get("language", "")) if record else ""


def keep_language(store: RecordsByLearner, learner: str, tag: str) -> None:
    """Remember her choice. Should it fail, the cookie of this browser still knows it."""
    try:
        records = store.records(learner)
        record = records.load(KIND)
        document = {**(record.document if record else {}), "language": tag}
        records.save(KIND, document, record.revision if record else 0)
    except (StaleRecord, StoreError) as error:
        log.warning("Preferences not saved: %s", type(error).__name__)
