"""What a page may put into a record: texts, switches, lists of names, and items made of these."""

from typing import Any

SHORT = 200
MAX_ITEMS = 200


def is_plain(value: Any) -> bool:
    """No bottomless documents."""
    if isinstance(value, dict):
        return len(value) <= MAX_ITEMS and all(
            isinstance(key, str) and not isinstance(each, dict) and is_plain(each) and is_short(each)
            for key, each in value.items()
        )
    if isinstance(value, list):
        return len(value) <= MAX_ITEMS and all(isinstance(each, str) and len(each) <= SHORT for each in value)
    return value is None or isinstance(value, str | bool | int)


def is_short(value: Any) -> bool:
    return not isinstance(value, str) or len(value) <= SHORT
