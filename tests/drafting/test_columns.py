"""Year columns, yearly columns, two header rows: 2018 2019 2020 as milestones, 年均/累计 as measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.drafting import Request
from planckeck.drafting.heading import Role, five_year_plan, read_head
from planckeck.model.measure import Measure
from planckeck.plans import load_plan
from tests.drafting.documents import Merge, draft, excel, loaded, readings, text_csv, word

PLANS = Path(__file__).parent.parent.parent / "plans"

LIANYUN = [
    ["序号", "项目名称", "年度工作目标", "", "", "牵头处室"],
    ["", "", "2018", "2019", "2020", ""],
    ["6", "二级及以上预防接种门诊覆盖率（%）", "达70%", "达75%", "达80%", "疾控"],
    ["11", "中医阁建设率（%）", "达20%", "达40%", "60%以上", "中医科"],
    ["12", "居民电子健康档案建档率（%）", "80%以上", "85%以上", "90%以上", "规划信息科、基层科"],
    ["12", "家庭医生签约服务覆盖率（%）", "40%以上", "45%以上", "50%以上", "规划信息科、基层科"],
    ["7", "孕产妇死亡率（/10万）", "0", "0", "0", "妇幼科"],
]
LIANYUN_MERGES: list[Merge] = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)]
SENTENCES = """\
\t序号
\t项目

名称
\t年度工作目标
\t牵头

处室

\t
\t
\t2018
\t2019
\t2020
\t

\t6
\t预防接种
\t二级及以上预防接种门诊覆盖率达70%。
\t二级及以上预防接种门诊覆盖率达75%。
\t二级及以上预防接种门诊覆盖率达80%，力争全省前列。
\t疾控

\t12
\t“三个一”工程
\t居民电子健康档案建档率80%以上。家庭医生签约服务覆盖率40%以上。
\t居民电子健康档案建档率85%以上。家庭医生签约服务覆盖率45%以上。
\t居民电子健康档案建档率90%以上，家庭医生签约服务覆盖率50%以上。
\t规划信息科

