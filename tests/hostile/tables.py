"""Tables of actual values that want to break a reader: by the name under which docs/hostile-inputs.md has them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

from tests.hostile.plans import JPEG, MEGABYTE, Hostile

HEADER = "region,indicator,year,value\n"
ROW = "甲县,期望寿命,2020,78\n"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NOTHING = ""
"""No error: the file is read."""


def table(name: str, content: str | bytes, code: str, exit_: int = 3) -> Hostile:
    """Return a table; `inspect` reads it. One that cannot be used exits with 3, one with a bad cell with 1."""
    raw = content if isinstance(content, bytes) else content.encode()
    return Hostile(lambda folder: _write(folder / name, raw), code, exit_, ("inspect", name))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def cell(value: str, code: str) -> Hostile:
    return table("data.csv", f"{HEADER}甲县,期望寿命,2020,{value}\n", code, 1)


def long_line(folder: Path) -> None:
    """Write a table whose second line has 200 MB."""
    with (folder / "data.csv").open("wb") as opened:
        opened.write(HEADER.encode())
        for _ in range(200):
            opened.write(b"7" * MEGABYTE)


def workbook(replaced: Mapping[str, Iterable[bytes]]) -> bytes:
    """Return a workbook of one row in which parts were replaced."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER.strip().split(","), ["甲县", "期望寿命", 2020, 78]):
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    made = io.BytesIO()
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in replaced:
                after.writestr(name, before.read(name))
        for name, blocks in replaced.items():
            with after.open(name, "w") as opened:
                for block in blocks:
                    opened.write(block)
    return made.getvalue()


def sheet(name: str, code: str, *blocks: bytes, part: str = SHEET) -> Hostile:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(workbook({part: blocks}))

    return Hostile(write, code, 3, ("inspect", name))


def rows(*xml: bytes, after: bytes = b"") -> tuple[bytes, ...]:
    return (b'<worksheet xmlns="' + MAIN + b'"><sheetData>', *xml, b"</sheetData>", after, b"</worksheet>")


def text_cell(address: str, text: str) -> bytes:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def header_row() -> bytes:
    titles = HEADER.strip().split(",")
    cells = b"".join(text_cell(f"{letter}1", title) for letter, title in zip("ABCD", titles, strict=True))
    return b'<row r="1">' + cells + b"</row>"


def overlapping(folder: Path) -> None:
    """Write a zip of 200 parts that all share the same packed bytes, each declared to be 5 MB."""
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("x", bytes(5 * MEGABYTE))
    raw = one.getvalue()
    start = raw.index(b"PK\x01\x02")
    entry = raw[start : raw.index(b"PK\x05\x06")]
    directory = b"".join(entry.replace(b"x", bytes([0x30 + number % 10]), 1) for number in range(200))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(directory), start, 0)
    (folder / "data.xlsx").write_bytes(raw[:start] + directory + end)


def many_parts(folder: Path) -> None:
    with zipfile.ZipFile(folder / "data.xlsx", "w") as made:
        for number in range(20_000):
            made.writestr(str(number), b"")


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
TABLES: Mapping[str, Hostile] = {
    "quote-never-closed": table("data.csv", f'{HEADER}甲县,"期望寿命,2020,78\n{ROW * 5}', "PK315"),
    "quote-never-closed-far": table("data.csv", f'{HEADER}甲县,"期望寿命,2020,78\n{ROW * 50_000}', "PK315"),
    "columns-10000": table("data.csv", ",".join(f"c{number}" for number in range(10_000)) + "\n", "PK350"),
    "columns-10000-beside": table(
        "data.csv",
        f"{HEADER.strip()},{','.join(f'c{number}' for number in range(10_000))}\n{ROW.strip()}{',1' * 10_000}\n",
        NOTHING,
        0,
    ),
    "columns-1000000": table("data.csv", HEADER + "," * 1_000_000 + "\n", "PK359"),
    "mixed-newlines": table("data.csv", f"{HEADER}{ROW.strip()}\r\n{ROW.strip()}\r{ROW}", NOTHING, 0),
    "table-nul-byte": table("data.csv", HEADER + ROW.replace("寿", "\0"), "PK315"),
    "table-utf-16": table("data.csv", (HEADER + ROW).encode("utf-16"), NOTHING, 0),
    "table-utf-16-unmarked": table("data.csv", (HEADER + ROW).encode("utf-16-le"), "PK315"),
    "table-jpeg": table("data.csv", JPEG, "PK315"),
    "table-long-line": Hostile(long_line, "PK359", 3, ("inspect", "data.csv")),
    "table-long-field": table("data.csv", f"{HEADER}甲县,期望寿命,2020,{'(' * 900_000}\n", "PK315"),
    "cell-digits-5000": cell("7" * 5000, "PK301"),
    "cell-exponent-400": cell("1e400", "PK335"),
    "cell-not-a-number": cell("nan", "PK301"),
    "cell-infinity": cell("inf", "PK301"),
    "cell-impossible-date": table("data.csv", f"{HEADER}甲县,期望寿命,2024-13-45,78\n", "PK309", 1),
    "cell-year-digits-5000": table("data.csv", f"{HEADER}甲县,期望寿命,{'2' * 5000},78\n", "PK309", 1),
    "zip-bomb": sheet("data.xlsx", "PK359", *(bytes(MEGABYTE) for _ in range(300))),
    "zip-bomb-of-rows": sheet(
        "data.xlsx", "PK359", *rows(*(b'<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 20_000,) * 40)
    ),
    "zip-overlap": Hostile(overlapping, "PK315", 3, ("inspect", "data.xlsx")),
    "zip-many-parts": Hostile(many_parts, "PK359", 3, ("inspect", "data.xlsx")),
    "zip-entities": sheet(
        "data.xlsx", "PK315", b'<?xml version="1.0"?>', ENTITIES, b"<a>&b;</a>", part="xl/workbook.xml"
    ),
    "zip-entities-far": sheet(
        "data.xlsx", "PK315", b'<?xml version="1.0"?>', b" " * 3000, ENTITIES, b"<worksheet>&b;</worksheet>"
    ),
    "sheet-far-cell": sheet(
        "data.xlsx", "PK359", *rows(header_row(), b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    ),
    "page-of-spans": table("data.html", "<table>" + "<tr><td rowspan=9999 colspan=16384>x" * 200, "PK359"),
    "page-of-columns": table("data.html", "<table><tr>" + "<td colspan=16384>x" * 1000, "PK359"),
    "page-of-tables": table("data.html", "<table><tr><td>" * 50_000, "PK359"),
    "page-of-marks": table("data.html", "<table><tr><td>x" + "<![" * 50_000, "PK315"),
    "json-open-brackets": table("data.json", "[" * 100_000, "PK315"),
    "json-open-braces": table("data.json", '{"a":' * 100_000, "PK315"),
    "json-name-twice": table("data.json", '[{"year": 2020, "year": 2021}]', "PK315"),
    "json-digits-5000": table(
        "data.json",
        '[{"region": "甲县", "indicator": "期望寿命", "year": 2020, "value": ' + "7" * 5000 + "}]",
        "PK301",
        1,
    ),
}
