"""Plans, cells and tables as hypothesis makes them: mostly as they should be, so that the faults in them get far in."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from planckeck.model.measure import Measure
from planckeck.model.target import Comparison
from planckeck.notation.lexicon import words
from tests.fuzz.harnesses import UNITS
from tests.hostile.shown import TEXTS, quoted

HOSTILE = st.sampled_from(sorted(TEXTS.values()))
NAMES = st.sampled_from(["期望寿命", "床位", "physicians", "a: b", "# x", "—", "5", "x y", "其中：男"]) | HOSTILE
SLUGS = st.sampled_from(["life", "beds", "gdp", "a-b"])
FIGURES = st.sampled_from(["77", "0", "-22.5", "3.50", "1e3", "0.0001", "99999999", "1:1.2", "〔13.5〕", "50+N"])
WORDS = st.sampled_from(sorted(words()))
PIECES = st.one_of(
    WORDS,
    FIGURES,
    st.sampled_from(
        [
            "%",
            "‰",
            "万",
            "人",
            "个百分点",
            "张/千人口",
            "/10万",
            "2020年",
            "6月",
            " ",
            "\n",
            "；",
            "其中",
            "①",
            "(",
            ")",
        ]
    ),
    st.text(max_size=3),
)
NOTATIONS = st.lists(PIECES, max_size=8).map("".join)
CELLS = st.one_of(
    st.lists(PIECES, max_size=5).map("".join),
    st.sampled_from(
        ["", "—", "未报", "N/A", "#DIV/0!", "79.2（初步数）", "１，２３４", "1:20", "44197", "是", "2020-06-31", "≥96"]
    ),
    HOSTILE,
)
ODD = st.sampled_from(
    [
        "1:30", "012", "0x1f", "no", ".nan", "-.inf", "1e400", "1_000", "~", "2024-13-45", "!!bool x", "&a [*a]",
        "*a", "<<", "? [a]", "[", "{", "'", '"', "|", ">", "- -", "%", "@", "`", "\t", "---", "...", "#", "7" * 5000,
        "!x y", "\x00", "\x85",
    ]
)  # fmt: skip


def spelt(value: Any) -> str:
    """Write a value in YAML's flow style; text that stands for itself (`ODD`) is in a one-item tuple."""
    match value:
        case (str(plain),):
            return plain
        case dict():
            return "{" + ", ".join(f"{spelt(key)}: {spelt(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(spelt, value)) + "]"
        case str():
            return quoted(value)
        case _:
            return json.dumps(value)


