"""The modules joined in one file are those of the folders, whatever lesson asks for them."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deploy.cohort_service.assets_handler import ServedAssets
from deploy.cohort_service.bundling import IMPORT, bundle, exported, has_default, lean
from deploy.cohort_service.page_files import PageFiles
from deploy.cohort_service.service import CohortService
from lessons.lesson import lessons
from widgets.language import page_languages
from widgets.page.assets import Asset

ASSETS = ServedAssets(CohortService.asset_roots)
OWN = [
    asset
    for asset in ASSETS.by_name.values()
    if asset.extension == "js" and "stock_widgets" not in asset.name
]


RULES = """(text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const plain = (rule) => rule.toLowerCase().replaceAll(", ", ",").replaceAll('"', "");
    const numbers = { bold: 700, normal: 400 };
    const weight = (rule) => rule.replace(/weight: (bold|normal)/g, (_, word) => `weight: ${numbers[word]}`);
    return [...sheet.cssRules].map(({ cssText }) => weight(plain(cssText)));
}"""


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


def test_texts_come_with_the_modules(tmp_path):
    reader = module(
        "page/text", "const all = {};\nexport const bring = (texts) => Object.assign(all, texts);\n"
    )
    entry = module("c/entry", 'import { bring } from "onward/page/text";\nexport default bring({});\n')

    made = bundle(
        [reader, entry], "onward/c/entry", wanted=frozenset(), texts={"a/text.en": {"one": "{x} – é"}}
    )

    assert run(tmp_path, made.asset.content) == {"default": {"a/text.en": {"one": "{x} – é"}}}
    assert made.provides == {"onward/c/entry"}


def test_what_no_module_here_has_is_imported_from_where_the_page_has_it(tmp_path):
    other = 'export const one = 1;\nexport default "uno";\n'
    entry = module("c/entry", 'import name, { one } from "./other.mjs";\nexport default [name, one];\n')
    (tmp_path / "other.mjs").write_text(other)

    made = bundle([entry], "onward/c/entry")

    assert run(tmp_path, made.asset.content) == {"default": ["uno", 1]}


def test_every_import_stands_where_joining_finds_it():
    for asset in OWN:
        lines = [line for line in asset.content.decode().splitlines() if re.match(r"import\b(?!\()", line)]
        assert len(lines) == len(IMPORT.findall(asset.content.decode())), asset.name


@pytest.mark.parametrize("name", lessons())
@pytest.mark.parametrize("language", [language.tag for language in page_languages()])
def test_the_first_files_of_a_lesson_are_small(name, language):
    files, lesson = PageFiles(ASSETS, "/"), lessons()[name]

    made = files.of_lesson(lesson.modules, lesson.texts, language)

    (script,) = made.scripts
    assert len(ASSETS.find(script[1:]).brotli) + len(ASSETS.find(made.style[1:]).brotli) < 12_000


def test_the_release_changes_with_any_file(tmp_path):
    def release_with(source: str) -> str:
        (tmp_path / "note" / "js").mkdir(parents=True, exist_ok=True)
        (tmp_path / "note" / "js" / "screen.js").write_text(source)
        return ServedAssets([tmp_path]).release

    one, other, again = (release_with(f"export default {value};") for value in (1, 2, 1))

    assert (one == again, one == other) == (True, False)


@pytest.mark.browser
def test_a_lean_style_sheet_says_what_the_whole_one_says(browser: Browser):
    page = browser.new_page()
    found = [asset for asset in ASSETS.by_name.values() if asset.extension == "css"]
    styles = [asset for asset in found if "stock_widgets" not in asset.name]

    def rules(asset: Asset) -> list[str]:
        return page.evaluate(RULES, asset.content.decode())

    assert len(styles) > 4
    assert {style.name: rules(lean(style)) for style in styles} == {
        style.name: rules(style) for style in styles
    }
    page.close()
