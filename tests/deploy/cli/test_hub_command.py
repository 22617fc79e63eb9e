"""`onward hub` as a person starts and stops it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from deploy.cohorts import create_cohort
from deploy.settings import Settings
from tests.running_hub import RunningHub, answers, environment, launched, prepared_home

pytestmark = pytest.mark.hub


@pytest.fixture
def settings(proxy_folder: Path, tmp_path: Path) -> Settings:
    settings = prepared_home(tmp_path / "home", proxy_folder)
    create_cohort(settings, "oak")
    return settings


def start(settings: Settings) -> subprocess.Popen[str]:
    process = launched(settings)
    deadline = time.monotonic() + 60
    while not answers(f"{settings.address}services/oak/health"):
        if process.poll() is not None or time.monotonic() > deadline:
            process.terminate()
            raise AssertionError(process.communicate()[0])
        time.sleep(0.1)
    return process


def processes_of(settings: Settings) -> list[str]:
    """Every process with the installation's folder in its environment."""
    mark = f"ONWARD_HOME={settings.home}"
    found = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in file.read_text("utf-8", "replace").split("\0"):
                found.append((file.parent / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_it_starts_twice_and_stops_without_leaving_a_process(settings: Settings):
    for sign in (signal.SIGINT, signal.SIGTERM):
        process = start(settings)
        running = processes_of(settings)
        family = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(sign)
        output, _ = process.communicate(timeout=60)

        assert [each for each in family if each.is_running()] == []

        assert len([line for line in running if "deploy.cohort_service" in line or "proxy" in line]) >= 2
        assert processes_of(settings) == []
        assert (process.returncode, "Onward has stopped." in output) == (0, True)
        assert f"Onward runs on {settings.address}" in output


def test_killed_outright_it_takes_the_hub_along(settings: Settings):
    process = start(settings)

    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while processes_of(settings) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert processes_of(settings) == []


def test_whoever_outlives_his_parent_is_no_zombie(settings: Settings):
    process = start(settings)
    command = psutil.Process(process.pid)
    (worker,) = (each for each in command.children(recursive=True) if "grading.worker" in each.cmdline())
    orphans = worker.children(recursive=True)
    worker.kill()
    deadline = time.monotonic() + 30
    while any(each.is_running() for each in orphans) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert orphans
    assert [each for each in orphans if each.is_running()] == []
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


def test_a_taken_port_is_said_with_the_command_that_helps(settings: Settings):
    with socket.socket() as other:
        other.bind((settings.host, settings.port))
        other.listen()
        done = run(settings)

    assert (done.returncode, f"Port {settings.port}" in done.stderr) == (1, True)
    assert "onward hub --port " in done.stderr


def test_a_second_start_on_the_same_folder_names_the_first(hub: RunningHub):
    done = run(hub.settings)

    assert done.returncode == 1
    assert f"process {hub.process.pid}" in done.stderr


def test_one_damaged_cohort_does_not_lock_out_the_others(settings: Settings):
    broken = create_cohort(settings, "elm")
    for key in broken.keys.iterdir():
        key.unlink()

    process = start(settings)  # waits until oak answers
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)

    assert process.returncode == 0


def test_the_demo_does_not_run_for_the_whole_network(settings: Settings):
    done = run(settings, "--demo", "--host", "0.0.0.0")

    assert (done.returncode, "this machine only" in done.stderr) == (1, True)


def run(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deploy.cli", "hub", *arguments]
    return subprocess.run(
        command, check=False, env=environment(settings), capture_output=True, text=True, timeout=60
    )
