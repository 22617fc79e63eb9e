"""Writes the notebooks that the tests open as pages."""

from pathlib import Path

import nbformat

NOTE = """
import os
from lessons.learner import RecordDrafts
from lessons.opening import learner_of
from pathlib import Path
from widgets.language import load_text
from widgets.page.screen import Screen

class Note(Screen):
    module = "onward/note/screen"

learner = learner_of(os.environ)
text = load_text(Path("/nowhere"), learner.language)
Note(RecordDrafts(learner.records, "first_contact", {}), text, is_served=True)
"""


def write_notebook(file: Path, *cells: str) -> None:
    """Cells that begin with `#` and a space are text."""
    made = [
        nbformat.v4.new_markdown_cell(cell) if cell.startswith("# ") else nbformat.v4.new_code_cell(cell)
        for cell in cells
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=made), file)
