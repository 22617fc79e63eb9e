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
from widgets.page.assets import Assets

TEXTS = Path(widgets.page.__file__).parent / "text"
FRAME = "onward/page/frame"
CLIENT = "onward/page/client"
IMPORT = re.compile(r"""\bfrom\s*"(onward/[^"]+)\"""")
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


class Frame:
    """Writes a page's start and end from the templates and the assets' addresses."""

    def __init__(self, assets: Assets, assets_url: str) -> None:
        self.assets = assets
        self.urls = assets.urls(assets_url)

    def start(self, page: Page) -> str:
        """Everything before the page's own content; it stands on the screen by itself."""
        scripts = [FRAME, CLIENT] if page.is_lesson else [FRAME, *page.modules]
        modules = self._closure([*scripts, *page.modules])
        return _template("frame_start").render(
            page=page,
            t=page.text,
            languages=page_languages(),
            import_map=as_json({"imports": self._import_map(page, modules)}),
            settings=as_json(self._settings(page)),
            scripts=[self.urls[name] for name in scripts],
            preloads=[self.urls[name] for name in modules if name not in scripts],
            texts=[self.urls[name] for name in self._texts_of(modules, page)],
            styles=[self.urls[name] for name in self._styles_of(modules)],
        )

    def end(self, page: Page) -> str:
        return _template("frame_end").render(page=page, t=page.text)

    def skeleton(self, page: Page) -> str:
        return _template("skeleton").render(t=page.text)

    def _closure(self, names: Iterable[str]) -> list[str]:
        """These modules and all that they import at once, not on demand."""
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop(0)
            if name not in found and name in self.assets.by_name:
                found[name] = None
                waiting += IMPORT.findall(self._source(name))
        return list(found)

    def _source(self, name: str) -> str:
        return self.assets.by_name[name].content.decode()

    def _styles_of(self, modules: Iterable[str]) -> list[str]:
        """A module's style sheet bears its name."""
        return [style for name in modules if (style := f"{name}.css") in self.assets.by_name]

    def _texts_of(self, modules: Iterable[str], page: Page) -> list[str]:
        calls = " ".join(call for name in modules for call in TEXTS_USED.findall(self._source(name)))
        used = [*page.texts, *re.findall(r'"([\w/]+)"', calls)]
        names = [text_name(each, page.text.language.tag) for each in used]
        return [name for name in dict.fromkeys(names) if name in self.urls]

    def _import_map(self, page: Page, modules: Iterable[str]) -> dict[str, str]:
        """For a lesson all modules, since later steps come on demand; else what the page loads at once."""
        names = self.assets.by_name if page.is_lesson else modules
        return {name: self.urls[name] for name in names if self.assets.by_name[name].extension == "js"}

    def _settings(self, page: Page) -> dict[str, Any]:
        """What `frame.js`, `client.js` and `text.js` read from `#onward`."""
        words = {key: phrase for key, phrase in page.text.phrases.items() if key.startswith("status.")}
        settings = {
            "base": page.base_url,
            "exit": [page.quick_exit_url, page.hub_url + "exit"],
            "idle": page.idle_minutes,
            "language": page.text.language.tag,
            "words": words,
        }
        if page.is_lesson:
            tag = f".{page.text.language.tag}"
            settings["texts"] = {
                name: url for name, url in self.urls.items() if "/text." in name and name.endswith(tag)
            }
            settings["styles"] = {name: url for name, url in self.urls.items() if name.endswith(".css")}
            settings["kernel"] = page.kernel_id
        return settings


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
