"""How a run judged and what it read, as every report says it at its end."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.languages import N_
from planckeck.model.assessment import EngineReason, Method
from planckeck.model.pace import PlanPace
from planckeck.model.plan import Plan, Source
from planckeck.problems import Translate, say
from planckeck.reports import numbers
from planckeck.reports.gaps import list_of
from planckeck.reports.words import FAIL_ON, PATHS

Line = tuple[str, str]
"""A label and what is said under it."""


def method_lines(method: Method, translate: Translate) -> Iterator[Line]:
    """Yield pace band, path and dates (a line a plan where they differ), slack, when a run fails, engine, filters."""
    yield from pace_lines(method, translate)
    slack = f"{method.slack:g}".replace("e-0", "e-")
    yield translate("equal"), say("within {slack} of the target", slack=slack).text(translate)
    if method.fail_on != "never":
        fails_if = translate(FAIL_ON.get(method.fail_on, method.fail_on))
        said = say("{text} (--fail-on {name})", text=fails_if, name=method.fail_on)
        yield translate("fails if"), said.text(translate)
    yield translate("engine"), _engine_text(method, translate)
    if method.filters:
        yield filter_line(method, translate)


_ENGINE_REASONS = {
    EngineReason.SIZE: N_("{engine}, which scans large tables"),
    EngineReason.ASKED: N_("{engine}, as asked"),
    EngineReason.NOT_PLAIN: N_("{engine}; duckdb and spark scan plain long tables in CSV and Parquet alone"),
}


def _engine_text(method: Method, translate: Translate) -> str:
    if method.engine_reason is None:
        return method.engine
    return say(_ENGINE_REASONS[method.engine_reason], engine=method.engine).text(translate)


def pace_lines(method: Method, translate: Translate) -> Iterator[Line]:
    """Yield how pace was judged: once where all plans agree, else a line a plan; and the method of Open SDG."""
    own = method.paces or (PlanPace("", method.band or 0.0, method.path or ""),)
    told = [_pace_text(one, translate) for one in own]
    if len(set(told)) == 1:
        yield translate("pace"), told[0]
    else:
        for one, text in zip(own, told, strict=True):
            yield say("pace, {plan}", plan=one.plan).text(translate), text
    if method.pace_method == "open-sdg":
        yield (
            "Open SDG",
            translate(
                "growth a year so far against the growth required (docs/progress-methodology.md of open-sdg); "
                "it changes no verdict and no pace"
            ),
        )


def _pace_text(own: PlanPace, translate: Translate) -> str:
    band, path = numbers.exact(own.band), translate(PATHS.get(own.path, own.path))
    if own.to_year is None:
        return say("band ±{band}, path {path}", band=band, path=path).text(translate)
    if own.from_year is None:
        return say(
            "band ±{band} of the way, path {path} from the baseline to {due}", band=band, path=path, due=own.to_year
        ).text(translate)
    return say(
        "band ±{band} of the way, path {path} from {start} to {due}",
        band=band,
        path=path,
        start=own.from_year,
        due=own.to_year,
    ).text(translate)


def filter_line(method: Method, translate: Translate) -> Line:
    """Return what the counts are limited to."""
    return translate("only"), list_of(method.filters, translate)


def sources_of(plan: Plan, translate: Translate) -> list[str]:
    """Return where a plan's figures stand: one text an edition or document."""
    match plan.source:
        case None:
            return []
        case str() as text:
            return [text]
        case Source() as source:
            return [_source(source, plan.title, translate)]
        case sources:
            return [_source(source, plan.title, translate) for source in sources]


_FIELDS = (
    ("title", "{value}"),
    ("document", "{value}"),
    ("edition", N_("edition {value}")),
    ("date", "{value}"),
    ("section", N_("section {value}")),
    ("table", N_("table {value}")),
    ("page", N_("page {value}")),
    ("item", N_("item {value}")),
    ("url", "{value}"),
    ("note", "{value}"),
)


def _source(source: Source, plan_title: str, translate: Translate) -> str:
    said = [
        (translate(pattern) if pattern != "{value}" else pattern).format(value=getattr(source, name))
        for name, pattern in _FIELDS
        if getattr(source, name) not in (None, plan_title)
    ]
    return list_of(said, translate)


def rules_in_words(translate: Translate) -> Iterator[Line]:
    """Yield how verdicts, gaps and rates are meant, for readers who do not know planckeck."""
    yield (
        translate("verdict"),
        translate("met where the actual value satisfies the target as printed; rounding never decides"),
    )
    yield (
        translate("gap"),
        translate("what is still missing to the target, or by how much it is exceeded, in the unit shown"),
    )
    yield translate("rate"), translate("met / (met + not met), among targets that are due and have data")
