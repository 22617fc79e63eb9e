"""Formgrader within walls: a Jupyter Server extension to enable in place of nbgrader's own four.

    c.ServerApp.jpserver_extensions = {
        "grading.gradebook.formgrader_walls": True,
        **{f"nbgrader.server_extensions.{name}": False
           for name in ("assignment_list", "course_list", "formgrader", "validate_assignment")},
    }

Run the server in the course folder (`root_dir` and working directory), where formgrader finds its
configuration.
"""

from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.base import BaseHandler
from nbgrader.server_extensions.formgrader.formgrader import load_jupyter_server_extension
from tornado import web


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "grading.gradebook.formgrader_walls"}]


def _load_jupyter_server_extension(server: Any) -> None:
    BaseHandler.prepare = prepare_within_walls
    load_jupyter_server_extension(server)
    use_course_templates(server.web_app.settings)


async def prepare_within_walls(handler: BaseHandler) -> None:
    """Before each of formgrader's pages: only this course, and its grades as they are now."""
    # Formgrader would take its configuration from wherever the parameter says: one course, one desk.
    if handler.get_arguments("path"):
        raise web.HTTPError(403)
    forget_old_grades(handler.settings)
    await JupyterHandler.prepare(handler)


def forget_old_grades(settings: dict[str, Any]) -> None:
    """Formgrader keeps one database session for ever and would show grades from before the worker's."""
    gradebook = settings.get("nbgrader_gradebook")
    if gradebook is not None:
        gradebook.db.rollback()


def use_course_templates(settings: dict[str, Any]) -> None:
    """Formgrader would override the course's templates, and the one that loads nothing from elsewhere."""
    course = settings["nbgrader_formgrader"].load_config()
    config = settings["nbgrader_exporter"].config.copy()
    config.HTMLExporter.extra_template_basedirs = course.HTMLExporter.extra_template_basedirs
    settings["nbgrader_exporter"] = HTMLExporter(config=config)
