"""`python -m deploy.desk`: the Hub starts it once for each cohort, in the course folder."""

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from jupyterhub.singleuser.extension import JupyterHubSingleUser

CONFIGURATION = Path(__file__).parent / "desk_config.py"
SERVED = ("jupyterlab", "jupyter_lsp", "notebook_shim", "grading.gradebook.formgrader_walls")
NOT_SERVED = (
    "nbgrader.server_extensions.assignment_list",
    "nbgrader.server_extensions.course_list",
    "nbgrader.server_extensions.formgrader",
    "nbgrader.server_extensions.validate_assignment",
    "jupyter_server_terminals",
    "notebook",
    "voila.server_extension",
)
"""On by default where they are installed: for learners, without walls, or asking other hosts."""
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"


def main() -> None:
    # Settings of whoever runs the service are none of the desk's.
    folder = Path.cwd().parent / "run" / "desk"
    os.environ["JUPYTER_CONFIG_DIR"] = str(folder)
    silence_news(folder)
    JupyterHubSingleUser.serverapp_config = {
        "jpserver_extensions": dict.fromkeys(SERVED, True) | dict.fromkeys(NOT_SERVED, False),
        "root_dir": str(Path.cwd()),
        "allow_root": True,
        "terminals_enabled": False,
    }
    # Whatever the account's home: private, and short enough for the sockets of kernels.
    with TemporaryDirectory(prefix="onward-") as runtime:
        os.environ["JUPYTER_RUNTIME_DIR"] = runtime
        JupyterHubSingleUser.launch_instance([f"--config={CONFIGURATION}"])


def silence_news(folder: Path) -> None:
    """JupyterLab would ask each trainer whether it may fetch news from outside."""
    page = folder / "labconfig" / "page_config.json"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(json.dumps({"disabledExtensions": {ANNOUNCEMENTS: True}}), "utf-8")


if __name__ == "__main__":
    main()
