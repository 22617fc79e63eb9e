"""Writes what the worker has to say into a learner's records."""

from grading.store import DamagedRecord, LearnerRecords, StaleRecord
from grading.store.model import Document


def save_over(records: LearnerRecords, kind: str, document: Document) -> None:
    """Replaces what stood there, whoever else wrote it meanwhile."""
    while True:
        try:
            before = records.load(kind)
            records.save(kind, document, expected=before.revision if before else 0)
        except StaleRecord:
            continue
        except DamagedRecord as damaged:
            records.save(kind, document, expected=damaged.revision)
        return
