"""`labapp doctor`: look at the installation, say what is well and what is not; touch nothing."""

import argparse

from labapp.cli.checks import Finding, Level
from labapp.cli.checks import installation as program
from labapp.cli.checks import instance as data
from labapp.cli.terminal import FAULT, GOOD, say
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import ngettext
from labapp.settings import Settings

MARKS = {Level.GOOD: "✓", Level.NOTE: "–", Level.FAULT: "✗"}


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none: it looks at what the environment says."""


def run(_chosen: argparse.Namespace) -> int:
    settings = Settings.from_env()
    findings = [*data.findings(settings), *program.findings(settings)]
    for finding in findings:
        say(f"{MARKS[finding.level]} {finding.about}: {finding.says}")
    return _judge(findings)


def _judge(findings: list[Finding]) -> int:
    faults = sum(1 for finding in findings if finding.level is Level.FAULT)
    say()
    if not faults:
        say(_("No fault found."))
        return GOOD
    say(ngettext("%(num)s fault found.", "%(num)s faults found.", faults))
    return FAULT
