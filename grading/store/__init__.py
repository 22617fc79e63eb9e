"""Learners' words: one encrypted store for each cohort, opened only with its keys."""

from .errors import (
    DamagedKeyFile,
    DamagedRecord,
    DamagedStore,
    DiskFull,
    InvalidCode,
    KeysExist,
    LearnerExists,
    MissingDataKey,
    MissingKeyFile,
    NewerStore,
    OlderStore,
    StaleRecord,
    StoreError,
    StoreExists,
    StoreLocked,
    StoreUnavailable,
    UnknownHandedIn,
    UnknownLearner,
    WrongKey,
)
from .model import HandedIn, Record
from .records import LearnerRecords, open_records
from .store import Store

__all__ = [
    "DamagedKeyFile",
    "DamagedRecord",
    "DamagedStore",
    "DiskFull",
    "HandedIn",
    "InvalidCode",
    "KeysExist",
    "LearnerExists",
    "LearnerRecords",
    "MissingDataKey",
    "MissingKeyFile",
    "NewerStore",
    "OlderStore",
    "Record",
    "StaleRecord",
    "Store",
    "StoreError",
    "StoreExists",
    "StoreLocked",
    "StoreUnavailable",
    "UnknownHandedIn",
    "UnknownLearner",
    "WrongKey",
    "open_records",
]
