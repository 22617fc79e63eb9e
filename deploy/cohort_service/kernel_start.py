"""What a page's kernel does before its page: import all, rehearse (in the zygote), become one learner's."""

import contextlib
import importlib
import linecache
import pkgutil
from collections.abc import Mapping, Sequence


def warm_up() -> None:
    """Import what the lessons import, before anybody waits for it."""
    import lessons  # noqa: PLC0415 -- only in a kernel

    importlib.import_module("ipywidgets")
    for module in pkgutil.iter_modules(lessons.__path__):
        # A lesson that can't be imported fails when it is opened, and no other with it.
        with contextlib.suppress(ImportError):
            importlib.import_module(f"lessons.{module.name}" + (".view" if module.ispkg else ""))


def rehearse() -> None:
    """Open every lesson in every language, for nobody: texts are read, tables built, patterns compiled."""
    warm_up()
    from ipywidgets import Widget  # noqa: PLC0415 -- only in a kernel

    from lessons.learner import Learner, MemoryRecords  # noqa: PLC0415
    from lessons.lesson import lessons  # noqa: PLC0415
    from widgets.language import page_languages  # noqa: PLC0415

    for lesson in lessons().values():
        view = importlib.import_module(f"lessons.{lesson.name}.view")
        for language in page_languages():
            view.build(lesson, lesson.text(language.tag), Learner("", language.tag, MemoryRecords()))
    Widget.close_all()


def become(identity: Mapping[str, str]) -> None:
    """Take the identity that the service gives; what is secret in it stays out of the environment."""
    from lessons.opening import SECRETS, keep  # noqa: PLC0415 -- only in a kernel

    keep(identity)
    forget_sources_with(SECRETS)


def forget_sources_with(words: Sequence[str]) -> None:
    """IPython keeps the source of what it runs for its tracebacks, of the order that brought her key too."""
    for name, entry in list(linecache.cache.items()):
        if len(entry) > 2 and any(word in line for line in entry[2] for word in words):
            del linecache.cache[name]
