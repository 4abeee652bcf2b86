"""Findings for people and programs: one function a format, all of one shape, in `FORMATS`."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from pathlib import Path
from typing import NamedTuple

from planckeck.languages import N_
from planckeck.problems import Diagnostic, Place, Severity, Translate, say
from planckeck.reports.texts import character_width, visible, visible_signs

ReadLines = Callable[[str], Sequence[str]]
"""Returns the lines of a file that findings name, without line ends; none where the file cannot be shown."""

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}

Format = Callable[[Sequence[Diagnostic], Translate, ReadLines], str]


class Checked(NamedTuple):
    """What a check of files found: `files` are all that were checked, `strict` makes warnings fail."""

    findings: tuple[Diagnostic, ...]
    files: tuple[str, ...] = ()
    strict: bool = False
    command: str = "planckeck validate"


WIDEST_EXCERPT = 160
"""Columns of a source line that an excerpt shows; longer lines are cut around the span, and the cut is marked."""


KEPT_SOURCES = 8
"""Files whose lines are kept for the next finding; findings come file by file."""

LARGEST_SOURCE = 20_000_000
"""Bytes of a file from which excerpts are still shown."""

_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_RARE_LINE_ENDS = "\r\x85\u2028\u2029"


def no_lines(file: str) -> Sequence[str]:
    """Read nothing: for formats without excerpts."""
    return ()


def read_source(file: str) -> Sequence[str]:
    """Return a file's lines for excerpts, in whatever encoding it reads; none where it cannot be shown."""
    try:
        path = Path(file)
        if not path.is_file() or path.stat().st_size > LARGEST_SOURCE:
            return ()
        content = path.read_bytes()
    except (OSError, ValueError):
        return ()
    if path.suffix.lower() in {".json", ".jsonl", ".ndjson"}:
        return ()  # records are counted there, not lines
    is_binary = b"\x00" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return () if is_binary else _lines(_decoded(content))


def _lines(text: str) -> list[str]:
    """Return a text's lines; nearly every file has but one kind of line end, and that is cut many times as fast."""
    return _LINE_ENDS.split(text) if any(end in text for end in _RARE_LINE_ENDS) else text.split("\n")


def _decoded(content: bytes) -> str:
    content = content.removeprefix(codecs.BOM_UTF8)
    encodings = ["utf-8", "gb18030"]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16", *encodings]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")


def only_errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the errors among findings."""
    return tuple(finding for finding in diagnostics if finding.severity is Severity.ERROR)


def full(diagnostics: Sequence[Diagnostic], translate: Translate, read_lines: ReadLines = no_lines) -> str:
    """Return each finding with its source line and a caret under the span, then a closing line."""
    read_once = lru_cache(maxsize=KEPT_SOURCES)(read_lines)
    blocks = ["\n".join(_block(finding, translate, read_once)) for finding in diagnostics]
    return "\n".join([*blocks, closing(diagnostics, translate)]) + "\n"


def concise(diagnostics: Sequence[Diagnostic], translate: Translate, read_lines: ReadLines = no_lines) -> str:
    """Return a line a finding, `path:line:col: error PK210 message`; the severity is English, for other programs."""
    return "".join(
        f"{visible(str(finding.place))}: {finding.severity} {finding.code} {visible(finding.message.text(translate))}\n"
        for finding in diagnostics
    )


def as_json(diagnostics: Sequence[Diagnostic], translate: Translate, read_lines: ReadLines = no_lines) -> str:
    """Return an object with the findings, their ends and related places, and the counts by severity."""
    from planckeck.reports.jsontext import dumps

    found = [finding_object(finding, translate) | _ends(finding) for finding in diagnostics]
    return dumps({"version": 1, "counts": counts_of(diagnostics), "findings": found}) + "\n"


FORMATS: dict[str, Format] = {"full": full, "concise": concise, "json": as_json}
"""The formats by the name that the option has."""


def finding_object(finding: Diagnostic, translate: Translate) -> dict[str, object]:
    """Return a finding as JSON shows it; line and column are null for the file as a whole."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.place.file,
        "sheet": finding.place.sheet or None,
        "line": finding.place.line or None,
        "column": finding.place.column or None,
        "message": finding.message.text(translate),
        "hint": (finding.hint.text(translate) if finding.hint else None) or None,
    }


