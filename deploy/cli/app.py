"""The commands of `onward` and their help."""

import typer

from . import hub

app = typer.Typer(
    name="onward",
    help="Onward: a digital-skills learning environment on a JupyterHub of your own.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command("hub")(hub.hub)


@app.callback()
def onward() -> None:
    """Names the group, so that a single command keeps its name."""
