"""Findings in every form there is, by the name that the option has."""

from __future__ import annotations

from collections.abc import Mapping

from planckeck.problems import Translate
from planckeck.reports import findings
from planckeck.reports.ci import github, gitlab, junit, sarif
from planckeck.reports.ci.junit import Checked
from planckeck.reports.findings import Format, ReadLines, no_lines

__all__ = ["CI", "FORMATS", "MACHINE", "Checked", "render"]

FORMATS: Mapping[str, Format] = {
    **findings.FORMATS,
    "github": github.workflow_commands,
    "gitlab": gitlab.code_quality,
    "sarif": sarif.sarif,
}
"""The forms that need only the findings; `junit` also needs the files without any."""

CI = frozenset({"github", "gitlab", "sarif", "junit"})
"""The forms that CI systems read, also of a run that could not be finished."""

MACHINE = CI | {"json"}
"""The forms that a program waits for."""


def render(name: str, checked: Checked, translate: Translate, read_lines: ReadLines = no_lines) -> str:
    """Return findings in the form of that name."""
    if name == "junit":
        return junit.of_files(checked, translate)
    return FORMATS[name](checked.findings, translate, read_lines)
