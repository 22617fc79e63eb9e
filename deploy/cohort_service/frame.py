"""The frame around every page (language, quick exit, status line), and the files that it needs at once."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import widgets.page
from lessons.lesson import lessons
from widgets.language import Text, page_languages

from .assets_handler import ServedAssets
from .page_files import Files, PageFiles

TEXTS = Path(widgets.page.__file__).parent / "text"


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
    modules: Sequence[str] = ()
    """Modules of ours that are needed at once; a lesson of ours says by itself what it needs."""
    is_lesson: bool = False
    lesson: str = ""
    """The lesson's name, if it is one of ours and no notebook."""
    is_staff: bool = False
    desk_url: str = ""
    """Where the cohort's JupyterLab and formgrader are, if staff have one."""


class Frame:
    """Writes a page's start and end from the templates and the assets' addresses."""

    def __init__(
        self, assets: ServedAssets, assets_url: str, spoken: Callable[[], Sequence[str]] = list
    ) -> None:
        """`spoken` says in which languages there are recordings."""
        self._spoken = spoken
        self.files = PageFiles(assets, assets_url)

    def start(self, page: Page) -> str:
        """Everything before the page's own content; it stands on the screen by itself."""
        files = self._files_of(page)
        return _template("frame_start").render(
            page=page,
            t=page.text,
            languages=page_languages(),
            import_map=as_json({"imports": files.imports}),
            settings=as_json(self._settings(page)),
            scripts=files.scripts,
            style=files.style,
        )

    def end(self, page: Page) -> str:
        return _template("frame_end").render(page=page, t=page.text)

    def skeleton(self, page: Page) -> str:
        return _template("skeleton").render(t=page.text)

    def kernel(self, kernel_id: str) -> str:
        """Where `client.js` finds the page's kernel, as soon as there is one."""
        return f'<data id="kernel" value="{kernel_id}" hidden></data>'

    def please_wait(self, text: Text, place: int) -> str:
        return _template("wait").render(t=text, place=place)

    def _files_of(self, page: Page) -> Files:
        if not page.is_lesson:
            return self.files.of_page(page.modules)
        if not page.lesson:
            return self.files.of_notebook(page.modules, page.text.language.tag)
        lesson = lessons()[page.lesson]
        return self.files.of_lesson(lesson.modules, lesson.texts, page.text.language.tag)

    def _settings(self, page: Page) -> dict[str, Any]:
        """What `frame.js`, `client.js` and `text.js` read from `#onward`."""
        phrases = page.text.phrases.items()
        words = {key.removeprefix("status."): phrase for key, phrase in phrases if key.startswith("status.")}
        settings = {
            "base": page.base_url,
            "exit": [page.quick_exit_url, page.hub_url],
            "idle": page.idle_minutes,
            "words": words,
        }
        if page.is_lesson:
            settings["assets"] = self.files.released
            settings["spoken"] = list(self._spoken())
        return settings


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
