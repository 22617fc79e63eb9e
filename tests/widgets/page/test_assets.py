import gzip
import json

import brotli
import pytest

from widgets.language import page_languages
from widgets.page.assets import WIDGETS, Assets


@pytest.fixture
def root(tmp_path):
    files = {
        "cv/js/editor.js": 'import { put } from "onward/page/saving";\nimport("onward/cv/steps/work");',
        "cv/js/steps/work.js": 'import "onward/page/saving";',
        "cv/css/editor.css": "h1 { margin: 0 }",
        "page/js/saving.js": "export const put = 1;",
        "write_a_cv/text/en.toml": '[work]\ntitle = "Work"\nhint = "Why"\n[end]\ntitle = "End"',
        "write_a_cv/text/it.toml": '[work]\ntitle = "Lavoro"',
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return tmp_path


def test_files_are_named_after_their_place(root):
    names = [name for name in Assets([root]).by_name if "/text." not in name]

    assert names == ["onward/cv/editor", "onward/cv/steps/work", "onward/cv/editor.css", "onward/page/saving"]


def test_texts_come_whole_and_table_by_table_in_every_page_language(root):
    assets = Assets([root])

    texts = {name for name in assets.by_name if "/text." in name}

    assert texts == {
        f"onward/write_a_cv/text.{part}{language.tag}"
        for part in ("", "work.", "end.")
        for language in page_languages()
    }
    assert json.loads(assets.by_name["onward/write_a_cv/text.work.it"].content) == {
        "language": "it",
        "direction": "ltr",
        "phrases": {"work.title": "Lavoro", "work.hint": "Why"},
    }


def test_a_files_name_changes_with_the_content_only(root):
    before = Assets([root]).by_name
    (root / "cv/css/editor.css").write_text("h1 { margin: 1px }")

    after = Assets([root]).by_name

    assert [name for name in before if before[name].file != after[name].file] == ["onward/cv/editor.css"]
    assert before["onward/cv/steps/work"].file.startswith("onward-cv-steps-work-")


def test_each_file_comes_compressed(root):
    asset = Assets([root]).by_name["onward/cv/editor"]

    assert (gzip.decompress(asset.gzip), brotli.decompress(asset.brotli)) == (asset.content, asset.content)
    assert asset.media_type == "text/javascript"


def test_comments_and_indentation_stay_at_home(root):
    (root / "page/js/saving.js").write_text(
        "// Why.\nfunction put() {\n  // Here too.\n  return 1; // kept\n}\n"
    )
    (root / "cv/css/editor.css").write_text("/* Why. */\nh1 {\n  margin: 0 }\n")

    assets = Assets([root]).by_name

    assert assets["onward/page/saving"].content == b"function put() {\nreturn 1; // kept\n}\n"
    assert assets["onward/cv/editor.css"].content == b"h1 {\nmargin: 0 }\n"


def test_no_template_literal_spans_lines():
    scripts = list(WIDGETS.glob("*/js/**/*.js"))

    lines = [line for script in scripts for line in script.read_text().splitlines()]

    assert scripts
    assert [line for line in lines if line.count("`") % 2] == []


def test_imports_come_before_the_modules_that_need_them(root):
    assert Assets([root]).closure("onward/cv/editor") == [
        "onward/page/saving",
        "onward/cv/steps/work",
        "onward/cv/editor",
    ]


FROM_THE_SERVICE = {"onward/stock_widgets/manager"}
"""Built in deploy/, for notebooks of ordinary ipywidgets; only the page client asks for it."""


def test_every_shipped_module_imports_modules_that_exist():
    modules = {name: each for name, each in Assets([WIDGETS]).by_name.items() if each.extension == "js"}

    needed = {name for module in modules.values() for name in module.imports}

    assert "onward/page/saving" in needed
    assert needed - modules.keys() - FROM_THE_SERVICE == set()
