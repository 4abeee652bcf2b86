"""A regions table from CSV: code,name,parent,level[,valid_from,valid_to], in Chinese or English."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from planckeck.model.names import name_key
from planckeck.model.regions import Region, RegionTable
from planckeck.problems import Diagnostic, InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.delimited import decode

HEADERS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "代码", "区划代码", "行政区划代码"),
    "name": ("name", "名称", "地区", "地区名称"),
    "parent": ("parent", "上级", "上级代码"),
    "level": ("level", "级别", "层级"),
    "valid_from": ("valid_from", "启用年份", "起始年份"),
    "valid_to": ("valid_to", "停用年份", "终止年份"),
}


def read_regions(path: str) -> RegionTable:
    """Read a regions table. Codes stay text (01 is not 1).

    Raises: InputError with every fault: a missing column, a code twice, a parent that is not there, a circle.
    """
    file = Path(path).as_posix()
    try:
        text = decode(Path(path).read_bytes(), file)
    except OSError as error:
        problem = say("cannot be read: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK315", Place(file), problem=problem, help=say("check the path"))]) from None
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(field.strip() for field in row)]
    header = rows[0] if rows else []
    spoken = {name_key(title): name for name, titles in HEADERS.items() for title in titles}
    columns = {spoken[name_key(title)]: number for number, title in enumerate(header) if name_key(title) in spoken}
    missing = [name for name in ("code", "name") if name not in columns]
    if missing:
        raise InputError(
            [diagnose("PK310", Place(file, 1), column=name, others=", ".join(HEADERS[name][1:3])) for name in missing]
        )
    faults: list[Diagnostic] = []
    regions = tuple(_region(row, columns, Place(file, line), faults) for line, row in enumerate(rows[1:], start=2))
    table = RegionTable(regions)
    faults += _faults(table, file)
    if faults:
        raise InputError(faults)
    return table


def _region(row: list[str], columns: Mapping[str, int], place: Place, faults: list[Diagnostic]) -> Region:
    text = {name: row[number].strip() if number < len(row) else "" for name, number in columns.items()}
    years: dict[str, int | None] = {}
    for name in ("valid_from", "valid_to"):
        written = text.get(name, "")
        years[name] = int(written[:4]) if written[:4].isdigit() and written[:4].isascii() else None
        if written and years[name] is None:
            faults.append(diagnose("PK309", place, text=written))
    return Region(
        text["code"],
        text["name"],
        text.get("parent", ""),
        text.get("level", ""),
        years["valid_from"],
        years["valid_to"],
    )


def _faults(table: RegionTable, file: str) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    first: dict[str, int] = {}
    help_ = say("correct the regions table")
    for line, region in enumerate(table.regions, start=2):
        place = Place(file, line)
        if not region.code or not region.name:
            found.append(diagnose("PK315", place, problem=say("a region without code or name"), help=help_))
        earlier = first.setdefault(region.code, line)
        if earlier != line:
            problem = say("code {code} stands twice, first in line {first}", code=region.code, first=earlier)
            found.append(diagnose("PK315", place, problem=problem, help=help_))
        if region.parent and region.parent not in table.of_code:
            problem = say("the parent {parent} of {name} is not in the table", parent=region.parent, name=region.name)
            found.append(diagnose("PK315", place, problem=problem, help=help_))
    for line, region in enumerate(table.regions, start=2):
        if table.in_circle(region):
            problem = say("{name} lies in a circle of parents", name=region.name)
            found.append(diagnose("PK315", Place(file, line), problem=problem, help=help_))
    return found
