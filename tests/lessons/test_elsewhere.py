"""The lessons' screens in stock Voilà and in JupyterLab, where nobody serves our files or keeps her words."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

import lessons
from lessons.lesson import HERE, read_lesson
from tests.benchmarks.stock_voila import free_port, wait_until_it_answers
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.allows("hosts", "console"),  # stock Voilà asks for fonts, and complains about extensions
]
NAME = read_lesson("write_a_cv").text("en")("who.name.label")
OURS = Path(lessons.__path__[0]).parent


@contextmanager
def served(folder, *command, ready):
    """A Jupyter application that shows the lesson's notebook."""
    shutil.copy(HERE / "write_a_cv" / "page.ipynb", folder / "page.ipynb")
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(OURS), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    server = subprocess.Popen(
        [sys.executable, "-m", *command, f"--port={port}"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/{ready}")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(20)


def walk_to_the_preview(page):
    """Her name comes back from the kernel in the preview."""
    text, shared = read_lesson("write_a_cv").text("en"), load_text(TEXTS, "en")
    page.get_by_label(text("who.name.label")).fill("Amina Haddad", timeout=60_000)
    page.get_by_role("button", name=shared("walk.next")).click()
    page.get_by_label(text("who.phone.label")).fill("333 123 4567")
    expect(
        page.get_by_text(load_text(HERE.parent / "widgets/cv/text", "en")("advice.phone_country"))
    ).to_be_visible()
    for step in ("wish", "work", "learn", "can", "languages", "look"):
        page.get_by_role("button", name=shared("walk.skip")).click()
        expect(page.get_by_text(text(f"{step}.title"), exact=True)).to_be_visible()
    expect(page.get_by_role("article").get_by_text("Amina Haddad")).to_be_visible()


def run_the_cell(page):
    """Again, if need be: JupyterLab forgets a cell that is run before it has found its kernel."""
    page.get_by_text("open_lesson(").wait_for(timeout=60_000)
    for _ in range(6):
        page.get_by_text("open_lesson(").click()
        page.keyboard.press("Shift+Enter")
        try:
            page.get_by_role("textbox", name=NAME).wait_for(timeout=10_000)
        except Error:
            continue
        return


def test_the_lesson_works_in_stock_voila(tmp_path, page):
    voila = ("voila", "page.ipynb", "--no-browser", "--Voila.ip=127.0.0.1")
    with served(tmp_path, *voila, ready="voila/static/voila.js") as address:
        page.goto(address)

        walk_to_the_preview(page)


def test_the_lesson_works_in_jupyterlab(tmp_path, new_context):
    page = new_context(viewport={"width": 1280, "height": 900}, has_touch=False).new_page()
    lab = ("jupyterlab", "--no-browser", "--ip=127.0.0.1", "--IdentityProvider.token=", "--allow-root")
    with served(tmp_path, *lab, ready="api") as address:
        page.goto(f"{address}lab/tree/page.ipynb")
        run_the_cell(page)

        walk_to_the_preview(page)
