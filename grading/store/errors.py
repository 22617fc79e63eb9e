# ruff: noqa: N818 -- errors carry the field's names
"""What can go wrong with the learner store; `code` names the text that a person reads.

No message holds a word of a record, and none of these errors has changed or removed anything.
"""

from .model import Record


class StoreError(Exception):
    code = "store_failed"


class StoreUnavailable(StoreError):
    """No database at this address, or its server does not answer."""

    code = "store_unavailable"


class UnsuitableAddress(StoreError):
    """Not an address of a database; it is not repeated here, for it may hold a password."""

    code = "unsuitable_address"


class MissingDriver(StoreError):
    """The package that speaks with this kind of database is not installed."""

    code = "missing_driver"


class StoreExists(StoreError):
    """There is a store with learners or another key at this address already."""

    code = "store_exists"


class StoreLocked(StoreError):
    """Another process held the database or the keys for longer than the time-out."""

    code = "store_locked"


class DiskFull(StoreError):
    """The disk or the quota takes no more; what was stored before is still there."""

    code = "disk_full"


class DamagedStore(StoreError):
    """The database file is not what SQLite wrote."""

    code = "damaged_store"


class NewerStore(StoreError):
    """A later Onward has changed the tables; this one would misread them."""

    code = "newer_store"


class OlderStore(StoreError):
    """The tables are those of an earlier Onward: `upgrade` them first."""

    code = "older_store"


class BackupElsewhere(StoreError):
    """A database server is backed up with its own tools (pg_dump)."""

    code = "backup_elsewhere"


class MissingKeyFile(StoreError):
    """A file of the keys folder is not there: put it back from the keys' own backup."""

    code = "missing_key_file"


class DamagedKeyFile(StoreError):
    """A file of the keys folder can't be read as what it should be."""

    code = "damaged_key_file"


class KeysExist(StoreError):
    """A new store would need new keys, and the folder has some already."""

    code = "keys_exist"


class WrongKey(StoreError):
    """The key is not the one that this store, or this learner, began with."""

    code = "wrong_key"


class UnknownLearner(StoreError):
    code = "unknown_learner"


class InvalidCode(StoreError):
    """Not a learner's code; it is not repeated here, for somebody may have typed a name."""

    code = "invalid_code"


class LearnerExists(StoreError):
    code = "learner_exists"


class MissingDataKey(StoreError):
    """She has rows but no key: she was removed after this database was backed up, or keys were lost."""

    code = "missing_data_key"


class UnknownHandedIn(StoreError):
    code = "unknown_handed_in"


class DamagedRecord(StoreError):
    """A record that its key does not open; the row stays as it is.

    Saving over it with `expected=error.revision` makes it an earlier version.
    """

    code = "damaged_record"

    def __init__(self, learner: str, kind: str, revision: int = 0) -> None:
        super().__init__(f"{kind} of {learner}")
        self.learner, self.kind, self.revision = learner, kind, revision


class StaleRecord(StoreError):
    """Somebody else saved first; `current` is what stands there now (revision 0: nothing)."""

    code = "stale_record"

    def __init__(self, current: Record) -> None:
        super().__init__(f"{current.kind} is at revision {current.revision}")
        self.current = current
