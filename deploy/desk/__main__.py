"""`python -m deploy.desk`: the Hub starts it once for each cohort, in the course folder."""

import os
from pathlib import Path

from jupyterhub.singleuser.extension import JupyterHubSingleUser

CONFIGURATION = Path(__file__).parent / "desk_config.py"
EXTENSIONS = ("jupyterlab", "jupyter_lsp", "notebook_shim", "grading.gradebook.formgrader_walls")
"""All that a desk serves. nbgrader's own four are not here: three are for learners, one has no walls."""


def main() -> None:
    # Settings of whoever runs the service are none of the desk's.
    os.environ["JUPYTER_CONFIG_DIR"] = str(Path.cwd().parent / "run" / "desk")
    JupyterHubSingleUser.serverapp_config = {
        "jpserver_extensions": dict.fromkeys(EXTENSIONS, True),
        "root_dir": str(Path.cwd()),
        "allow_root": True,
        "terminals_enabled": False,
    }
    JupyterHubSingleUser.launch_instance([f"--config={CONFIGURATION}"])


if __name__ == "__main__":
    main()
