"""What a trainer chose for one learner: ids in a record of hers, which her lesson reads."""

from collections.abc import Sequence

from grading.store import Store


def chosen_for(store: Store, code: str, kind: str) -> list[str]:
    """The ids in a learner's record of this kind; none where nobody chose."""
    record = store.records(code).load(kind)
    return list(record.document.get("ids", [])) if record else []


def choose_for(store: Store, code: str, kind: str, ids: Sequence[str]) -> None:
    """Raises StaleRecord where another trainer was first."""
    records = store.records(code)
    before = records.load(kind)
    records.save(kind, {"ids": list(ids)}, before.revision if before else 0)
