"""A Hub of root whose cohorts run under their own accounts; what must fail is tried as the other account."""

import json
import os
import pwd
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from deploy.people import People, open_store
from deploy.settings import Settings
from grading.caseload.pages import texts
from tests.graded_cohort import wait_for as wait_until
from tests.running_hub import PASSWORD, Known, RunningHub, environment, prepared_home, started, wait_for
from tests.system_accounts import CHECKOUT, new_accounts, open_folder, python_for, run_as
from tests.test_whole_path import wait_until_scored

pytestmark = [pytest.mark.hub, pytest.mark.browser, pytest.mark.timeout(400)]

NAME = "Zeynab Oukacha"

READABLE = """
import json, sys
found = []
for path in json.loads(sys.argv[1]):
    try:
        with open(path, "rb") as file:
            file.read(1)
        found.append(path)
    except OSError:
        pass
print(json.dumps(found))
"""
"""Which of some files an account can read."""

OPENED = """
import json, pathlib, sys
def opens(file, mode):
    try:
        open(file, mode).close()
    except PermissionError:
        return False
    return True
file = pathlib.Path(sys.argv[1])
tried = {"r": (file, "rb"), "r+": (file, "r+b"), "new": (file.with_suffix(".new"), "wb")}
print(json.dumps({name: opens(*each) for name, each in tried.items()}))
"""
"""How an account can open a file."""


KNOCK = """
import socket, sys
try:
    socket.socket(socket.AF_UNIX).connect(sys.argv[1])
    print("open")
except OSError:
    print("closed")
"""

GIVE_AWAY = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from deploy.accounts import OnlyRoot, check_account
try:
    check_account(sys.argv[2], Path("/tmp/anywhere"))
except OnlyRoot:
    print("only root")
"""

LOOK_AROUND = """
import getpass, json, os, pathlib, pwd
cohorts = pathlib.Path(os.getcwd())
while cohorts.name != "cohorts":
    cohorts = cohorts.parent
def reads(path):
    try:
        return bool(path.read_bytes())
    except OSError:
        return False
oak = [cohorts / "oak" / "store.sqlite", cohorts / "oak" / "keys" / "cohort.key"]
others = [cohorts / "elm" / name for name in ("store.sqlite", "keys/cohort.key", "cohort.toml")]
hub = [cohorts.parent / "hub" / name for name in ("roster.sqlite", "pin_key", "hub.log")]
account = pwd.getpwuid(os.getuid())
seen = [any(map(reads, each)) for each in (oak, others, hub)]
print("SEEN", json.dumps([account.pw_name, os.environ["HOME"] == account.pw_dir, *seen]))
"""
"""What a notebook finds: its account, whether HOME is that account's, whether it reads oak, elm, the Hub."""

RUN_AT_DESK = """async ([base, code]) => {
    const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
    const headers = { "X-XSRFToken": token, "Content-Type": "application/json" };
    const kernel = await (await fetch(base + "api/kernels", { method: "POST", headers, body: "{}" })).json();
    const socket = new WebSocket(`${base.replace("http", "ws")}api/kernels/${kernel.id}/channels`);
    await new Promise((resolve) => { socket.onopen = resolve; });
    const header = { msg_id: "1", msg_type: "execute_request", session: "s", username: "", version: "5.3" };
    const content = { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false };
    socket.send(JSON.stringify({ header, parent_header: {}, metadata: {}, channel: "shell", content }));
    let said = "";
    return new Promise((resolve) => {
        socket.onmessage = ({ data }) => {
            const message = JSON.parse(data);
            if (message.parent_header.msg_id !== "1") return;
            if (message.msg_type === "stream") said += message.content.text;
            if (message.msg_type === "error") said += message.content.evalue;
            if (message.content.execution_state === "idle") resolve(said);
        };
    });
}"""


@dataclass
class Installation:
    """Root's Hub, the Python that runs it, and each cohort's account."""

    hub: RunningHub
    python: str
    accounts: dict[str, pwd.struct_passwd]

    def onward(self, *words: object) -> subprocess.CompletedProcess[str]:
        return onward(self.hub.settings, self.python, *words)


def onward(settings: Settings, python: str, *words: object) -> subprocess.CompletedProcess[str]:
    command = [python, "-m", "deploy.cli", *map(str, words)]
    return subprocess.run(
        command, env=environment(settings), capture_output=True, text=True, check=False, cwd="/"
    )


