"""The options that all commands share: their names, types and help."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from planckeck.cli.app import _


class Format(StrEnum):
    """How an evaluation is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    PARQUET = "parquet"
    AUTO = "auto"


class FindingsFormat(StrEnum):
    """How findings about plans are written."""

    AUTO = "auto"
    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


class Lang(StrEnum):
    """The languages of what is printed."""

    ZH = "zh"
    EN = "en"


class ReportLang(StrEnum):
    """The languages of a report; both is for pages, documents and workbooks."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


Output = Annotated[str | None, typer.Option("--output", "-o", help=_("Write to this file instead of standard output."))]


ReportOption = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="FORMAT=FILE", help=_("Write this report too; repeatable.")),
]


LangOption = Annotated[
    Lang | None, typer.Option("--lang", help=_("Language. Default: PLANCKECK_LANG, else the locale"))
]


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_("On standard error only errors."))]


Strict = Annotated[bool, typer.Option("--strict/--no-strict", help=_("Warnings fail too."))]
