"""Steps of ours within nbgrader's grading; `exercises/nbgrader_config.py` says where they stand."""

import builtins
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

HIDDEN = "…"
Notebook = tuple[NotebookNode, dict[str, Any]]


class StartFromReleased(NbGraderPreprocessor):
    """Grades the released notebook, whatever the submitted one contains."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Notebook:
        released = nbformat.read(self._released(resources["nbgrader"]), as_version=nbformat.current_nbformat)
        return released, resources

    def _released(self, names: dict[str, str]) -> Path:
        course = self.parent.parent.coursedir  # our exporter's converter
        folder = course.format_path(course.release_directory, ".", names["assignment"])
        return Path(folder) / f"{names['notebook']}.ipynb"


class KeepScoresOnly(NbGraderPreprocessor):
    """Drops from a cell's outputs all that could repeat a learner's words; every score stays the same."""

    def preprocess_cell(self, cell: NotebookNode, resources: dict[str, Any], cell_index: int) -> Notebook:
        if cell.cell_type == "code":
            kept = [without_words(output, utils.is_grade(cell)) for output in cell.outputs]
            cell.outputs = [output for output in kept if output is not None]
        return cell, resources


def without_words(output: NotebookNode, is_grade: bool) -> NotebookNode | None:
    """The output as far as nbgrader's `determine_grade` looks at it; None when it does not."""
    if output.output_type == "error":
        return nbformat.v4.new_output("error", ename=name_of_error(output), evalue="", traceback=[])
    if output.output_type == "stream" and output.name == "stderr":
        return nbformat.v4.new_output("stream", name="stderr", text=HIDDEN)
    if output.output_type == "execute_result" and is_grade:
        return nbformat.v4.new_output("execute_result", number_in(output.data), execution_count=None)
    return None


def name_of_error(output: NotebookNode) -> str:
    """Only names that Python or nbgrader gave: a cell can make an error of any name."""
    known = hasattr(builtins, output.ename) or output.ename == "CellTimeoutError"
    return str(output.ename) if known else "Error"


def number_in(values: dict[str, str]) -> dict[str, str]:
    """A score as it stands; any other value hidden, which gives full points as the value itself would."""
    if "text/plain" not in values:
        return {}
    try:
        float(values["text/plain"])
    except ValueError:
        return {"text/plain": HIDDEN}
    return {"text/plain": values["text/plain"]}


class AskToReadAgain(NbGraderPreprocessor):
    """A trainer's points for an earlier hand-in stay, and wait to be read again.

    nbgrader itself asks for it in graded cells, but not in task cells.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> Notebook:
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(
                names["notebook"], names["assignment"], names["student"]
            )
            for grade in submitted.grades:
                grade.needs_manual_grade = grade.needs_manual_grade or grade.manual_score is not None
            gradebook.db.commit()
        return nb, resources