def _or_odd(usual: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return mostly what is usual, and now and then what belongs nowhere."""
    odd = st.one_of(
        ODD.map(lambda text: (text,)), HOSTILE, st.none(), st.lists(ODD.map(lambda text: (text,)), max_size=2)
    )
    return st.integers(0, 14).flatmap(lambda number: odd if number == 0 else usual)


NUMBERS = st.one_of(
    st.integers(-100, 10_000),
    st.sampled_from([76.3, 0.5, 1e-9, 1e15, 77.0]),
)
YEARS = st.integers(2014, 2022)
TARGETS = st.one_of(
    NUMBERS,
    st.sampled_from(
        [
            "≥77",
            "77左右",
            "80%~85%",
            "下降10%以上",
            "年均增长6%左右",
            "〔13.5〕",
            "全覆盖",
            "完成",
            "持续下降",
            "达国家要求",
        ]
    ),
    NOTATIONS,
    st.dictionaries(YEARS, st.one_of(NUMBERS, st.sampled_from(["≥77", "≤5"])), min_size=1, max_size=3),
    st.fixed_dictionaries({"reference": SLUGS}, optional={"plus": NUMBERS}),
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "unit": st.sampled_from(UNITS[1:]),
    "target": TARGETS,
    "comparison": st.sampled_from([one.value for one in Comparison]),
    "measure": st.sampled_from([one.value for one in Measure]),
    "baseline": st.one_of(
        NUMBERS,
        st.sampled_from(["＞95", "1:0.89", "—"]),
        st.fixed_dictionaries({"value": NUMBERS, "year": YEARS}),
    ),
    "tolerance": st.sampled_from([1, 0.5]),
    "better": st.sampled_from(["higher", "lower"]),
    "constraint": st.sampled_from(["binding", "expected", "guiding", "advocated"]),
    "due": st.sampled_from([2018, 2020, "2019-06-30"]),
    "limit": NUMBERS,
    "aliases": st.lists(NAMES, max_size=2),
    "applies_to": st.one_of(
        NAMES,
        st.fixed_dictionaries({"level": st.sampled_from(["镇", "县"]), "every_unit": st.booleans()}),
        st.fixed_dictionaries({"every_unit": st.just(True), "units": st.lists(NAMES, max_size=2)}),
    ),
    "reading": st.fixed_dictionaries(
        {"certainty": st.sampled_from(["probable", "ambiguous"])}, optional={"note": NAMES}
    ),
    "rate_sign": st.just("fall"),
    "per": st.sampled_from([1000, 100000]),
    "sum_of": st.lists(SLUGS, max_size=2),
    "flow_of": SLUGS,
    "category": NAMES,
    "department": NAMES,
    "notes": NAMES,
    "row": st.integers(0, 30),
}  # fmt: skip
INDICATORS = st.fixed_dictionaries(
    {"id": _or_odd(SLUGS), "name": _or_odd(NAMES)},
    optional={name: _or_odd(usual) for name, usual in FIELDS.items()},
)
SOUND: list[dict[str, Any]] = [
    {"unit": "岁", "target": "≥77", "baseline": 76.3},
    {"unit": "张", "target": 400, "comparison": "at_least", "baseline": 300, "constraint": "binding"},
    {"unit": "%", "target": "80%~85%", "better": "higher", "constraint": "expected"},
    {"unit": "%", "target": "69左右", "tolerance": 1, "baseline": 60},
    {"unit": "‰", "target": "≤5", "baseline": 3.2},
    {"unit": "1:n", "target": "1:1.2", "comparison": "at_least", "baseline": "1:0.89"},
    {"unit": "%", "target": {2018: 40, 2019: 45, 2020: 50}, "comparison": "at_least", "baseline": 30},
    {
        "unit": "%",
        "target": "年均增长6%左右",
        "tolerance": 0.5,
        "baseline": 100,
        "measure": "average_annual_growth",
        "better": "higher",
    },
    {"unit": "%", "target": 6, "comparison": "about", "tolerance": 0.5, "measure": "average_rate"},
    {"unit": "张", "target": "〔100〕", "comparison": "at_most", "measure": "cumulative"},
    {"unit": "%", "target": "比2015年下降10%以上", "baseline": 50},
    {"unit": "%", "target": "持续下降", "baseline": 5},
    {"target": "完成", "due": "2019-06-30"},
    {"unit": "张", "better": "higher"},
    {"unit": "%", "target": "＞95", "baseline": "＞95", "applies_to": {"level": "镇", "every_unit": True}},
    {"unit": "岁", "target": "77左右", "reading": {"certainty": "ambiguous", "note": "?"}, "tolerance": 1},
    {"unit": "人/千人口", "target": "≥2.1", "baseline": 1.58, "limit": 3},
]
"""Fields of indicators that a plan may have."""


@st.composite
def sound_plan_texts(draw: st.DrawFn) -> str:
    """Make a plan that loads, with hostile names, and now and then one field that does not belong."""
    head = {"id": "plan", "title": draw(NAMES), "region": "甲县", "period": "2016-2020", "baseline_year": 2015}
    chosen = draw(st.lists(st.sampled_from(SOUND), min_size=1, max_size=4))
    rows = [
        {"id": f"i{number}", "name": draw(NAMES), "category": draw(NAMES), "department": draw(NAMES)} | fields
        for number, fields in enumerate(chosen)
    ]
    if draw(st.integers(0, 4)) == 0:
        name = draw(st.sampled_from(sorted(FIELDS)))
        rows[0] = rows[0] | {name: draw(FIELDS[name])}
    lines = [f"{key}: {spelt(value)}\n" for key, value in head.items()]
    return "".join(lines) + "indicators:\n" + "".join(f"- {spelt(row)}\n" for row in rows)


HEADS = st.fixed_dictionaries(
    {
        "id": st.just("plan"),
        "title": _or_odd(NAMES),
        "region": _or_odd(st.just("甲县")),
        "period": _or_odd(st.just("2016-2020")),
        "baseline_year": _or_odd(st.just(2015)),
    },
    optional={
        "references": _or_odd(
            st.fixed_dictionaries({"gdp": st.sampled_from([{"indicator": "gdp"}, {"values": {"life": 77}}])})
        ),
        "pace": _or_odd(st.just({"band": 0.1})),
        "source": _or_odd(NAMES),
        "extra": NAMES,
    },
)  # fmt: skip


@st.composite
def plan_texts(draw: st.DrawFn) -> str:
    """Make a plan file, a line for every field and indicator."""
    head = "".join(f"{key}: {spelt(value)}\n" for key, value in draw(HEADS).items())
    rows = draw(st.lists(INDICATORS, min_size=1, max_size=4))
    return head + "indicators:\n" + "".join(f"- {spelt(row)}\n" for row in rows)


@st.composite
def broken(draw: st.DrawFn, whole: st.SearchStrategy[str]) -> bytes:
    """Cut, double or replace pieces of a text, and save it in one of several encodings."""
    text = draw(whole)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        put = draw(st.one_of(st.just(""), st.just(text[start:end] * 2), ODD, HOSTILE, st.text(max_size=2)))
        text = text[:start] + put + text[end:]
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030", "latin-1"]))
    return text.encode(encoding, "replace")


TITLES = st.sampled_from(
    ["region", "indicator", "year", "value", "unit", "status", "note", "level", "numerator", "2020年", "指标", ""]
)
HEADERS = st.one_of(
    st.just("region,indicator,year,value,unit,level,status,note"),
    st.lists(TITLES, min_size=1, max_size=8).map(",".join),
)
ROWS = st.tuples(
    _or_odd(st.just("甲县")), st.one_of(SLUGS, NAMES), _or_odd(st.integers(2015, 2021)), CELLS,
    st.sampled_from(["", "岁", "%"]),
    st.sampled_from(["", "镇"]), st.sampled_from(["", "provisional", "confirmed", "x"]),
    NAMES,
)  # fmt: skip


@st.composite
def csv_texts(draw: st.DrawFn) -> str:
    """Make a long table, or one with other headers; cells are quoted where they need it."""
    lines = [draw(HEADERS)]
    for row in draw(st.lists(ROWS, max_size=5)):
        lines.append(",".join(_quoted(one[0] if isinstance(one, tuple) else str(one)) for one in row))
    return draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])).join(lines)


VALUES = st.one_of(
    st.sampled_from(["77.5", "1:1.1", "0", "-3", "62.5%", "400", "已完成", "2019-05-01", "—", "未报", "≥80", "3~5"]),
    CELLS,
)


@st.composite
def sound_csv_texts(draw: st.DrawFn) -> str:
    """Make a long table for the indicators of `sound_plan_texts`."""
    lines = ["region,indicator,year,value,level,status,note"]
    for _ in range(draw(st.integers(1, 12))):
        region, level = draw(st.sampled_from([("甲县", ""), ("甲县", ""), ("乙镇", "镇"), ("丙镇", "镇")]))
        indicator, year = (
            f"i{draw(st.integers(0, 3))}",
            draw(st.sampled_from([2015, 2016, 2017, 2018, 2019, 2020, "2020H1"])),
        )
        status = draw(st.sampled_from(["", "", "confirmed", "not_applicable", "provisional"]))
        row = [region, indicator, str(year), draw(VALUES), level, status, draw(NAMES)]
        lines.append(",".join(map(_quoted, row)))
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text
