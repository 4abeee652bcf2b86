"""The options of commands that read data or judge: their names, types and help."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from planckeck.cli.app import _
from planckeck.cli.completing import plan_ids
from planckeck.cli.options import ReportLang


class SummaryFormat(StrEnum):
    """How the gap summary is written."""

    MARKDOWN = "markdown"
    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"


class ShowFormat(StrEnum):
    """How a plan's table is written."""

    TABLE = "table"
    JSON = "json"


class InspectFormat(StrEnum):
    """How an inspection is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class TemplateFormat(StrEnum):
    """How an empty table is written."""

    CSV = "csv"
    XLSX = "xlsx"


class FailOn(StrEnum):
    """From which class on an unmet target fails the run."""

    BINDING = "binding"
    EXPECTED = "expected"
    GUIDING = "guiding"
    ADVOCATED = "advocated"
    ANY = "any"
    NEVER = "never"


class ConstraintName(StrEnum):
    """The constraint classes."""

    BINDING = "binding"
    EXPECTED = "expected"
    GUIDING = "guiding"
    ADVOCATED = "advocated"
    NONE = "none"


class PaceMethod(StrEnum):
    """The methods of pace; Open SDG's stands beside the default, in a key of its own."""

    DEFAULT = "default"
    OPEN_SDG = "open-sdg"


class SheetPer(StrEnum):
    """What a workbook has a sheet for, beside the sheet with everything."""

    REGION = "region"
    CONSTRAINT = "constraint"


class Engine(StrEnum):
    """What judges: auto takes polars for what people type, and duckdb for large tables, which it scans."""

    AUTO = "auto"
    POLARS = "polars"
    PANDAS = "pandas"
    DUCKDB = "duckdb"
    SPARK = "spark"


class DecimalSign(StrEnum):
    """The sign before decimals."""

    POINT = "point"
    COMMA = "comma"


class Color(StrEnum):
    """When colour is used."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Actuals = Annotated[
    list[str] | None,
    typer.Argument(
        help=_(
            "Tables of actual values: CSV, XLSX, ODS, XLS, Parquet, JSON; folders and patterns; - is standard input."
        )
    ),
]


PlanOption = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        "-p",
        help=_("A plan file, a folder of plans, or a plan's id; repeatable. Default: plans/"),
        autocompletion=plan_ids,
    ),
]


PlanArgument = Annotated[str, typer.Argument(help=_("A plan file, or a plan's id."), autocompletion=plan_ids)]


YearOption = Annotated[int | None, typer.Option("--year", help=_("The year to judge. Default: the latest in the data"))]


AllYears = Annotated[bool, typer.Option("--all-years", help=_("Judge every year in the data."))]


RegionOption = Annotated[list[str] | None, typer.Option("--region", help=_("Only this region; repeatable."))]


ConstraintOption = Annotated[
    list[ConstraintName] | None, typer.Option("--constraint", help=_("Only this class; repeatable."))
]


NotesOption = Annotated[
    str | None,
    typer.Option(
        "--notes",
        metavar="FILE",
        help=_("A YAML file of the office's own words on indicators: reason, measures, who. Every report shows them."),
    ),
]


SheetPerOption = Annotated[
    SheetPer | None, typer.Option("--sheet-per", help=_("xlsx: a sheet for every region, or every class, too."))
]


ChartOption = Annotated[
    str | None,
    typer.Option(
        "--chart", metavar="png|svg[=FOLDER]", help=_("A picture of each result too, into a folder. Default: charts/")
    ),
]


ReportLangOption = Annotated[
    ReportLang | None,
    typer.Option(
        "--lang",
        help=_("Language; both is for html, xlsx, docx and markdown. Default: PLANCKECK_LANG, else the locale"),
    ),
]


ColorOption = Annotated[Color, typer.Option("--color", help=_("Colour; NO_COLOR is heeded."))]


Encoding = Annotated[
    str | None, typer.Option("--encoding", help=_("The files' encoding. Default: told from the bytes"))
]


SheetOption = Annotated[
    str | None,
    typer.Option(
        "--sheet", metavar="NAME|NUMBER|*", help=_("The sheet to read; * reads all. Default: the first with a table")
    ),
]


RegionFromOption = Annotated[
    str | None,
    typer.Option(
        "--region-from",
        metavar="sheet|file|PATTERN",
        help=_(
            "Where the region of a table without a column of regions is written: in its sheet's or its file's name, "
            "or by a pattern such as file:{region}_2020, sheet:*{region}, title:{region}20*."
        ),
    ),
]


MapOption = Annotated[
    str | None, typer.Option("--map", metavar="FILE", help=_("A YAML file that says how the table lies."))
]


DecimalOption = Annotated[
    DecimalSign, typer.Option("--decimal", help=_("The decimal sign of numbers that are written as text."))
]


FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="URL", help=_("A database to read: postgresql://user@host/name, sqlite:///file.")),
]


QueryOption = Annotated[
    str | None, typer.Option("--query", metavar="SQL|TABLE", help=_("What to read from the database."))
]


ReferenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reference", metavar="NAME[:INDICATOR]=VALUE", help=_("The value of an outside reference; repeatable.")
    ),
]


ReferencesFile = Annotated[
    str | None, typer.Option("--references", metavar="FILE", help=_("A YAML file of reference values."))
]


RegionsFile = Annotated[
    str | None, typer.Option("--regions", metavar="FILE", help=_("A regions table (CSV: code, name, parent, level)."))
]


RollUp = Annotated[
    bool, typer.Option("--roll-up", help=_("Sum numerators and denominators up to the regions above; needs --regions."))
]


AllowPartial = Annotated[
    bool, typer.Option("--allow-partial", help=_("Roll up although units are missing; the coverage is noted."))
]


def _band(value: float | None) -> float | None:
    """Refuse a band that is no positive number; nan fails every comparison."""
    if value is not None and not 0 < value <= 1:
        raise typer.BadParameter(_("a share of the way between 0 and 1, such as 0.1"))
    return value


BandOption = Annotated[
    float | None,
    typer.Option(
        "--band",
        callback=_band,
        help=_("How far from the path is still on pace, as a share of the way. Default: the plan's, else 0.1"),
    ),
]


PaceMethodOption = Annotated[
    PaceMethod,
    typer.Option("--pace-method", help=_("open-sdg adds the statuses of that method; verdicts and paces stay.")),
]


ActualsOption = Annotated[
    list[str] | None,
    typer.Option("--actuals", "-a", help=_("A table of actual values, as evaluate takes it; repeatable.")),
]


FailOnOption = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        help=_(
            "Exit 1 for misses of this class and those more binding. "
            "Default: binding, or any where the plan prints no class"
        ),
    ),
]


EngineOption = Annotated[
    Engine,
    typer.Option(
        "--engine",
        help=_(
            "What judges; auto takes duckdb for large CSV and Parquet, which it scans, else polars. "
            "spark also reads addresses (hdfs://, s3a://) and table:NAME."
        ),
    ),
]


SparkMasterOption = Annotated[
    str | None,
    typer.Option(
        "--spark-master",
        metavar="URL",
        help=_("The Spark of --engine spark. Default: the session that is there, else Spark's settings, else here"),
    ),
]


TopOption = Annotated[
    int | None, typer.Option("--top", min=1, metavar="N", help=_("Show the worst N results. Default: all; at size 20"))
]
