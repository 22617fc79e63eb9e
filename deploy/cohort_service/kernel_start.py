"""What a page's kernel does before its page: import all, rehearse (in the zygote), become one learner's."""

import contextlib
import importlib
import linecache
import pkgutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grading.store import LearnerRecords


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

    from grading.store import Store, open_records  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        url, nobody = f"sqlite:///{folder}/store.sqlite", "nobody"
        with Store.create(url, Path(folder) / "keys") as store:
            store.add_learner(nobody)
            key = store.data_key(nobody)
        with open_records(url, nobody, key) as records:
            open_all(nobody, records)
    Widget.close_all()


REHEARSED: Sequence[dict[str, Any]] = (
    {
        "kind": "change",
        "changes": [
            {"path": ["basics", "name"], "value": "Ana Flores", "base": None},
            {"path": ["basics", "summary"], "value": "I cook for many guests and learn fast.", "base": None},
            {"path": ["work", "a"], "value": {"id": "a", "kind": "paid", "text": "I cooked."}, "base": None},
        ],
    },
    {"kind": "choices"},
    {"kind": "phrases", "occupation": "cook"},
    {"kind": "preview"},
    {"kind": "download", "format": "docx"},
    {
        "kind": "change",
        "changes": [
            {"path": ["saved", "it-01"], "value": {"id": "it-01", "title": "Cameriera", "language": "it"}},
            {"path": ["message", "text"], "value": "Pay 100 euro before you start.", "base": ""},
        ],
    },
    {"kind": "search", "query": {"words": "pulizie", "language": "it"}},
    {"kind": "posting", "id": "it-01"},
    {"kind": "terms"},
    {"kind": "exercise"},
    {"kind": "judged", "id": "it-01"},
    {"kind": "signs"},
    {"kind": "sentences", "id": "it-01"},
    {"kind": "word", "id": "it-01"},
)
"""What pages send; a screen that does not know a message leaves it alone."""


def open_all(code: str, records: "LearnerRecords") -> None:
    """Every lesson's view in every language, and something of all that its page may ask for."""
    from lessons.learner import Learner  # noqa: PLC0415 -- only in a kernel
    from lessons.lesson import lessons  # noqa: PLC0415
    from widgets.language import page_languages  # noqa: PLC0415

    records.save("rehearsal", {}, 0)
    for lesson in lessons().values():
        view = importlib.import_module(f"lessons.{lesson.name}.view")
        for language in page_languages():
            learner = Learner(code, language.tag, records, is_served=True)
            screen = view.build(lesson, lesson.text(language.tag), learner)
            screen._repr_mimebundle_()
            for message in REHEARSED:
                screen._handle_custom_msg(message, [])


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
