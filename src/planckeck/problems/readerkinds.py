"""The diagnostics of reading: PK330–349 one cell and its column, PK350–369 files and tables, PK370 notes."""

from __future__ import annotations

from planckeck.problems import Kind, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

READER_KINDS: tuple[Kind, ...] = (
    Kind("PK307", _W, "unit converted", "{written} {unit} was read as {value} {expected}", ""),
    # PK330–349: one cell, and what a column of them shows
    Kind("PK330", _E, "unit in a cell does not fit", "{text}: {problem}", "{help}"),
    Kind("PK331", _E, "value of another size", "{text}: {problem}", "{help}"),
    Kind("PK332", _E, "change instead of a level", "{text}: {problem}", "{help}"),
    Kind("PK333", _E, "spreadsheet error", "{text}: {problem}", "{help}"),
    Kind("PK334", _E, "turned into a date or time", "{text}: {problem}", "{help}"),
    Kind("PK335", _E, "long number ruined", "{text}: {problem}", "{help}"),
    Kind("PK336", _E, "comma of unclear meaning", "{text}: {problem}", "{help}"),
    Kind("PK337", _E, "target instead of a value", "{text}: {problem}", "{help}"),
    Kind(
        "PK338",
        _W,
        "inexact value",
        "{text} is no exact value: it is judged only where {bounds} is enough",
        "{help}",
    ),
    Kind("PK339", _N, "stored as a fraction", "{text} is formatted as a percentage and was read as {value}%", ""),
    Kind(
        "PK340",
        _W,
        "shown otherwise than stored",
        "{text} is shown as {shown} but stored as {stored}; the stored value is judged",
        "round the value in the file if the shown one is meant",
    ),
    Kind(
        "PK341",
        _W,
        "noise of single precision",
        "{text} is {near} with the noise of single precision; it is judged as stored",
        "write {near}",
    ),
    Kind(
        "PK342",
        _W,
        "number format hides a scale",
        "{text}: the number format shows it {factor} times smaller; it was read as {value}",
        "write the value as it is shown, and its unit in the column unit",
    ),
    Kind(
        "PK343",
        _W,
        "full-width comma in a number",
        "{text}: full-width commas were read as separators of thousands",
        "write {value}",
    ),
    Kind("PK344", _W, "value of a doubtful size", "{text}: {problem}", "{help}"),
    Kind("PK345", _W, "sign against the target", "{text} and the target {edge} differ in sign", "{help}"),
    Kind(
        "PK346",
        _W,
        "share above the whole",
        "{indicator}, {region}, {year}: {text} is a share above 100%",
        "check the denominator (registered or resident population)",
    ),
    Kind("PK347", _W, "few cases", "{indicator}, {region}, {year}: {problem}", "{help}"),
    Kind(
        "PK348",
        _W,
        "same value as the year before",
        "{indicator}, {region}: {text} of {year} equals that of {earlier} to the last digit",
        "check that it was not copied",
    ),
    Kind(
        "PK349",
        _W,
        "target in every region",
        "{indicator}, {year}: all {count} regions have exactly the target {text}",
        "check that the target was not entered as the actual",
    ),
    # PK350–369: files and the tables in them
    Kind("PK350", _E, "no table found", "no table was recognised: {problem}", "{help}"),
    Kind("PK351", _N, "columns not read", "not read: {columns}", "name them in a --map file if they hold values"),
    Kind("PK352", _N, "rows not read", "not read: {rows}", ""),
    Kind("PK353", _W, "hidden cells read", "{what} hidden, and read all the same", "show them, or delete them"),
    Kind("PK354", _N, "sheets not read", "not read: {sheets}", "choose one with --sheet"),
    Kind(
        "PK355",
        _E,
        "value in a merged range",
        "{text} stands in a merged cell that covers this one too",
        "split the merged cell and write every value",
    ),
    Kind("PK356", _W, "year taken from the title", "year {year} is taken from the title “{title}”", "{help}"),
    Kind("PK357", _N, "unit taken from the title", "unit {unit} is taken from “{title}”", ""),
    Kind(
        "PK358",
        _E,
        "text ruined by a wrong encoding",
        "the text went through a wrong encoding: {sample}",
        "{help}",
    ),
    Kind("PK359", _E, "input too large", "{what} is over the limit of {limit}", "{help}"),
    Kind("PK360", _E, "map does not fit", "{problem}", "{help}"),
    Kind("PK361", _E, "database unusable", "{problem}", "{help}"),
    Kind("PK362", _N, "files not read", "no tables, not read: {files}", ""),
    Kind(
        "PK363",
        _W,
        "rows without a region",
        "rows {rows} name no region, others do: they are taken for the plan's own",
        "write the region in every row, or give fill_down: [region] in a --map file",
    ),
    Kind(
        "PK364",
        _E,
        "too many rows to read one by one",
        "{count} of {total} rows are not plain numbers in lines of a plan; at this size at most {limit} are read one "
        "by one",
        "correct what they have in common, or split the table and give --engine polars",
    ),
    Kind(
        "PK365",
        _N,
        "suspicions not looked for",
        "a table of this size is not searched for copied years, pasted targets, lonely zeros and shares above 100%",
        "give --engine polars for a part of it",
    ),
    Kind("PK366", _N, "more findings", "{count} more findings of {kind} are not shown", ""),
    Kind("PK367", _E, "too many results", "{count} results are too many for this format", "{help}"),
    Kind("PK368", _E, "no region in the name", "the region cannot be taken from the name: {problem}", "{help}"),
    Kind(
        "PK369",
        _W,
        "perhaps another region",
        "{count} rows name no region and are taken for {own}, but “{name}” speaks of {region}",
        "give --region-from {source}, or a column region",
    ),
    # PK370: what the office says in a notes file
    Kind(
        "PK370",
        _W,
        "note on nothing",
        "the note on {indicator} is about no result of this run",
        "check its region:, year: and plan:",
    ),
)
