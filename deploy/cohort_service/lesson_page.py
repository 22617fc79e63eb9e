"""A lesson's page: the frame at once, then what its notebook puts out, from a kernel of her own."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from tornado import web
from tornado.iostream import StreamClosedError
from voila.execute import VoilaExecutor

from lessons.lesson import lessons as all_lessons
from widgets.language import load_text

from .access import Role
from .frame import as_json
from .handlers import PageHandler
from .kernels import Owner
from .notebooks import ONWARD_LESSONS, find_notebook, read_notebook
from .outputs import cell_html, modules_of, page_models, serve_foreign_code
from .quiet_log import log_failure
from .warm_kernels import PageKernel, WarmKernels

CELL_SECONDS = 60
FAILED_SECONDS = 20


class LessonHandler(PageHandler):
    """Streams a lesson. Staff see it too, with nobody's records."""

    roles = frozenset(Role)

    async def get(self, name: str) -> None:
        file = find_notebook(name, self.service_options.cohort.lessons)
        if file is None:
            raise web.HTTPError(404)
        warm: WarmKernels = self.settings["warm_kernels"]
        owner = Owner(self.person, self.session)
        kernel = await warm.take(owner)
        try:
            await self._stream(file, name, kernel, owner)
        except StreamClosedError:  # she has left before the page was there
            self.settings["kernel_manager"].close_soon(kernel.kernel_id)
        finally:
            kernel.client.stop_channels()

    async def _stream(self, file: Path, name: str, kernel: PageKernel, owner: Owner) -> None:
        kernel.become(self.settings["identities"].of(self))
        page = self.page(
            lesson_title(name, self.language),
            idle_minutes=self.idle_minutes,
            kernel_id=kernel.kernel_id,
            **self._needed_at_once(name),
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(self.frame.start(page) + self.frame.skeleton(page))
        await self.flush()
        await self.kernel_manager.hear_out(owner, kernel.kernel_id)
        await self._run(file, name, kernel)
        self.finish(self.frame.end(page))

    def _needed_at_once(self, name: str) -> dict[str, Any]:
        """A lesson of ours says itself what it needs; for a notebook, the module that it used last time."""
        if name in all_lessons():
            return {"is_lesson": True, "lesson": name}
        return {"is_lesson": True, "modules": self.settings["notebook_modules"].get(name, ())[:1]}

    async def _run(self, file: Path, name: str, kernel: PageKernel) -> None:
        """Write each cell's outputs as they come, then the widgets; or that the page does not open."""
        try:
            async for html in self._outputs(file, name, kernel):
                self.write(html)
                await self.flush()
        except StreamClosedError:
            raise
        except Exception as error:
            log_failure(f"Lesson {name}", error)
            # The page closes it, too; if it were gone at once, the page would ask for another.
            self.kernel_manager.close_soon(kernel.kernel_id, after=FAILED_SECONDS)
            self.write(self.explained("kernel", "section role='alert'"))

    async def _outputs(self, file: Path, name: str, kernel: PageKernel) -> AsyncIterator[str]:
        notebook = read_notebook(file)
        executor = page_executor(notebook, self.kernel_manager.get_kernel(kernel.kernel_id), kernel)
        for index, cell in enumerate(notebook.cells):
            yield cell_html(await executor.async_execute_cell(cell, index, store_history=False))
        models = page_models(executor.widget_state, executor.widget_buffers)
        self.settings["notebook_modules"][name] = modules_of(models)
        for model in models:
            serve_foreign_code(
                model["state"], self.settings["assets"], f"{self.service_options.base_url}assets/"
            )
        yield f'<script type="application/json" id="models">{as_json(models)}</script>'


def lesson_title(name: str, language: str) -> str:
    """What the lesson calls itself; a notebook of the NGO's has the neutral title."""
    text = load_text(ONWARD_LESSONS / name / "text", language)
    return text("lesson.title") if "lesson.title" in text else ""


def page_executor(notebook: Any, manager: Any, kernel: PageKernel) -> VoilaExecutor:
    """Voilà's executor on a kernel and client that are there already."""
    executor = VoilaExecutor(notebook, km=manager, timeout=CELL_SECONDS, record_timing=False)
    executor.kc = kernel.client
    executor.reset_execution_trackers()
    return executor
