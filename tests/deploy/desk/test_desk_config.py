"""What a desk's Jupyter is told."""

import stat
from pathlib import Path

import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyterhub.services.auth import HubOAuth
from jupyterhub.singleuser.extension import JupyterHubSingleUser
from traitlets.config import Config, PyFileConfigLoader

from deploy.desk import __main__ as desk
from deploy.desk.__main__ import CONFIGURATION


@pytest.fixture
def config() -> Config:
    return PyFileConfigLoader(CONFIGURATION.name, str(CONFIGURATION.parent)).load_config()


def test_its_kernels_listen_on_sockets_of_its_runtime_folder(config: Config, tmp_path: Path):
    kernels = AsyncMappingKernelManager(config=config, connection_dir=str(tmp_path), root_dir=str(tmp_path))

    kernel, *_ = kernels.pre_start_kernel("python3", {})

    assert (kernel.transport, Path(kernel.ip).parent) == ("ipc", tmp_path)


def test_it_asks_the_hub_again_after_half_a_minute(config: Config):
    assert HubOAuth(config=config, oauth_client_id="service-oak-desk").cache.max_age == 30


def test_its_runtime_folder_is_private_and_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = []

    def launch(_: list[str]) -> None:
        folder = Path(desk.os.environ["JUPYTER_RUNTIME_DIR"])
        found.append((folder, stat.S_IMODE(folder.stat().st_mode)))

    (tmp_path / "course").mkdir()
    monkeypatch.chdir(tmp_path / "course")
    monkeypatch.setattr(JupyterHubSingleUser, "launch_instance", launch)
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, "")

    desk.main()

    ((folder, mode),) = found
    assert mode == 0o700
    assert not folder.exists()
