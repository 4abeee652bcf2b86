"""Hand-made plans, results and assessments: every verdict, Chinese and English, and names that mean harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from planckeck.model.assessment import RESULT_KEYS, Assessment, InputFile, Method, Result
from planckeck.model.plan import Plan
from planckeck.model.promise import Baseline, LoadedPlan, Positions, Promise
from planckeck.model.target import Comparison
from planckeck.problems import Diagnostic, Place
from planckeck.problems.kinds import diagnose
from planckeck.reports.counts import tally

_USUAL: dict[str, Any] = {
    **dict.fromkeys(RESULT_KEYS),
    "plan": "longhu-2016-2020",
    "region": "龙湖区",
    "year": 2015,
    "due": "2020",
    "constraint": "none",
    "certainty": "certain",
    "measure": "level",
    "baseline_year": 2015,
    "rounds_to_target": False,
    "every_unit": False,
    "is_due": False,
    "plan_at": "plans/longhu-2016-2020.yaml:10",
}


def result(**fields: Any) -> Result:
    usual = _USUAL | {"name": fields.get("indicator", "x"), "indicator": "x", "verdict": "met"}
    due = {"is_due": str(fields.get("due", "2020"))[:4] <= str(fields.get("year", 2015))}
    return Result(**(usual | due | fields))


def _number(indicator: str, name: str, row: int | None, constraint: str, unit: str, **fields: Any) -> Result:
    return result(indicator=indicator, name=name, row=row, constraint=constraint, unit=unit, gap_unit=unit, **fields)


LONGHU: tuple[Result, ...] = (
    _number(
        "life-expectancy",
        "人均期望寿命",
        1,
        "expected",
        "岁",
        category="人群健康水平",
        baseline=76.3,
        baseline_text="76.3",
        comparison="at_least",
        target="≥77",
        low=77.0,
        low_open=False,
        actual=77.0,
        compared=77.0,
        verdict="met",
        gap=0.0,
        relative_gap=0.0,
        completion=1.0,
        progress=1.0,
        worse_than_baseline=False,
        actual_at="data/longhu-2015.csv:2",
    ),
    _number(
        "infant-mortality",
        "婴儿死亡率",
        2,
        "guiding",
        "‰",
        category="人群健康水平",
        baseline=0.9,
        baseline_text="0.9",
        comparison="below",
        target="＜3",
        high=3.0,
        high_open=True,
        actual=1.01,
        compared=1.01,
        verdict="met",
        gap=0.0,
        relative_gap=0.0,
        completion=2.9702970297,
        worse_than_baseline=True,
        actual_at="data/longhu-2015.csv:3",
    ),
    _number(
        "maternal-mortality",
        "孕产妇死亡率",
        29,
        "binding",
        "/10万",
        category="妇幼卫生",
        certainty="probable",
        baseline=0.0,
        baseline_text="0",
        comparison="at_most",
        target="≤10",
        high=10.0,
        high_open=False,
        actual=12.658227848101266,
        compared=12.658227848101266,
        verdict="unmet",
        due="2015",
        gap=-2.658227848101266,
        relative_gap=-0.2658227848101266,
        worse_than_baseline=True,
        numerator=1.0,
        denominator=7900.0,
    ),
    _number(
        "township-vaccination",
        "适龄儿童国家免疫规划疫苗接种率（以镇、街道为单位）",
        4,
        "binding",
        "%",
        category="疾病预防控制",
        baseline_text="＞95",
        comparison="above",
        target="＞95",
        low=95.0,
        low_open=True,
        actual=94.96,
        compared=94.96,
        verdict="unmet",
        due="2015",
        gap=0.04,
        relative_gap=0.000421052632,
        completion=0.999578947368,
        every_unit=True,
        units_total=7,
        units_failed=("珠池街道", "外砂镇"),
        rounds_to_target=True,
    ),
    _number(
        "township-vaccination",
        "适龄儿童国家免疫规划疫苗接种率（以镇、街道为单位）",
        4,
        "binding",
        "%",
        region="珠池街道",
        level="镇（街道）",
        part_of="龙湖区",
        comparison="above",
        target="＞95",
        low=95.0,
        low_open=True,
        actual=94.96,
        compared=94.96,
        verdict="unmet",
        due="2015",
        gap=0.04,
        relative_gap=0.000421052632,
        rounds_to_target=True,
    ),
    _number(
        "township-vaccination",
        "适龄儿童国家免疫规划疫苗接种率（以镇、街道为单位）",
        4,
        "binding",
        "%",
        region="外砂镇",
        level="镇（街道）",
        part_of="龙湖区",
        comparison="above",
        target="＞95",
        low=95.0,
        low_open=True,
        actual=95.0,
        compared=95.0,
        verdict="unmet",
        due="2015",
        gap=0.0,
        relative_gap=0.0,
    ),
    _number(
        "township-vaccination",
        "适龄儿童国家免疫规划疫苗接种率（以镇、街道为单位）",
        4,
        "binding",
        "%",
        region="新津街道",
        level="镇（街道）",
        part_of="龙湖区",
        comparison="above",
        target="＞95",
        low=95.0,
        low_open=True,
        actual=99.1,
        compared=99.1,
        verdict="met",
        due="2015",
        gap=0.0,
    ),
    _number(
        "hypertension-management",
        "高血压患者规范管理率",
        5,
        "binding",
        "%",
        category="疾病预防控制",
        certainty="probable",
        baseline=68.93,
        baseline_text="68.93",
        comparison="at_least",
        target="达国家要求",
        reference="national-requirement",
        actual=92.03,
        compared=92.03,
        verdict="no_target",
        reason="reference_without_value",
        worse_than_baseline=False,
    ),
    _number(
        "physicians",
        "执业（助理）医师",
        13,
        "binding",
        "人/千人口",
        category="卫生资源",
        department="区卫生和计划生育局",
        baseline=1.58,
        baseline_text="1.58",
        comparison="at_least",
        target="≥2.1",
        low=2.1,
        low_open=False,
        actual=1.47,
        compared=1.47,
        verdict="not_due",
        gap=0.63,
        relative_gap=0.3,
        completion=0.7,
        progress=-0.211538461538,
        pace_reason="baseline_year",
        required_annual_change=0.126,
        worse_than_baseline=True,
        gap_count=1234.0,
        gap_count_unit="人",
        actual_at="data/longhu-2015.csv:9",
        status="provisional",
    ),
    _number(
        "nurse-doctor-ratio",
        "医护比",
        15,
        "guiding",
        "1:n",
        category="卫生资源",
        baseline=0.89,
        baseline_text="1:0.89",
        comparison="at_least",
        target="1：1.2",
        low=1.2,
        low_open=False,
        actual=1.05,
        compared=1.05,
        verdict="not_due",
        gap=0.15,
        relative_gap=0.125,
    ),
    _number(
        "general-practitioners",
        "全科医师",
        14,
        "binding",
        "人/千人口",
        category="卫生资源",
        certainty="probable",
        baseline=0.14,
        baseline_text="0.14",
        comparison="at_least",
        target="≥0.2",
        low=0.2,
        low_open=False,
        actual=0.143,
        written="1.43",
        conversion="1 人/万人口 = 0.1 人/千人口",
        compared=0.143,
        verdict="not_due",
        gap=0.057,
        relative_gap=0.285,
        worse_than_baseline=False,
    ),
    _number(
        "beds-private",
        "社会办医疗机构床位占比",
        22,
        "guiding",
        "%",
        category="卫生资源",
        baseline_text="-",
        comparison="at_least",
        target="≥20",
        low=20.0,
        low_open=False,
        verdict="no_data",
        reason="no_actual",
        latest_year=2013,
    ),
    _number(
        "smoking",
        "15岁及以上人群吸烟率",
        23,
        "guiding",
        "%",
        category="健康促进",
        baseline=24.0,
        baseline_text="24",
        comparison="at_most",
        target="较2015年下降10%以上",
        measure="percent_change",
        high=-10.0,
        high_open=False,
        actual=25.0,
        compared=4.16666666667,
        verdict="unmet",
        due="2015",
        gap=-14.16666666667,
        relative_gap=-1.41666666667,
        worse_than_baseline=True,
    ),
    _number(
        "single-child",
        "独生子女父母奖励覆盖率",
        30,
        "guiding",
        "%",
        category="计划生育",
        baseline=45.22,
        baseline_text="45.22",
        comparison="at_least",
        target="≥30",
        low=30.0,
        low_open=False,
        verdict="not_applicable",
        written="不适用",
    ),
    result(
        indicator="information-platform",
        name="建成区域卫生信息平台",
        category="信息化",
        comparison="done",
        target="建成",
        due="2015-06-30",
        due_date="2015-06-30",
        year=2015,
        verdict="unmet",
        done_on="2015-07-05",
        days_late=5,
    ),
    result(
        indicator="emergency-plan",
        name="完成应急预案修订",
        category="信息化",
        comparison="done",
        target="完成",
        due="2020",
        verdict="not_due",
    ),
    _number(
        "family-doctor",
        "家庭医生签约服务覆盖率",
        None,
        "none",
        "%",
        comparison="at_least",
        target="≥40",
        low=40.0,
        low_open=False,
        due="2018",
        verdict="no_data",
        reason="not_reported",
        written="未报",
        every_unit=False,
    ),
)
LONGHU = tuple(
    one if one.gap_unit != "%" else result(**({key: getattr(one, key) for key in RESULT_KEYS} | {"gap_unit": "百分点"}))
    for one in LONGHU
)

ENGLISH: tuple[Result, ...] = (
    result(
        plan="water-2021-2025",
        indicator="safe-water",
        name="Households with safe water within 30 minutes",
        row="1.1",
        region="North district",
        year=2024,
        unit="%",
        constraint="none",
        category="Water",
        baseline=41.2,
        baseline_text="41.2",
        baseline_year=2020,
        comparison="at_least",
        target="at least 70%",
        low=70.0,
        low_open=False,
        due="2024",
        actual=69.5,
        compared=69.5,
        verdict="unmet",
        gap=0.5,
        gap_unit="百分点",
        relative_gap=0.00714285714286,
        worse_than_baseline=False,
        plan_at="plans/water-2021-2025.yaml:9",
    ),
    result(
        plan="water-2021-2025",
        indicator="pumps",
        name="Hand pumps repaired",
        row="1.2",
        region="North district",
        year=2024,
        unit="pumps",
        constraint="none",
        category="Water",
        baseline=0.0,
        baseline_text="0",
        baseline_year=2020,
        comparison="at_least",
        target="≥120",
        low=120.0,
        low_open=False,
        due="2025",
        actual=131.0,
        compared=131.0,
        verdict="met",
        gap=0.0,
        gap_unit="pumps",
        relative_gap=0.0,
        plan_at="plans/water-2021-2025.yaml:17",
    ),
)


def _plan(fields: dict[str, Any], results: Sequence[Result], promises: dict[str, tuple[Promise, ...]]) -> LoadedPlan:
    indicators: dict[str, dict[str, Any]] = {
        one.indicator: {
            "id": one.indicator,
            "name": one.name,
            "row": one.row,
            "unit": one.unit,
            "constraint": one.constraint,
        }
        for one in results
        if one.part_of is None
    }
    for one in results:
        if one.certainty != "certain":
            indicators[one.indicator]["reading"] = {"certainty": one.certainty, "note": "合并单元格，由上一行推得"}
        if one.every_unit:
            indicators[one.indicator]["applies_to"] = {"level": "镇（街道）", "every_unit": True}
    made = Plan.model_validate(fields | {"indicators": [*indicators.values()]})
    baselines = {
        one.indicator: Baseline(one.baseline_text, 2015, None if one.baseline is None else Decimal(str(one.baseline)))
        for one in results
        if one.baseline_text
    }
    own = {one.indicator: (_promise(one),) for one in results}
    return LoadedPlan(made, Positions(f"plans/{made.id}.yaml", {}, {}), own | promises, baselines)


def _promise(one: Result) -> Promise:
    return Promise(
        due_year=int(one.due[:4]),
        due_date=dt.date.fromisoformat(one.due_date) if one.due_date else None,
        written=(one.target or "").removeprefix("≥"),
        comparison=Comparison(one.comparison) if one.comparison else None,
        target=None,
        measure=cast(Any, one.measure),
    )


def longhu() -> LoadedPlan:
    ladder = tuple(
        Promise(year, None, str(figure), Comparison.AT_LEAST, None, cast(Any, "level"))
        for year, figure in ((2018, 40), (2019, 45), (2020, 50))
    )
    fields = {
        "id": "longhu-2016-2020",
        "title": "龙湖区卫生和计划生育事业发展“十三五”规划",
        "region": "龙湖区",
        "period": "2016-2020",
        "baseline_year": 2015,
        "source": {"document": "003_0d83bb3f6357629c.txt", "table": "主要指标"},
    }
    return _plan(fields, LONGHU, {"family-doctor": ladder})


def water() -> LoadedPlan:
    fields = {
        "id": "water-2021-2025",
        "title": "Safe water programme",
        "region": "North district",
        "period": "2021-2025",
    }
    return _plan(fields, ENGLISH, {})


def contradiction() -> Diagnostic:
    return diagnose(
        "PK308",
        Place("data/longhu-2015.csv", 3),
        related=Place("plans/longhu-2016-2020.yaml", 27, 15),
        indicator="婴儿死亡率",
        value="1.01",
        year=2015,
        baseline="0.9",
    )


def assessment(
    results: Sequence[Result] = LONGHU,
    plans: Sequence[LoadedPlan] | None = None,
    findings: Sequence[Diagnostic] | None = None,
    method: Method | None = None,
) -> Assessment:
    return Assessment(
        method=method or Method(),
        plans=tuple(plans if plans is not None else [longhu()]),
        years=tuple(sorted({one.year for one in results})),
        counts=tally(results),
        findings=tuple(findings if findings is not None else [contradiction()]),
        worst=tuple(results),
        frame=cast(Any, None),
        read=lambda _: iter(results),
        files=(InputFile("data/longhu-2015.csv", "0f" * 32),),
    )


def both() -> Assessment:
    return assessment((*LONGHU, *ENGLISH), (longhu(), water()))


HOSTILE = (
    "[/x][m3]",
    "\x1b[2J清屏",
    "a|b",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x.example")',
    "abc\u202etxt.exe",
    "@here www.x.example `c` *b*\nc",
)


def hostile() -> Assessment:
    results = tuple(
        result(
            plan="longhu-2016-2020",
            indicator=f"h{number}",
            name=name,
            category=name,
            region="龙湖区",
            unit=name,
            department=name,
            constraint="binding",
            comparison="at_least",
            target=name,
            low=1.0,
            actual=0.5,
            compared=0.5,
            verdict="unmet",
            due="2015",
            gap=0.5,
            gap_unit=name,
            baseline_text=name,
            written=name,
            note=name,
        )
        for number, name in enumerate(HOSTILE)
    )
    fields = {
        "id": "longhu-2016-2020",
        "title": "".join(HOSTILE),
        "region": HOSTILE[3],
        "period": "2016-2020",
        "source": HOSTILE[2],
    }
    findings = [diagnose("PK302", Place(name, 1, 1), name=name, help=name) for name in HOSTILE]
    return assessment(results, [_plan(fields, results, {})], findings)