@pytest.fixture(scope="module")
def installation(proxy_folder: Path) -> Iterator[Installation]:
    with open_folder() as folder, new_accounts(folder, "oak", "elm") as made:
        accounts = dict(zip(("oak", "elm"), made, strict=True))
        python = python_for(made[0], folder)
        settings = replace(prepared_home(folder / "data", proxy_folder, desk=True), compressed_file=None)
        (settings.home / "settings.toml").write_text("desk = true\n")
        (settings.home / "settings.toml").chmod(0o600)
        for name, account in accounts.items():
            created = onward(settings, python, "cohort", "create", name, "--account", account.pw_name)
            assert created.returncode == 0, created.stderr
        people = People.of(settings)
        with started(settings, python) as process:
            hub = RunningHub(settings, process, {}, {})
            hub.trainers = {
                name: Known(*vars(people.add_staff(hub.cohort(name), f"trainer.{name}", PASSWORD)).values())
                for name in accounts
            }
            for name in accounts:
                wait_for(f"{hub.service(name)}health", hub)
                wait_for(f"{hub.service(name + '-desk')}api", hub)
            yield Installation(hub, python, accounts)


@pytest.fixture(scope="module")
def hub(installation: Installation) -> RunningHub:
    return installation.hub


@pytest.fixture
def handed_in(hub: RunningHub, open_lesson: Callable[..., Page]) -> Page:
    """A learner's page, after she has written her name and handed in what the page's kernel saved."""
    page = open_lesson("write_a_cv")
    page.get_by_label(page.text("who.name.label"), exact=True).fill(NAME)
    expect(page.get_by_role("status").first).to_have_text("Saved")
    with open_store(hub.cohort("oak")) as store:
        records = store.records(page.learner.name)
        records.hand_in("cv", records.load("cv").document)
    return page


def files_in(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file()]


def test_the_whole_path_leaves_every_file_to_the_cohorts_account(
    installation: Installation, handed_in: Page, new_context: Callable[..., BrowserContext]
):
    hub, code = installation.hub, handed_in.learner.name
    trainer = new_context().new_page()
    hub.sign_in_staff(trainer, "oak")
    trainer.get_by_role("link", name=code).first.click()
    wait_until_scored(trainer, texts("en"))
    expect(trainer.get_by_role("main")).to_contain_text(NAME)
    another = hub.add_learner()
    removed = installation.onward("learner", "remove", code, "--yes")

    folder = hub.cohort("oak").folder
    owners = {path.stat().st_uid for path in [folder, *folder.rglob("*")] if path.exists()}
    assert removed.returncode == 0, removed.stderr
    assert owners == {installation.accounts["oak"].pw_uid}
    assert not list(hub.cohort("oak").course.rglob(code))
    with hub.store("oak") as store:
        assert {code, another.name} & set(store.learners()) == {another.name}


def test_each_service_and_kernel_runs_under_its_cohorts_account(
    installation: Installation, open_lesson: Callable[..., Page]
):
    open_lesson("write_a_cv")
    children = psutil.Process(installation.hub.process.pid).children(recursive=True)
    found = dict(described for each in children if (described := description(each, installation)))

    assert found["the Hub", "deploy.hub"] == "root"
    for name, account in installation.accounts.items():
        mine = {kind: who for (cohort, kind), who in found.items() if cohort == name}
        assert set(mine) >= {"cohort_service", "worker", "desk"}
        assert set(mine.values()) == {account.pw_name}


def description(process: psutil.Process, installation: Installation) -> tuple[tuple[str, str], str] | None:
    """Whose and of what kind a process is, and its account; None for one that has just ended."""
    try:
        line, folder = " ".join(process.cmdline()), process.cwd()
        name = process.environ().get("ONWARD_COHORT", "")
        account = process.username()
    except psutil.Error:
        return None
    by_folder = (each for each in installation.accounts if f"cohorts/{each}" in folder)
    kinds = ("cohort_service", "worker", "desk", "deploy.hub")
    return (name or next(by_folder, "the Hub"), next((each for each in kinds if each in line), "")), account


