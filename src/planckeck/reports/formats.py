"""Findings in every form there is, by the name that the option has; each form imports its own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from planckeck.problems import Translate
from planckeck.reports.findings import FORMATS, Checked, ReadLines, no_lines

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment
    from planckeck.reports.context import Context

CI = frozenset({"github", "gitlab", "sarif", "junit"})
"""The forms that CI systems read, also of a run that could not be finished."""

MACHINE = CI | {"json"}
"""The forms that a program waits for."""


def render(name: str, checked: Checked, translate: Translate, read_lines: ReadLines = no_lines) -> str:
    """Return findings in the form of that name. Raises: KeyError for a name that is none."""
    match name:
        case "github":
            from planckeck.reports.ci.github import workflow_commands

            return workflow_commands(checked.findings, translate)
        case "gitlab":
            from planckeck.reports.ci.gitlab import code_quality

            return code_quality(checked.findings, translate)
        case "sarif":
            from planckeck.reports.ci.sarif import sarif

            return sarif(checked.findings, translate)
        case "junit":
            from planckeck.reports.ci.junit import of_files

            return of_files(checked, translate)
        case _:
            return FORMATS[name](checked.findings, translate, read_lines)


def document(
    name: str, assessment: Assessment, languages: tuple[Translate, ...], version: str, context: Context | None = None
) -> bytes:
    """Return an assessment as a page (html), a workbook (xlsx) or a document (docx), in one language or in both.

    Each form is a folder of this one with `render(assessment, languages, version, context)`, imported only when
    asked for.
    """
    render_document: Callable[..., bytes] = import_module(f"planckeck.reports.{name}").render
    return render_document(assessment, languages, version, *([] if context is None else [context]))
