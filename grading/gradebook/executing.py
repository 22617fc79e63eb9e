"""nbgrader's `Execute` without a kernel: the cells run in a child that was forked beforehand."""

import os
import platform
from typing import Any

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import Execute

from .cells import Cells, CellsDied
from .preprocessors import Notebook
from .walls import Walls

PYTHON = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
"""What a kernel says of itself; feedback chooses its colours by it."""


class ExecuteInChild(Execute):
    """Gives each cell the outputs that a Python kernel would; other languages go the stock way."""

    def __init__(self, waiting: list[Cells], **options: Any) -> None:
        super().__init__(**options)
        self._waiting = waiting
        self.walls: Walls | None = None
        self.took_too_long = 0
        """Cells that were interrupted."""

    def __call__(self, nb: NotebookNode, resources: dict[str, Any]) -> Notebook:
        """How nbconvert calls a preprocessor that it did not make itself."""
        return self.preprocess(nb, resources)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any], km: Any = None) -> Notebook:
        language = nb.metadata.get("kernelspec", {}).get("language", "python")
        if language != "python" or not self._waiting:
            executed: Notebook = super().preprocess(nb, resources, km)
            return executed
        with self._waiting.pop() as cells:
            self.walls = cells.walls
            cells.enter(resources["metadata"]["path"], os.environ)
            self._run_all(nb, cells)
        nb.metadata["language_info"] = from_dict(PYTHON)
        return nb, resources

    def _run_all(self, nb: NotebookNode, cells: Cells) -> None:
        code = [cell for cell in nb.cells if cell.cell_type == "code" and cell.source.strip()]
        for count, cell in enumerate(code, start=1):
            cell.execution_count = count
            cell.outputs = self._run(cell, cells)

    def _run(self, cell: NotebookNode, cells: Cells) -> list[NotebookNode]:
        try:
            outputs, took_too_long = cells.run(cell.source, self.timeout)
        except CellsDied as error:
            raise DeadKernelError("Kernel died") from error
        self.took_too_long += took_too_long
        if took_too_long:
            outputs.append({"output_type": "error", **self.error_on_timeout})
        return [from_dict(output) for output in outputs]
