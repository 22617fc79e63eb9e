"""Secrets that are made once and kept in files of their own, readable by their owner only."""

import os
import tempfile
from pathlib import Path

from grading.store.key_files import synced


class EmptySecret(Exception):  # noqa: N818 -- errors carry the field's names
    """The file holds nothing: bring it back from the backup; the message is its name."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"empty secret: {file}")


def kept_secret(file: Path, new: bytes) -> bytes:
    """What the file holds; `new` where there is none yet. Of several who make it, the first wins."""
    if not file.exists():
        write_whole(file, new)
    secret = file.read_bytes()
    if not secret:
        raise EmptySecret(file)
    return secret


def write_whole(file: Path, content: bytes) -> None:
    """As a whole or not at all, unless somebody else was first."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with open(descriptor, "wb") as temporary:
            temporary.write(content)
            temporary.flush()
            os.fsync(descriptor)
        os.link(name, file)
        synced(file.parent)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)
