"""A real Jupyter server in the course folder, with formgrader as a trainer's desk enables it."""

import json
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from urllib.error import HTTPError

import pytest

from tests.graded_cohort import GradedCohort, example, wait_for

EXTENSIONS = {
    "grading.gradebook.formgrader_walls": True,
    **{f"nbgrader.server_extensions.{name}": False for name in ("assignment_list", "course_list")},
    **{f"nbgrader.server_extensions.{name}": False for name in ("formgrader", "validate_assignment")},
    **dict.fromkeys(("jupyterlab", "notebook", "voila.server_extension", "jupyter_lsp"), False),
}

ADDRESS = re.compile(r"http://127\.0\.0\.1:(?P<port>\d+)/")


def listens(port: int) -> bool:
    """The log names the address a little before."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


class Desk:
    def __init__(self, address: str) -> None:
        self._address = address

    def open(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        headers = {"Authorization": "token desk"}
        request = urllib.request.Request(self._address + path, data, headers, method="GET")
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()


@pytest.fixture(scope="module")
def desk(graded: GradedCohort) -> Iterator[Desk]:
    graded.hand_in("at-the-desk", "first_contact", example("first_contact"))
    log = graded.cohort.folder / "log" / "desk.log"
    options = [
        "--ServerApp.port=0",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        "--IdentityProvider.token=desk",
        f"--ServerApp.jpserver_extensions={EXTENSIONS}",
    ]
    with log.open("wb") as output:
        command = [sys.executable, "-m", "jupyter_server", *options]
        server = subprocess.Popen(command, cwd=graded.cohort.course, stderr=output, stdout=output)
        try:
            wait_for(lambda: ADDRESS.search(log.read_text()) is not None)
            found = ADDRESS.search(log.read_text())
            assert found
            wait_for(lambda: listens(int(found["port"])))
            yield Desk(f"http://127.0.0.1:{found['port']}")
        finally:
            server.terminate()
            server.wait(20)


def test_formgrader_opens_in_its_own_course(desk: Desk) -> None:
    status, page = desk.open("/formgrader/manage_assignments")

    assert status == 200
    assert "nbgrader formgrade" in page


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/formgrader?path=/tmp", None),
        ("/formgrader/?x=1&path=elsewhere", None),
        ("/formgrader", b"path=/tmp"),
        ("/formgrader/manage_assignments?path=/tmp", None),
        ("/formgrader/api/assignments?path=/tmp", None),
    ],
)
def test_another_course_can_not_be_chosen(desk: Desk, path: str, data: bytes | None) -> None:
    status, _ = desk.open(path, data)

    assert status == 403


def test_formgrader_shows_what_the_worker_graded_meanwhile(graded: GradedCohort, desk: Desk) -> None:
    where = {"learner": "at-the-desk", "assignment": "first_contact"}
    before = submission_in(desk)
    graded.ask("grade", **where, cell="contact_tone", points=2.5, comment="Good")

    after = submission_in(desk)

    assert (before["score"], before["needs_manual_grade"]) == (7, True)
    assert (after["score"], after["needs_manual_grade"]) == (9.5, False)


def test_a_submission_page_loads_nothing_from_elsewhere(desk: Desk) -> None:
    status, page = desk.open(f"/formgrader/submissions/{submission_in(desk)['id']}/")

    assert status == 200
    assert "contact_message" in page
    assert re.findall(r"<[^>]+(?:src|href)=[\"']?(?:https?:)?//[^>]*>", page) == []


def submission_in(desk: Desk) -> dict[str, object]:
    _, found = desk.open("/formgrader/api/submitted_notebooks/first_contact/first_contact")
    return next(row for row in json.loads(found) if row["student"] == "at-the-desk")