六、重点工程
"""

JIXI_HEADS = [
    ["“十四五”时期经济社会发展主要指标", "", "", "", "", ""],
    ["类别", "指标(24个)", "2020年", "规划目标", "", "属性"],
    ["", "", "", "2025年", "年均/累计", ""],
]
JIXI: list[list[object]] = [
    ["经济发展", "地区生产总值(GDP)增长(%)", 2.1, "—", 6, "预期性"],
    ["", "工业增加值占GDP比重(%)", 21.9, 30, "—", "预期性"],
    ["", "非公有制经济增加值占GDP比重(%)", "—", ">67", "—", "预期性"],
    ["", "常住人口城镇化率(%)", 66, 66, "—", "预期性"],
    ["", "全员劳动生产率增长(%)", "—", "—", ">5", "预期性"],
    ["", "县域经济增加值占GDP比重(%)", 67.8, "69左右", "—", "预期性"],
    ["创新驱动", "全社会研发经费投入增长(%)", "—", "—", ">10", "预期性"],
    ["", "每万人口高价值发明专利拥有量(件)", 0.108, 0.18, "—", "预期性"],
    ["", "数字经济增加值占GDP比重(%)", "—", 36, "—", "预期性"],
    ["民生福祉", "居民人均可支配收入增长(%)", "—", "—", "6左右", "预期性"],
    ["", "城镇调查失业率(%)", 5.8, "—", "<6", "预期性"],
    ["", "劳动年龄人口平均受教育年限(年)", "—", 12, "—", "约束性"],
    ["", "每千人口拥有执业(助理)医师数(人)", 2.83, 3, "—", "预期性"],
    ["", "基本养老保险实际参保人数(万人)", 98, 100, "—", "预期性"],
    ["", "每千人口拥有3岁以下婴幼儿托位数(个)", 0.053, 1, "—", "预期性"],
    ["", "人均预期寿命(岁)", 78.26, 79.43, "—", "预期性"],
    ["绿色生态", "土壤有机质含量增加(个百分点)", "—", "—", "〔0.1〕", "预期性"],
    ["", "单位GDP能源消耗降低(%)", "—", "完成省下达目标", "—", "约束性"],
    ["", "单位GDP二氧化碳排放降低(%)", "—", "完成省下达目标", "—", "约束性"],
    ["", "地级及以上城市空气质量优良天数比率(%)", 95.9, "完成省下达目标", "—", "约束性"],
    ["", "地表水达到或好于Ⅲ类水体比例(%)", 42.86, "完成省下达目标", "—", "约束性"],
    ["", "森林覆盖率(%)", 28.9, 29.15, "—", "约束性"],
    ["安全保障", "粮食综合生产能力(万吨)", 575, ">575", "—", "约束性"],
    ["", "能源综合生产能力②(万吨标准煤)", 1429, 2533, "—", "约束性"],
]
JIXI_NOTE = ["注:①〔〕内为5年累计数。②能源综合生产能力指四种能源生产能力之和。", "", "", "", "", ""]
OPEN = {"county-economy-share", "resident-income-growth"}
"""左右 has no printed width: the plan file chose one, a draft does not."""


@pytest.fixture
def jixi(tmp_path: Path) -> Path:
    categories = [number for number, row in enumerate(JIXI) if row[0]]
    spans = zip(categories, [*categories[1:], len(JIXI)], strict=True)
    merges: list[Merge] = [(first + 3, 0, after + 2, 0) for first, after in spans]
    merges += [(0, 0, 0, 5), (1, 3, 1, 4), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 5, 2, 5), (27, 0, 27, 5)]
    return excel(tmp_path / "jixi.xlsx", [*JIXI_HEADS, *JIXI, JIXI_NOTE], merges)


def test_three_year_columns_give_milestones(tmp_path: Path) -> None:
    plan = loaded(draft(word(tmp_path / "lianyun.docx", LIANYUN, LIANYUN_MERGES)).text)

    said = [(reading.due, reading.low, reading.high) for _, reading in readings(plan)]
    assert said[:12] == [
        *((2018, "70", ""), (2019, "75", ""), (2020, "80", "")),
        *((2018, "20", ""), (2019, "40", ""), (2020, "60", "")),
        *((2018, "80", ""), (2019, "85", ""), (2020, "90", "")),
        *((2018, "40", ""), (2019, "45", ""), (2020, "50", "")),
    ]
    assert said[12:] == [(2018, "", "0"), (2019, "", "0"), (2020, "", "0")]
    assert (plan.plan.period, plan.plan.baseline_year) == ("2018-2020", None)
    assert [one.department for one in plan.plan.indicators][:2] == ["疾控", "中医科"]


def test_milestones_are_cut_out_of_sentences_and_the_rest_is_told(tmp_path: Path) -> None:
    (tmp_path / "lianyun.txt").write_text(SENTENCES, encoding="utf-8")

    drafted = draft(tmp_path / "lianyun.txt")

    said = [(one.name, one.target, one.certainty) for one in drafted.entries]
    assert said == [
        ("二级及以上预防接种门诊覆盖率", {2018: "达70%", 2019: "达75%", 2020: "达80%"}, "probable"),
        ("居民电子健康档案建档率", {2018: "80%以上", 2019: "85%以上", 2020: "90%以上"}, "probable"),
        ("家庭医生签约服务覆盖率", {2018: "40%以上", 2019: "45%以上", 2020: "50%以上"}, "probable"),
    ]
    assert "# Not read, 2020: 力争全省前列" in drafted.text
    loaded(drafted.text)


def test_a_yearly_column_gives_measures_and_classes_to_all_rows(jixi: Path) -> None:
    drafted, kept = loaded(draft(jixi).text).plan, load_plan(PLANS / "jixi-2021-2025.yaml").plan

    assert len(drafted.indicators) == 24
    assert [(one.id, one.measure or Measure.LEVEL, one.constraint) for one in drafted.indicators] == [
        (one.id, one.measure or Measure.LEVEL, one.constraint) for one in kept.indicators
    ]
    assert [(one.category, one.unit, one.rate_sign) for one in drafted.indicators] == [
        (one.category, one.unit, one.rate_sign) for one in kept.indicators
    ]


def test_the_bars_of_a_yearly_column_are_those_of_the_plan_file(jixi: Path) -> None:
    drafted = dict(readings(loaded(draft(jixi).text)))
    kept = dict(readings(load_plan(PLANS / "jixi-2021-2025.yaml")))

    assert {id_: reading for id_, reading in drafted.items() if reading != kept[id_]}.keys() == OPEN
    assert [drafted[id_].low for id_ in sorted(OPEN)] == ["", ""]


def test_notes_stand_as_comments_where_a_sign_refers_to_them(jixi: Path) -> None:
    lines = draft(jixi).text.splitlines()

    energy = lines.index("- id: energy-capacity")
    assert lines[energy - 1] == "# ② 能源综合生产能力指四种能源生产能力之和。"
    assert "  name: 能源综合生产能力" in lines


def test_a_level_and_its_growth_in_one_row_are_two_indicators(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2020年", "2025年", "年均增长（%）"], ["地区生产总值", "亿元", "1000", "≥1500", ">8"]]

    plan = loaded(draft(text_csv(tmp_path / "gdp.csv", rows)).text).plan

    assert [(one.id, one.measure, one.target) for one in plan.indicators] == [
        ("gdp", None, "≥1500"),
        ("gdp-growth", Measure.AVERAGE_ANNUAL_GROWTH, ">8"),
    ]


@pytest.mark.parametrize(
    ("head", "role", "year"),
    [
        ("序号", Role.ROW, None),
        ("指标名称（单位）", Role.NAME, None),
        ("“十二五”实现值", Role.BASELINE, 2015),
        ("“十三五”目标", Role.TARGET, 2020),
        ("2020年基期值", Role.BASELINE, 2020),
        ("现状值（2020年）", Role.BASELINE, 2020),
        ("2025年目标值", Role.TARGET, 2025),
        ("规划目标 2025年", Role.TARGET, 2025),
        ("2025年", Role.YEAR, 2025),
        ("年均/累计", Role.YEARLY, None),
        ("指标要求", Role.CONSTRAINT, None),
        ("指标属性", Role.CONSTRAINT, None),
        ("指标类别", Role.CATEGORY, None),
        ("责任单位", Role.DEPARTMENT, None),
        ("计量单位", Role.UNIT, None),
        ("完成率", Role.IGNORED, None),
        ("Indicator", Role.NAME, None),
        ("Baseline (2020)", Role.BASELINE, 2020),
        ("Milestone 2023", Role.TARGET, 2023),
        ("Target 2025", Role.TARGET, 2025),
        ("Means of verification", Role.ORIGIN, None),
        ("人均期望寿命（岁）", Role.UNKNOWN, None),
    ],
)
def test_a_head_says_what_its_column_holds(head: str, role: Role, year: int | None) -> None:
    read = read_head(head)

    assert (read.role, read.year) == (role, year)


def test_five_year_plans_have_their_years() -> None:
    assert five_year_plan("“十五”") == (2001, 2005)
    assert five_year_plan("十二五") == (2011, 2015)
    assert five_year_plan("“十五五”时期") == (2026, 2030)
    assert five_year_plan("二十五") is None


def test_years_without_a_word_are_baseline_and_targets_by_the_period(tmp_path: Path) -> None:
    path = text_csv(tmp_path / "years.csv", [["指标", "2020", "2021", "2022"], ["参保人数（万人）", "98", "99", "100"]])

    in_a_row = loaded(draft(path).text).plan.indicators[0]
    by_period = loaded(draft(path, Request(period=(2021, 2022))).text).plan.indicators[0]

    assert (in_a_row.baseline, list(in_a_row.target or [])) == (None, [2020, 2021, 2022])  # type: ignore[arg-type]
    assert (str(by_period.baseline), list(by_period.target or [])) == ("98", [2021, 2022])  # type: ignore[arg-type]


NATIONAL = """\
专栏1 “十四五”时期经济社会发展主要指标
类别	指标	2020年	2025年	年均/累计	属性
经济发展	1.国内生产总值（GDP）增长（%）	2.3	—	保持在合理区间、各年度视情提出	预期性
	2.全员劳动生产率增长（%）	2.5	—	高于GDP增长	预期性
	3.常住人口城镇化率（%）	60.6*	65	—	预期性
