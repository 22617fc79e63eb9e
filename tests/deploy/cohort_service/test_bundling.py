"""The modules joined in one file are those of the folders, whatever lesson asks for them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import brotli
import pytest

from deploy.cohort_service.assets_handler import ServedAssets
from deploy.cohort_service.bundling import bundle, exported, has_default
from deploy.cohort_service.frame import CLIENT, FRAME, TEXTS, Frame, Page
from deploy.cohort_service.service import CohortService
from lessons.lesson import lessons
from widgets.language import load_text
from widgets.page.assets import Asset

ASSETS = ServedAssets(CohortService.asset_roots)
OWN = [
    asset
    for asset in ASSETS.by_name.values()
    if asset.extension == "js" and "stock_widgets" not in asset.name
]


def module(name: str, source: str) -> Asset:
    return Asset(f"onward/{name}", "js", source.encode())


def run(folder: Path, content: bytes) -> object:
    (folder / "page.mjs").write_bytes(content)
    script = 'const all = await import("./page.mjs"); console.log(JSON.stringify({...all}))'
    node = shutil.which("node") or pytest.skip("Node.js is not there")
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], cwd=folder, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_joined_modules_export_what_each_exported(tmp_path):
    modules = [
        module(
            "a/one", '// A comment.\nconst own = 1;\nexport const one = own; // "x"\nexport default "one";\n'
        ),
        module(
            "b/two",
            'import one, { one as uno } from "onward/a/one";\nconst own = 2;\n'
            "export const two = [one, uno, own];\n",
        ),
        module("c/entry", 'import { two } from "onward/b/two";\nexport default { two };\n'),
    ]

    made = bundle(modules, "onward/c/entry")

    assert run(tmp_path, made.asset.content) == {
        "one": 1,
        "two": ["one", 1, 2],
        "default": {"two": ["one", 1, 2]},
    }
    assert made.provides == {"onward/b/two", "onward/c/entry"}


def test_the_exports_found_are_those_that_stand_in_the_files():
    assert len(OWN) > 10
    for asset in OWN:
        source = asset.content.decode()
        stand = source.count("\nexport ") + source.startswith("export ")
        assert stand == len(exported(asset)) + has_default(asset), asset.name
        assert "\nexport {" not in source, asset.name


def test_no_template_text_goes_over_a_line_break():
    """Joining takes the white space away at the start of a line."""
    for asset in OWN:
        assert [line for line in asset.content.decode().splitlines() if line.count("`") % 2] == [], asset.name


def test_the_first_page_of_a_lesson_fits_into_fifteen_kilobytes():
    """HTML, one script, one style sheet; their headers take 1.2 KB, her own words come on top."""
    frame, lesson = Frame(ASSETS, "/services/oak/assets/"), lessons()["write_a_cv"]
    text = load_text(TEXTS, "en")
    page = Page(
        "Write your CV",
        text,
        "/services/oak/",
        "n" * 16,
        "x" * 150,
        "/services/oak/lesson/write_a_cv",
        "https://www.wikipedia.org/",
        "/hub/",
        30,
        kernel_id="0" * 36,
        modules=lesson.modules,
        texts=lesson.texts,
        is_lesson=True,
        lesson=lesson.name,
    )

    html = frame.start(page) + frame.skeleton(page) + frame.end(page)
    files = [ASSETS.find(name) for name in re.findall(r'(?:src|href)="/services/oak/assets/([^"]+)"', html)]

    assert len(files) == 2
    assert len(brotli.compress(html.encode(), quality=9)) + sum(len(file.brotli) for file in files) < 13_800


@pytest.mark.parametrize("name", lessons())
def test_the_first_file_of_a_lesson_is_small(name):
    frame = Frame(ASSETS, "/")
    modules = frame._closure([FRAME, CLIENT, *lessons()[name].modules])

    made = bundle([ASSETS.by_name[each] for each in modules], lessons()[name].modules[0])

    assert len(brotli.compress(made.asset.content)) < 9_500
