"""`onward doctor`: what an installation has, what it lacks, and how to mend it."""

import typer

from ..doctor import Finding, examine
from ..settings import read_settings
from .options import Home
from .said import say, words


def doctor(home: Home = None) -> None:
    """Check versions, folders, permissions, disk, port, databases and programs, and say how to mend each.

    Ends with exit code 1 when something is BAD.

    [bold]Examples[/bold]

      onward doctor

      onward doctor --home /srv/onward
    """
    findings = examine(read_settings(home=home))
    for finding in findings:
        report(finding)
    if any(finding.state == "bad" for finding in findings):
        say("doctor.ill")
        raise typer.Exit(1)
    say("doctor.healthy")


def report(finding: Finding) -> None:
    what = words()(f"doctor.{finding.check}.{finding.said or finding.state}", **finding.values)
    if finding.state == "good":
        say("doctor.good", what=what)
    else:
        mend = words()(f"doctor.{finding.check}.mend", **finding.values)
        say(f"doctor.{finding.state}", what=what, mend=mend)