民生福祉	7.居民人均可支配收入增长（%）	2.1	—	与GDP增长基本同步	预期性
	11.人均预期寿命（岁）	77.3*	—	〔1〕	预期性
绿色生态	13.单位GDP能源消耗降低（%）	—	—	〔13.5〕	约束性
安全保障	17.粮食综合生产能力（亿吨）	—	>6.5	—	约束性
	城镇新增就业人数（万人）	1186	—	〔>5000〕	预期性
注：①〔〕内为5年累计数。②带*的为2019年数据。
"""


def test_a_table_like_the_national_plan_s_is_read_with_its_doubts(tmp_path: Path) -> None:
    (tmp_path / "national.txt").write_text(NATIONAL, encoding="utf-8")

    drafted = draft(tmp_path / "national.txt")

    said = {id_: (one.low, one.low_open, one.high) for id_, one in readings(loaded(drafted.text))}
    assert said == {
        "gdp-growth": ("", False, ""),
        "labour-productivity-growth": ("", False, ""),
        "urbanisation": ("65", False, ""),
        "resident-income-growth": ("", False, ""),
        "life-expectancy": ("", False, ""),
        "energy-intensity": ("13.5", False, ""),
        "grain-capacity": ("6.5", True, ""),
        "urban-jobs": ("5000", True, ""),
    }
    measures = {one.id: one.measure for one in drafted.entries}
    assert measures["energy-intensity"] is Measure.TOTAL_RATE
    assert measures["urban-jobs"] is Measure.CUMULATIVE
    assert [one.id for one in drafted.left_open] == ["gdp-growth", "resident-income-growth", "life-expectancy"]


def test_a_sign_at_a_baseline_brings_its_note(tmp_path: Path) -> None:
    (tmp_path / "national.txt").write_text(NATIONAL, encoding="utf-8")

    lines = draft(tmp_path / "national.txt").text.splitlines()

    assert lines[lines.index("- id: urbanisation") - 1] == "# ② 带*的为2019年数据。"
    assert lines.count("# ② 带*的为2019年数据。") == 2


def test_years_of_history_above_a_table_are_not_its_period(tmp_path: Path) -> None:
    text = "“十三五”期间，各项指标全面完成。\n指标\t单位\t2020年\t2025年\n预期寿命\t岁\t77\t≥78\n"
    (tmp_path / "history.txt").write_text(text, encoding="utf-8")

    plan = loaded(draft(tmp_path / "history.txt").text).plan

    assert (plan.period, plan.baseline_year, str(plan.indicators[0].baseline)) == ("2021-2025", 2020, "77")


def test_a_dash_for_a_class_or_a_unit_is_none(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2020年", "2025年目标", "属性"], ["医护比", "—", "1:0.89", "≥1：1.2", "—"]]

    one = loaded(draft(text_csv(tmp_path / "dash.csv", rows)).text).plan.indicators[0]

    assert (one.unit, one.constraint, one.reading.certainty) == ("1:n", "none", "certain")


def units(text: str) -> dict[str, str | None]:
    return {indicator.name: indicator.unit for indicator in loaded(text).plan.indicators}


@pytest.mark.parametrize(
    ("above", "head", "expected"),
    [
        ("（单位：万人）", ["指标", "2020年基数", "2025年目标"], "万人"),
        ("计量单位: %", ["指标", "2020年基数", "2025年目标"], "%"),
        ("", ["指标", "2020年基数", "2025年目标（%）"], "%"),
        ("", ["指标", "2020年基数(张/千人口)", "2025年目标"], "张/千人口"),
        # the head of the figures is nearer than the line above the table
        ("单位：万人", ["指标", "2020年基数（%）", "2025年目标（%）"], "%"),
    ],
)
def test_a_unit_is_taken_from_the_head_or_from_the_line_above(
    tmp_path: Path, above: str, head: list[str], expected: str
) -> None:
    rows = [["某县2021—2025年规划", "", ""], *([[above, "", ""]] if above else []), head, ["覆盖面", "80", "≥90"]]

    drafted = draft(text_csv(tmp_path / "a.csv", rows))

    assert units(drafted.text) == {"覆盖面": expected}
    assert loaded(drafted.text).plan.indicators[0].reading is not None


def test_a_unit_of_a_name_or_a_cell_holds_more_than_that_of_the_table(tmp_path: Path) -> None:
    rows = [
        ["某县2021—2025年规划", "", ""],
        ["单位：万人", "", ""],
        ["指标", "2020年基数", "2025年目标"],
        ["床位（张）", "80", "≥90"],
        ["覆盖率", "80%", "≥90%"],
        ["常住人口", "80", "≥90"],
    ]

    assert units(draft(text_csv(tmp_path / "a.csv", rows)).text) == {"床位": "张", "覆盖率": "%", "常住人口": "万人"}


@pytest.mark.parametrize("above", ["单位：万人、%", "责任单位：统计局", "填报单位：万人医院"])
def test_what_names_no_single_unit_lends_none(tmp_path: Path, above: str) -> None:
    rows = [["某县2021—2025年规划", "", ""], [above, "", ""], ["指标", "2020年", "2025年"], ["覆盖面", "80", "≥90"]]

    assert units(draft(text_csv(tmp_path / "a.csv", rows)).text) == {"覆盖面": "?"}


def test_heads_of_two_units_lend_each_row_none(tmp_path: Path) -> None:
    """A plan's indicator has one unit for baseline and target."""
    rows = [["某县2021—2025年规划", "", ""], ["指标", "2020年（张）", "2025年（%）"], ["覆盖面", "80", "≥90"]]

    assert units(draft(text_csv(tmp_path / "a.csv", rows)).text) == {"覆盖面": "?"}
