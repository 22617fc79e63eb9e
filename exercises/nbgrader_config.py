"""nbgrader's configuration of a course; every cohort has a copy in its course folder.

Plain nbgrader: its commands, formgrader and Onward's grading worker all read this file.
"""

import os
from pathlib import Path

import nbgrader

import grading.gradebook

# What any nbgrader command writes here is for this account alone.
os.umask(0o077)

c = get_config()  # noqa: F821 -- nbgrader provides it

COURSE = Path(__file__).resolve().parent

# A cohort is a course: its folder is cohorts/<cohort>/course.
c.CourseDirectory.course_id = COURSE.parent.name
c.CourseDirectory.root = str(COURSE)
# Wait for another writer for a minute instead of failing after SQLite's five seconds.
c.CourseDirectory.db_url = f"sqlite:///{COURSE / 'gradebook.db'}?timeout=60"
# Texts for people and the made-up example stay with the exercise; they are no part of a submission.
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "text", "example.json"]

# The grader takes nothing from a submission but its time: it starts from the released notebook.
c.Autograde.sanitize_preprocessors = [
    "grading.gradebook.preprocessors.StartFromReleased",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.OverwriteCells.add_missing_cells = True

# What a learner wrote must not stay in the graded notebook: KeepScoresOnly drops every output but the score.
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "grading.gradebook.preprocessors.KeepScoresOnly",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "grading.gradebook.preprocessors.AskToReadAgain",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Execute.timeout = 30

# Pages of formgrader and feedback: no active markup, no links, no request to another host.
c.HTMLExporter.filters = {"markdown2html": "grading.gradebook.markup.safe_markdown"}
c.HTMLExporter.extra_template_basedirs = [
    str(Path(grading.gradebook.__file__).parent / "page_templates"),  # without MathJax from a public host
    str(Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"),
]
c.HTMLExporter.mathjax_url = ""
c.HTMLExporter.require_js_url = ""
c.HTMLExporter.jquery_url = ""
c.HTMLExporter.widget_renderer_url = ""
c.HTMLExporter.jupyter_widgets_base_url = ""

# The course folder belongs to one account; nobody else reads in it.
c.GenerateAssignment.permissions = 600
c.Autograde.permissions = 400
c.GenerateFeedback.permissions = 600
c.FormgradeExtension.debug = False
