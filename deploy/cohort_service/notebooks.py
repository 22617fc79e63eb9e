"""Which notebook a lesson's address means: one of Onward's, or one that the NGO put beside them."""

import re
from pathlib import Path

import nbformat

import lessons

ONWARD_LESSONS = Path(lessons.__file__).parent
NAME = re.compile(r"[\w][\w .-]{0,80}")


def find_notebook(name: str, own_lessons: Path) -> Path | None:
    """The notebook of this name; Onward's come first. None if there is none."""
    if not NAME.fullmatch(name):
        return None
    candidates = [ONWARD_LESSONS / name / "page.ipynb", own_lessons / f"{name}.ipynb"]
    return next((file for file in candidates if file.is_file() and not file.is_symlink()), None)


def read_notebook(file: Path) -> nbformat.NotebookNode:
    """The notebook without the outputs that it may have been saved with."""
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    notebook.metadata.pop("widgets", None)
    return notebook
