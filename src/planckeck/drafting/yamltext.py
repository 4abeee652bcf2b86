"""A draft as the YAML that a person would write: fields in the house's order, quotes where they are needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from planckeck.drafting.entry import Bar, Entry
from planckeck.drafting.framing import Frame
from planckeck.model.plan import Certainty
from planckeck.problems import Message, Translate, say

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,12})?", re.ASCII)
_PLAIN = re.compile(
    r"[\w\u3400-\u9fff％‰（(“‘]"
    r"(?:[\w\u3400-\u9fff ()（）“”‘’/·、，。；：％%‰.+\-~～—=<>≥≤＞＜]*[\w\u3400-\u9fff)）”’％%‰。])?"
)
_OTHERWISE = re.compile(r"(?i:yes|no|on|off|y|n|true|false|null|none|nan|inf)|[-+.\d][\d_.,:eE+\-]*|0[box]\w+|=|<<")
_FIGURE_WORDS = re.compile(r"[\w.\u3400-\u9fff ]*")
_LONGEST_COMMENT = 400


def plain_or_quoted(text: str) -> str:
    """Return a text as a YAML scalar that reads back as this text: plain where nothing else can be read."""
    safe = _PLAIN.fullmatch(text) and not _OTHERWISE.fullmatch(text) and ": " not in text and " #" not in text
    return text if safe and "  " not in text else json.dumps(text, ensure_ascii=False)


def figure(text: str) -> str:
    """Return a printed figure: a plain number as a number, anything else as a text."""
    if _NUMBER.fullmatch(text):
        return text
    return plain_or_quoted(text) if _FIGURE_WORDS.fullmatch(text) else json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in the file beside its indicators."""

    frame: Frame
    head: tuple[Message | str, ...]
    """Comments at the top."""
    source: str
    """The document's name."""


def plan_text(page: Page, entries: list[Entry], translate: Translate) -> tuple[str, list[int]]:
    """Return the plan file, and the line (from 1) at which every entry begins, comments included."""
    lines = [*_head(page, entries, translate), "indicators:"]
    starts = []
    for entry in entries:
        starts.append(len(lines) + 1)
        lines += _entry(entry, translate)
    return "\n".join(lines) + "\n", starts


def _head(page: Page, entries: list[Entry], translate: Translate) -> Iterator[str]:
    frame = page.frame
    yield from (comment(text, translate) for text in page.head)
    yield f"id: {plain_or_quoted(frame.id)}"
    yield f"title: {plain_or_quoted(frame.title)}"
    if frame.region is None:
        yield comment(say("To decide: the region; the document does not name it"), translate)
    yield f"region: {plain_or_quoted(frame.region or '?')}"
    if not frame.is_period_sure:
        yield comment(say("To decide: the period; the document says target years only"), translate)
    yield f"period: {frame.first_year}-{frame.last_year}"
    if frame.baseline_year is not None:
        yield f"baseline_year: {frame.baseline_year}"
    elif any(entry.baseline for entry in entries):
        yield comment(say("To decide: baseline_year; the table does not say the year of its baselines"), translate)
    yield f"source: {{document: {_inside(page.source)}}}"
    bars = {entry.target.reference: entry.target.title for entry in entries if isinstance(entry.target, Bar)}
    if bars:
        yield "references:"
        yield from (f"  {name}: {{title: {_inside(title)}, values: {{}}}}" for name, title in bars.items())


def comment(text: Message | str, translate: Translate) -> str:
    """Return a comment of one line; nothing in it can end it or be taken for an instruction."""
    said = text.text(translate) if isinstance(text, Message) else text
    said = " ".join(said.split()).replace("planckeck:", "planckeck :")
    return f"# {said if len(said) <= _LONGEST_COMMENT else said[:_LONGEST_COMMENT] + '…'}"


def _inside(text: str) -> str:
    """Return a text as a scalar inside {…}."""
    return json.dumps(text, ensure_ascii=False) if re.search(r"[,\[\]{}]", text) else plain_or_quoted(text)


def _entry(entry: Entry, translate: Translate) -> Iterator[str]:
    yield from (comment(text, translate) for text in entry.comments)
    why = _joined([_said(text, translate) for text in entry.reading], translate)
    if entry.certainty is Certainty.AMBIGUOUS:
        target = entry.printed_target
        todo = (
            say("To decide: target {target}: {why}", target=target, why=why)
            if target
            else say("To decide: {why}", why=why)
        )
        yield comment(todo, translate)
    yield f"- id: {plain_or_quoted(entry.id)}"
    for name, value in _fields(entry, translate):
        yield f"  {name}: {value}"
    if entry.certainty is not Certainty.CERTAIN:
        note = json.dumps(why[:1900], ensure_ascii=False)
        yield f"  reading: {{certainty: {entry.certainty}, note: {note}}}"
    if entry.notes:
        yield f"  notes: {plain_or_quoted(' '.join(_said(text, translate) for text in entry.notes)[:1900])}"


def _joined(parts: list[str], translate: Translate) -> str:
    """Return reasons as one sentence, with the stop of the language between them."""
    return reduce(lambda one, other: say("{message}; {hint}", message=one, hint=other).text(translate), parts or [""])


def _said(text: Message | str, translate: Translate) -> str:
    return text.text(translate) if isinstance(text, Message) else text


def _fields(entry: Entry, translate: Translate) -> Iterator[tuple[str, str]]:
    values = (
        (
            "row",
            entry.row
            if entry.row.isascii() and entry.row.isdigit() and entry.row[0] != "0"
            else plain_or_quoted(entry.row),
        ),
        ("name", plain_or_quoted(entry.name)),
        ("category", plain_or_quoted(entry.category)),
        ("group", plain_or_quoted(entry.group)),
        ("unit", plain_or_quoted(entry.unit)),
        ("constraint", entry.constraint),
        ("measure", entry.measure or ""),
        ("rate_sign", "fall" if entry.falls else ""),
        ("baseline", figure(entry.baseline)),
        ("comparison", entry.comparison or ""),
        ("target", _target(entry)),
        ("better", entry.better or ""),
        ("due", str(entry.due or "")),
        ("department", plain_or_quoted(entry.department)),
        ("definition", plain_or_quoted(entry.definition)),
    )
    return ((name, value) for name, value in values if value not in {"", '""'})


def _target(entry: Entry) -> str:
    match entry.target:
        case None:
            return ""
        case Bar() as bar:
            return f"{{reference: {bar.reference}}}"
        case dict() as years:
            inner = ", ".join(f"{year}: {_figure_inside(text)}" for year, text in sorted(years.items()))
            return f"{{{inner}}}"
        case str() as text:
            return figure(text)


def _figure_inside(text: str) -> str:
    return figure(text) if not re.search(r"[,\[\]{}]", text) else _inside(text)
