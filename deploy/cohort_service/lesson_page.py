"""A lesson's page: the frame at once, then what its notebook puts out, from a kernel of her own."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from tornado import web
from tornado.iostream import StreamClosedError
from voila.execute import VoilaExecutor

from lessons.lesson import lessons as all_lessons
from widgets.language import load_text

from .access import Role
from .admission import Admission, ask_again_after
from .frame import as_json
from .handlers import PageHandler
from .kernels import CohortKernels
from .notebooks import ONWARD_LESSONS, find_notebook, read_notebook
from .open_pages import Owner
from .outputs import cell_html, modules_of, page_models, serve_foreign_code
from .quiet_log import log_failure
from .turns import Turn, Turns
from .warm_kernels import PageKernel, WarmKernels

CELL_SECONDS = 60
FAILED_SECONDS = 20
STILL_THERE_SECONDS = 15
"""A page that waits for its turn gets a sign so often, so that no proxy takes it for dead."""
ACCEPTED = 202
"""The answer to who has to wait: not the page, and no error."""
T = TypeVar("T")


class LessonHandler(PageHandler):
    """Streams a lesson. Staff see it too, with nobody's records."""

    roles = frozenset(Role)

    def initialize(self) -> None:
        self._left = asyncio.get_running_loop().create_future()

    def on_connection_close(self) -> None:
        """She has left before the page was there."""
        super().on_connection_close()
        if not self._left.done():
            self._left.set_result(None)

    async def get(self, name: str) -> None:
        file = find_notebook(name, self.service_options.cohort.lessons)
        if file is None:
            raise web.HTTPError(404)
        begun = time.monotonic()
        admission: Admission = self.settings["admission"]
        if admission.is_closed and self.heals:
            raise web.HTTPError(503)
        place = admission.ask(self.session, heals=self.heals)
        if place is not None:
            self._please_wait(place)
            return
        try:
            await self._open(file, name)
        except StreamClosedError:
            return
        lesson = name if name in all_lessons() else ""
        self.kernels.metrics.page_opened(lesson, time.monotonic() - begun, heals=self.heals)

    @cached_property
    def heals(self) -> bool:
        """Whether a page that is open asks for another kernel."""
        return "X-Heals" in self.request.headers

    @property
    def kernels(self) -> CohortKernels:
        kernels: CohortKernels = self.settings["kernel_manager"]
        return kernels

    def _please_wait(self, place: int) -> None:
        """A light page that asks again by itself, JavaScript or not."""
        seconds = str(ask_again_after(place))
        self.set_status(ACCEPTED)
        self.set_header("Retry-After", seconds)
        self.set_header("Refresh", seconds)
        self.render_page(self.frame.please_wait(self.frame_text, place))

    async def _open(self, file: Path, name: str) -> None:
        """The frame is on its way before there is a kernel: it is there while she waits for her turn."""
        page = self.page(
            lesson_title(name, self.language), idle_minutes=self.idle_minutes, **self._needed_at_once(name)
        )
        try:
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.write(self.frame.start(page) + self.frame.skeleton(page))
            await self.flush()
            turn = await self._turn()
        except BaseException:
            self.settings["admission"].arrived()
            raise
        try:
            await self._fill(file, name)
        finally:
            turn.end()
        self.finish(self.frame.end(page))

    async def _turn(self) -> Turn:
        turns: Turns = self.settings["turns"]
        task = asyncio.ensure_future(turns.take(heals=self.heals))
        while not await self._is_done(task, STILL_THERE_SECONDS):
            self.write("\n")
            await self.flush()
        return task.result()

    async def _fill(self, file: Path, name: str) -> None:
        """The notebook's outputs; or that the page does not open."""
        owner, kernel = Owner(self.person, self.session), None
        try:
            kernel = await self._kernel(owner)
            kernel.become(self.settings["identities"].of(self))
            self.write(self.frame.kernel(kernel.kernel_id))
            await self.flush()
            await self.kernels.hear_out(owner, kernel.kernel_id)
            async for html in self._outputs(file, name, kernel):
                self.write(html)
                await self.flush()
        except StreamClosedError:
            if kernel:
                self.kernels.close_soon(kernel.kernel_id)
            raise
        except Exception as error:
            log_failure(f"Lesson {name}", error)
            if kernel:
                # The page closes it, too; if it were gone at once, the page would ask for another.
                self.kernels.close_soon(kernel.kernel_id, "failed", after=FAILED_SECONDS)
            self.write(self.explained("kernel", "section role='alert'"))
        finally:
            if kernel:
                self.kernels.pages.sent(kernel.kernel_id)
                kernel.client.stop_channels()

    async def _kernel(self, owner: Owner) -> PageKernel:
        """One that belongs to her from here on; it counts as open instead of as being opened."""
        warm: WarmKernels = self.settings["warm_kernels"]
        try:
            return await warm.take(owner)
        finally:
            self.settings["admission"].arrived()

    def _needed_at_once(self, name: str) -> dict[str, Any]:
        """A lesson of ours says itself what it needs; for a notebook, the module that it used last time."""
        if name in all_lessons():
            return {"is_lesson": True, "lesson": name}
        return {"is_lesson": True, "modules": self.settings["notebook_modules"].get(name, ())[:1]}

    async def _outputs(self, file: Path, name: str, kernel: PageKernel) -> AsyncIterator[str]:
        """Each cell's as they come, then the widgets."""
        notebook = read_notebook(file)
        executor = page_executor(notebook, self.kernels.get_kernel(kernel.kernel_id), kernel)
        for index, cell in enumerate(notebook.cells):
            yield cell_html(
                await self._unless_left(executor.async_execute_cell(cell, index, store_history=False))
            )
        models = page_models(executor.widget_state, executor.widget_buffers)
        self.settings["notebook_modules"][name] = modules_of(models)
        for model in models:
            serve_foreign_code(
                model["state"], self.settings["assets"], f"{self.service_options.base_url}assets/"
            )
        yield f'<script type="application/json" id="models">{as_json(models)}</script>'

    async def _unless_left(self, work: Coroutine[Any, Any, T]) -> T:
        """Its result; StreamClosedError as soon as she has left."""
        task = asyncio.ensure_future(work)
        await self._is_done(task)
        return task.result()

    async def _is_done(self, task: asyncio.Future[Any], seconds: float | None = None) -> bool:
        """Whether it is, after so many seconds at most; StreamClosedError as soon as she has left."""
        try:
            await asyncio.wait({task, self._left}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if self._left.done():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise StreamClosedError
        return task.done()


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
