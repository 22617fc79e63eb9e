"""Which files a page loads at once, and where it finds what it imports later."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.lesson import lessons
from widgets.language import page_languages
from widgets.page.assets import Asset

from .assets_handler import PREFIX, ServedAssets
from .bundling import Bundle, bundle, imported, joined_styles

FRAME = "onward/page/frame"
CLIENT = "onward/page/client"
MANAGER = "onward/stock_widgets/manager"


@dataclass(frozen=True)
class Files:
    """Addresses: of the scripts, the style sheet, and of what is imported by name."""

    scripts: Sequence[str]
    style: str
    imports: dict[str, str]


class PageFiles:
    """Joins what is needed together; everything else is found by its name below one address."""

    def __init__(self, assets: ServedAssets, assets_url: str) -> None:
        self._assets = assets
        self._assets_url = assets_url
        self._bundles: dict[tuple[Any, ...], Bundle] = {}
        self._styles: dict[tuple[str, ...], Asset] = {}
        self.released = f"{assets_url}{assets.release}/"
        self.urls = {name: self.released + name.removeprefix(PREFIX) for name in assets.by_name}

    def prepare(self) -> None:
        """Make every lesson's files, in each language; takes a while, in a thread of its own.

        So no learner waits for them, and a service that was started again has those of pages that are open.
        """
        for lesson in lessons().values():
            for language in page_languages():
                self.of_lesson(lesson.modules, lesson.texts, language.tag)

    def of_page(self, modules: Sequence[str]) -> Files:
        """A page without kernel: its modules are few, and each is a file."""
        scripts = [FRAME, *modules]
        return Files(
            [self.urls[name] for name in scripts], self._style(self._closure(scripts)), self._anywhere
        )

    def of_notebook(self, modules: Sequence[str], language: str) -> Files:
        """A notebook's page may show any of our screens; `modules` are those that it is known to show."""
        every = [
            name
            for name, asset in self._assets.by_name.items()
            if asset.extension == "js" and name != MANAGER
        ]
        return self._joined(self._bundle(modules, (), language, every), every)

    def of_lesson(self, modules: Sequence[str], texts: Sequence[str], language: str) -> Files:
        """A lesson's screen and first steps with their texts, which are named as `textOf` names them."""
        whole = self._assets.closure(modules[0])
        return self._joined(self._bundle(modules, texts, language, whole), self._at_once(modules))

    def _joined(self, made: Bundle, styled: Sequence[str]) -> Files:
        """One script, which provides some of what is imported."""
        script = self._assets_url + made.asset.file
        return Files(
            [script], self._style(styled), self._anywhere | dict.fromkeys(sorted(made.provides), script)
        )

    @property
    def _anywhere(self) -> dict[str, str]:
        return {PREFIX: self.released}

    def _at_once(self, modules: Sequence[str]) -> list[str]:
        return self._closure([FRAME, CLIENT, *modules])

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

    def _bundle(
        self, modules: Sequence[str], texts: Sequence[str], language: str, whole: Sequence[str]
    ) -> Bundle:
        """The client, these modules and texts; `whole` are all modules that the page may import."""
        key = (*modules, *texts, language)
        if key not in self._bundles:
            parts = self._at_once(modules)
            others = [self._assets.by_name[name] for name in whole if name not in parts]
            self._bundles[key] = bundle(
                [self._assets.by_name[name] for name in parts],
                *modules[:1],
                wanted={needed for other in others for needed in other.imports},
                texts=self._texts(texts, language),
            )
            self._assets.keep(self._bundles[key].asset)
        return self._bundles[key]

    def _style(self, modules: Sequence[str]) -> str:
        """The address of these modules' style sheets in one file; a module's style sheet bears its name."""
        names = tuple(style for name in modules if (style := f"{name}.css") in self._assets.by_name)
        if names not in self._styles:
            self._styles[names] = joined_styles([self._assets.by_name[name] for name in names])
            self._assets.keep(self._styles[names])
        return self._assets_url + self._styles[names].file

    def _texts(self, used: Iterable[str], language: str) -> dict[str, Any]:
        """Texts as `text.js` takes them."""
        names = [text_name(each, language) for each in used]
        found = {name: self._assets.by_name.get(PREFIX + name) for name in names}
        return {name: json.loads(asset.content) for name, asset in found.items() if asset}


def text_name(used: str, tag: str) -> str:
    """`"cv/work"` in a module is the asset `onward/cv/text.work.<tag>`; here without "onward/"."""
    folder, _, table = used.partition("/")
    return f"{folder}/" + ".".join(filter(None, ["text", table, tag]))