def _ends(finding: Diagnostic) -> dict[str, object]:
    place, related = finding.place, finding.related
    return {
        "end_line": place.end_line or None,
        "end_column": place.end_column or None,
        "related": None
        if related is None
        else {"file": related.file, "line": related.line or None, "column": related.column or None},
    }


def counts_of(diagnostics: Sequence[Diagnostic]) -> Mapping[str, int]:
    """Return how many findings there are of each severity, 0 included."""
    counted = Counter(finding.severity for finding in diagnostics)
    return {severity.value: counted[severity] for severity in Severity}


_ONE = {Severity.ERROR: say("1 error"), Severity.WARNING: say("1 warning"), Severity.NOTE: say("1 note")}
_MANY = {
    Severity.ERROR: N_("{count} errors"),
    Severity.WARNING: N_("{count} warnings"),
    Severity.NOTE: N_("{count} notes"),
}


def closing(diagnostics: Sequence[Diagnostic], translate: Translate) -> str:
    """Return how much was found: “2 errors, 3 warnings in 1 file”."""
    counts = counts_of(diagnostics)
    said = []
    for severity in Severity:
        if count := counts[severity.value]:
            pattern = _ONE[severity] if count == 1 else say(_MANY[severity], count=count)
            said.append(pattern.text(translate))
    if not said:
        return translate("nothing found")
    found = reduce(lambda one, other: say("{one}, {other}", one=one, other=other).text(translate), said)
    files = len({finding.place.file for finding in diagnostics})
    if files == 1:
        return say("{found} in 1 file", found=found).text(translate)
    return say("{found} in {files} files", found=found, files=files).text(translate)


def sentence(finding: Diagnostic, translate: Translate) -> str:
    """Return what a finding says, with what would help: “message; hint”."""
    text = visible(finding.message.text(translate))
    hint = visible(finding.hint.text(translate)) if finding.hint else ""
    return say("{message}; {hint}", message=text, hint=hint).text(translate) if hint else text


def line_of(finding: Diagnostic, translate: Translate) -> str:
    """Return a finding as one line for people: `path:line:col: error PK210 message; hint`."""
    severity = translate(SEVERITIES[finding.severity])
    return f"{visible(str(finding.place))}: {severity} {finding.code} {sentence(finding, translate)}"


def _block(finding: Diagnostic, translate: Translate, read_lines: ReadLines) -> Iterator[str]:
    yield line_of(finding, translate)
    yield from _excerpt(finding.place, read_lines, caret=True)
    if finding.related is not None:
        yield "    " + say("see {place}", place=visible(str(finding.related))).text(translate)
        if (finding.related.file, finding.related.line) != (finding.place.file, finding.place.line):
            yield from _excerpt(finding.related, read_lines, caret=False)


def _excerpt(place: Place, read_lines: ReadLines, *, caret: bool) -> Iterator[str]:
    """Yield the source line, and a caret line below it that has the same columns."""
    lines = read_lines(place.file) if place.line and not place.sheet else ()
    if not 0 < place.line <= len(lines):
        return
    line = lines[place.line - 1]
    start = min(max(place.column - 1, 0), len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line) if place.end_line else start + 1
    first, last = _window(len(line), start)
    signs = visible_signs(line[first:last])
    gutter = f"{place.line:>5} | "
    yield gutter + ("…" if first else "") + "".join(signs) + ("…" if last < len(line) else "")
    if caret and place.column and not place.in_table:
        before = (" " if first else "") + "".join(map(_blank, signs[: start - first]))
        marked = sum(_columns(sign) for sign in signs[start - first : min(max(end, start + 1), last) - first])
        yield " " * 5 + " | " + before + "^" * max(1, marked)


def _window(length: int, start: int) -> tuple[int, int]:
    """Return which characters of a line are shown; only those are looked at, a line may be millions long."""
    if length <= WIDEST_EXCERPT:
        return 0, length
    first = max(0, start - WIDEST_EXCERPT // 4)
    return first, min(length, first + WIDEST_EXCERPT // 2)


def _blank(sign: str) -> str:
    return "\t" if sign == "\t" else " " * _columns(sign)


def _columns(sign: str) -> int:
    return 1 if sign == "\t" else sum(map(character_width, sign))
