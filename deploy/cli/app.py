"""The commands of `onward` and their help."""

import os
import sys
from pathlib import Path

import typer

from . import audio, cohort, cv, doctor, hub, learner, occupations, signs, staff, vacancies

app = typer.Typer(
    name="onward",
    help="Onward: a digital-skills learning environment on a JupyterHub of your own.",
    epilog="First steps:   onward hub --demo",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command("hub")(hub.hub)
for group in (cohort.app, learner.app, staff.app):
    app.add_typer(group)
app.command("doctor")(doctor.doctor)
app.add_typer(cv.app)
app.add_typer(occupations.app)
app.add_typer(vacancies.app)
app.add_typer(audio.app)
app.command("signs")(signs.signs)


@app.callback()
def onward() -> None:
    """Onward: a digital-skills learning environment on a JupyterHub of your own."""
    # What we write is its owner's alone, and nbgrader finds `alembic` where no environment is activated.
    os.umask(0o077)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ.get("PATH", "")])
