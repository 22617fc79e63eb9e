"""The folder that IPython wants for its profile."""

import os
import tempfile
from pathlib import Path


def ipython_folder() -> str:
    """One in the temporary folder for each account: the first of two that share one would own it alone."""
    folder = Path(tempfile.gettempdir()) / f"onward-ipython-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    is_ours = folder.stat().st_uid == os.getuid() and not folder.is_symlink()
    return str(folder) if is_ours else tempfile.mkdtemp(prefix="onward-ipython-")