def test_another_cohorts_account_reads_nothing_of_it_or_of_the_hub(
    installation: Installation, handed_in: Page
):
    hub, oak, elm = installation.hub, installation.accounts["oak"], installation.accounts["elm"]
    processes = [each for each in psutil.process_iter() if each.username() == oak.pw_name]
    environments = [f"/proc/{each.pid}/environ" for each in processes]
    kept = files_in(hub.cohort("oak").folder)
    of_oak, of_hub = kept + environments, files_in(hub.settings.hub)
    named = {Path(path).name for path in of_oak + of_hub}
    paths = json.dumps(of_oak + of_hub)

    own = json.loads(run_as(oak, installation.python, READABLE, json.dumps(of_oak)))
    seen = json.loads(run_as(elm, installation.python, READABLE, paths))

    assert {"store.sqlite", "learners.json", "cohort.toml", "gradebook.db", "cv.ipynb", "environ"} <= named
    assert {
        "roster.sqlite",
        "pin_key",
        "console_token",
        "cookie_secret",
        "jupyterhub.sqlite",
        "hub.log",
    } <= named
    assert [path for path in kept if path not in own and Path(path).exists()] == []
    assert set(own) & set(environments)  # a process may close its own even to its account
    assert seen == []


def test_every_cohorts_account_reads_the_compressed_files_and_none_writes_them(installation: Installation):
    file = installation.hub.settings.compressed
    wait_until(file.exists)

    for account in installation.accounts.values():
        said = json.loads(run_as(account, installation.python, OPENED, file))
        assert said == {"r": True, "r+": False, "new": False}


def test_another_cohorts_account_can_not_speak_with_its_worker(installation: Installation):
    sock = installation.hub.cohort("oak").worker_socket

    answers = [
        run_as(installation.accounts[name], installation.python, KNOCK, sock) for name in ("oak", "elm")
    ]

    assert answers == ["open\n", "closed\n"]


def test_a_desks_notebook_reads_its_own_cohort_and_no_other(installation: Installation, page: Page):
    hub = installation.hub
    hub.sign_in_staff(page, "oak")
    desk = hub.service("oak-desk")
    page.goto(f"{desk}lab", timeout=60_000)

    said = page.evaluate(RUN_AT_DESK, [desk, LOOK_AROUND])

    assert said.startswith("SEEN "), said
    assert json.loads(said.removeprefix("SEEN ")) == [
        installation.accounts["oak"].pw_name,
        True,
        True,  # a trainer's notebook and its cohort's services share an account
        False,
        False,
    ]


def test_a_pages_notebook_reads_no_other_cohort(installation: Installation, page: Page):
    hub = installation.hub
    account = installation.accounts["oak"]
    notebook = hub.cohort("oak").lessons / "around.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(LOOK_AROUND)]), notebook)
    os.chown(notebook, account.pw_uid, account.pw_gid)
    hub.sign_in(page, *hub.add_learner())

    page.goto(hub.lesson("around"))

    said = page.get_by_text("SEEN").inner_text()
    assert json.loads(said.split("SEEN ")[1].splitlines()[0]) == [account.pw_name, True, True, False, False]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--account", "onward-nobody-has-it"], "useradd --system --create-home onward-nobody-has-it"),
        (["--country", "xx"], "xx is no country"),
    ],
)
def test_what_can_not_be_is_said_with_what_to_do(installation: Installation, words: list[str], hint: str):
    done = installation.onward("cohort", "create", "ash", *words)

    assert (done.returncode, hint in done.stderr) == (1, True)
    assert not (installation.hub.settings.cohorts / "ash").exists()


def test_a_folder_that_the_account_can_not_reach_is_named(installation: Installation, tmp_path: Path):
    closed = Settings(home=tmp_path / "closed" / "home")
    closed.home.parent.mkdir(mode=0o700)

    done = onward(
        closed, installation.python, "cohort", "create", "oak", "--account", account_of(installation)
    )

    assert done.returncode == 1
    above = next(each for each in reversed(closed.home.parents) if not each.stat().st_mode & 0o001)
    assert f"cannot reach {above}" in done.stderr
    assert not (closed.cohorts / "oak").exists()


def account_of(installation: Installation) -> str:
    return installation.accounts["oak"].pw_name


def test_who_is_not_root_gives_no_files_away(installation: Installation):
    oak = installation.accounts["oak"]

    assert run_as(oak, installation.python, GIVE_AWAY, CHECKOUT, oak.pw_name) == "only root\n"


def test_the_doctor_finds_a_folder_that_is_not_the_accounts(installation: Installation):
    folder, oak = installation.hub.cohort("oak").folder, installation.accounts["oak"]
    healthy = installation.onward("doctor")
    os.chown(folder, 0, 0)

    ill = installation.onward("doctor")
    os.chown(folder, oak.pw_uid, oak.pw_gid)

    assert "chown" not in healthy.stdout
    assert "Each cohort has an account of its own." in healthy.stdout
    assert ill.returncode == 1
    assert f"chown -R {oak.pw_name}: {folder}" in ill.stdout
