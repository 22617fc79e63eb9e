"""The frame around every page (language, quick exit, status line), and the files that it needs at once."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import widgets.page
from widgets.language import Text, page_languages
from widgets.page.assets import Asset

from .assets_handler import ServedAssets
from .bundling import Bundle, bundle, imported, joined_styles

TEXTS = Path(widgets.page.__file__).parent / "text"
FRAME = "onward/page/frame"
CLIENT = "onward/page/client"
MANAGER = "onward/stock_widgets/manager"
FRAMES_OWN = tuple(f"onward/page/text.{table}." for table in ("frame", "status", "error"))
"""Texts that come with the page itself."""
TEXTS_USED = re.compile(r"""\btextOf\(\s*\w+((?:,\s*"[\w/]+")+)""")


@dataclass(frozen=True)
class Page:
    """What the frame says and loads for one page."""

    title: str
    text: Text
    base_url: str
    nonce: str
    xsrf: str
    here: str
    """The page's own path, to come back to after the choice of a language."""
    quick_exit_url: str
    hub_url: str
    idle_minutes: float = 0
    """0: nobody is signed in on this page."""
    kernel_id: str | None = None
    modules: Sequence[str] = ()
    """Modules of ours that are needed at once."""
    texts: Sequence[str] = ()
    """Texts that these fetch at once, as `textOf` names them, if they do not name them themselves."""
    is_lesson: bool = False
    lesson: str = ""
    """The lesson's name, if it is one of ours and no notebook."""
    is_staff: bool = False
    desk_url: str = ""
    """Where the cohort's JupyterLab and formgrader are, if staff have one."""


class Frame:
    """Writes a page's start and end from the templates and the assets' addresses."""

    def __init__(self, assets: ServedAssets, assets_url: str) -> None:
        self._assets = assets
        self._assets_url = assets_url
        self._bundles: dict[tuple[str, ...], Bundle] = {}
        self._joined: dict[tuple[str, ...], Asset] = {}
        self.urls = assets.urls(assets_url)

    def start(self, page: Page) -> str:
        """Everything before the page's own content; it stands on the screen by itself."""
        modules = self._closure([FRAME, *([CLIENT] if page.is_lesson else []), *page.modules])
        urls = self.urls | (self._bundled(modules, page) if page.is_lesson else {})
        scripts = [FRAME, CLIENT] if page.is_lesson else [FRAME, *page.modules]
        return _template("frame_start").render(
            page=page,
            t=page.text,
            languages=page_languages(),
            import_map=as_json({"imports": {name: urls[name] for name in self._importable(page, modules)}}),
            settings=as_json(self._settings(page, modules)),
            scripts=dict.fromkeys(urls[name] for name in scripts),
            style=self._style(modules),
        )

    def end(self, page: Page) -> str:
        return _template("frame_end").render(page=page, t=page.text)

    def skeleton(self, page: Page) -> str:
        return _template("skeleton").render(t=page.text)

    def _closure(self, names: Iterable[str]) -> list[str]:
        """These modules and all that they import at once, each after those that it needs."""
        order: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in self._assets.by_name and name not in order:
                for needed in imported(self._assets.by_name[name]):
                    visit(needed)
                order[name] = None

        for name in names:
            visit(name)
        return list(order)

    def _bundled(self, modules: Sequence[str], page: Page) -> dict[str, str]:
        """The address of the file that holds the page's first modules, for each module that it provides."""
        key = tuple(modules)
        if key not in self._bundles:
            entry = page.modules[0] if page.modules else ""
            made = bundle([self._assets.by_name[name] for name in modules], entry)
            self._assets.keep(made.asset)
            self._bundles[key] = made
        made = self._bundles[key]
        return dict.fromkeys(made.provides, self._assets_url + made.asset.file)

    def _style(self, modules: Sequence[str]) -> str:
        """The address of these modules' style sheets in one file; a module's style sheet bears its name."""
        names = [style for name in modules if (style := f"{name}.css") in self._assets.by_name]
        key = tuple(names)
        if key not in self._joined:
            self._joined[key] = joined_styles([self._assets.by_name[name] for name in names])
            self._assets.keep(self._joined[key])
        return self._assets_url + self._joined[key].file

    def _first_texts(self, modules: Iterable[str], page: Page) -> dict[str, Any]:
        """The texts that these modules need at once, and those that the page names."""
        calls = " ".join(call for name in modules for call in TEXTS_USED.findall(self._source(name)))
        used = [*page.texts, *re.findall(r'"([\w/]+)"', calls)]
        names = dict.fromkeys(text_name(each, page.text.language.tag) for each in used)
        return {name: json.loads(self._source(name)) for name in names if name in self._assets.by_name}

    def _source(self, name: str) -> str:
        return self._assets.by_name[name].content.decode()

    def _importable(self, page: Page, modules: Sequence[str]) -> list[str]:
        """What the page may import, now or on demand; a notebook may show any of our screens."""
        if not page.is_lesson:
            return list(modules)
        if not page.lesson:
            return [name for name, asset in self._assets.by_name.items() if asset.extension == "js"]
        return list(
            dict.fromkeys(each for name in [*modules, MANAGER] for each in self._assets.closure(name))
        )

    def _settings(self, page: Page, modules: Sequence[str]) -> dict[str, Any]:
        """What `frame.js`, `client.js` and `text.js` read from `#onward`."""
        words = {key: phrase for key, phrase in page.text.phrases.items() if key.startswith("status.")}
        settings = {
            "base": page.base_url,
            "exit": [page.quick_exit_url, page.hub_url],
            "idle": page.idle_minutes,
            "words": words,
        }
        if page.is_lesson:
            settings["first"] = self._first_texts(modules, page)
            settings["texts"] = self._texts(page, modules)
            settings["styles"] = self._styles(page, modules)
            settings["kernel"] = page.kernel_id
        return settings

    def _texts(self, page: Page, modules: Sequence[str]) -> dict[str, str]:
        """The addresses of the texts in her language that the page's modules may fetch."""
        found = self._of_folders(page, modules, f".{page.text.language.tag}")
        return {name: url for name, url in found.items() if not name.startswith(FRAMES_OWN)}

    def _styles(self, page: Page, modules: Sequence[str]) -> dict[str, str]:
        return self._of_folders(page, [*modules, MANAGER], ".css")

    def _of_folders(self, page: Page, modules: Sequence[str], ending: str) -> dict[str, str]:
        """Files of the features and the lesson on this page; a notebook may show any of our screens."""
        folders = {name.split("/")[1] for name in self._importable(page, modules)} | {page.lesson}
        return {
            name: url
            for name, url in self.urls.items()
            if name.endswith(ending) and (not page.lesson or name.split("/")[1] in folders)
        }


def text_name(used: str, tag: str) -> str:
    """`"cv/work"` in a module is the asset `onward/cv/text.work.<tag>`."""
    folder, _, table = used.partition("/")
    return f"onward/{folder}/" + ".".join(filter(None, ["text", table, tag]))


def as_json(value: Any) -> Markup:
    """JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 -- no "<" is left in it


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(f"{name}.html.j2")
