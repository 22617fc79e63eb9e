"""The notebooks that the tests open as pages."""

from pathlib import Path

import nbformat

NOTE = """
from pathlib import Path
from lessons.learner import RecordDrafts
from lessons.opening import this_learner
from widgets.language import load_text
from widgets.page.screen import Screen

class Note(Screen):
    module = "onward/note/screen"

learner = this_learner()
text = load_text(Path("/nowhere"), learner.language)
Note(RecordDrafts(learner.records, "first_contact", {}), text, is_served=True)
"""

# SQLite itself says that the disk is full: its file must not grow any more.
FULL = (
    """
from sqlalchemy import event
from sqlalchemy.engine import Engine

@event.listens_for(Engine, "connect")
def fill_up(connection, _):
    pages, = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
"""
    + NOTE
)

# The kernel's clock is an hour behind.
BEHIND = (
    """
from datetime import datetime, timedelta

import grading.store.records

class Behind(datetime):
    @classmethod
    def now(cls, zone=None):
        return datetime.now(zone) - timedelta(hours=1)

grading.store.records.datetime = Behind
"""
    + NOTE
)

SLIDERS = """
import ipywidgets as ipw

number = ipw.IntSlider(description="How many", max=9)
name = ipw.Text(description="Name")
answer = ipw.Label("nothing yet")
output = ipw.Output()

def show(_):
    answer.value = f"{name.value} has {number.value}"
    with output:
        print("seen", number.value)

number.observe(show, "value")
name.observe(show, "value")
ipw.VBox([number, name, answer, output])
"""

FOREIGN = """
import anywidget
import traitlets as t

class Counter(anywidget.AnyWidget):
    _esm = '''
    export default {
      render({ model, el }) {
        const button = document.createElement("button");
        const draw = () => { button.textContent = `Counted ${model.get("count")}`; };
        button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
        model.on("change:count", draw);
        draw();
        el.append(button);
      },
    };
    '''
    _css = "button { color: rgb(1, 2, 3) }"
    count = t.Int(0).tag(sync=True)

    @t.observe("count")
    def _even(self, change):
        if change.new % 2:
            self.count = change.new + 1

Counter()
"""

# What a notebook finds that opens no lesson: names in its environment, and the sources that IPython keeps.
CURIOUS = """
import linecache
import os
sources = "".join(line for entry in linecache.cache.values() if len(entry) > 2 for line in entry[2])
names = ["ONWARD_" + name for name in ("LEARNER_KEY", "STORE")]  # in two parts: this is a source, too
found = [name for name in names if name in os.environ or name in sources]
print("found:", found, "learner:", os.environ["ONWARD_LEARNER"])
"""

BROKEN = "raise ValueError('a secret word of hers')"

SLOW = "import time; time.sleep(4)"

NOTEBOOKS = {
    "slow": [SLOW],
    "note": [NOTE],
    "full": [FULL],
    "behind": [BEHIND],
    "sliders": ["# Sliders and fields", SLIDERS, "print('the end')"],
    "foreign": [FOREIGN],
    "broken": [BROKEN],
    "curious": [CURIOUS],
}


def write_notebooks(folder: Path) -> None:
    """Cells that begin with `#` and a space are text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, cells in NOTEBOOKS.items():
        made = [
            nbformat.v4.new_markdown_cell(cell) if cell.startswith("# ") else nbformat.v4.new_code_cell(cell)
            for cell in cells
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=made), folder / f"{name}.ipynb")
