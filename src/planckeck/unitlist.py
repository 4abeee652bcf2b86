"""The units of plans: one table, no code. A new unit is a new row.

Sources of the factors: the legal units of measurement of China (State Council, 27 February 1984: SI, with 吨, 升,
小时, 天); 15 亩 = 1 公顷, hence 1 亩 = 10000/15 = 2000/3 平方米; 1 斤 = 500 克. Standard coal does not convert into 吨
nor into 千瓦时: those are conventions of statistics, not definitions. Nearly every start reads this table: hence
Python, which is compiled once.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A unit.

    text    the usual spelling
    kind    what it measures; only units of one kind convert. Named after the kind's base unit
    factor  value × factor = value in the base unit; a fraction where a decimal would not be exact
    role    count    things that are counted: take 万 and 亿 in front, can stand below the line as a number of things
            measure  take 万 and 亿 in front; below the line (元, 吨, 年) they say nothing of how the data count
            single   take nothing in front (岁, 百分点, 分)
            share    a part of a whole: %, ‰
    also    other spellings, as `normalise` leaves them: half-width, no brackets, long Latin words in small letters
    """

    text: str
    kind: str
    factor: str
    role: str
    also: tuple[str, ...] = ()


UNITS = (
    # Shares. /万, /10万 and the like are composed: a scale below the line. A difference of percentages is its own kind.
    Row("%", "proportion", "1/100", "share", ("percent", "per cent", "pct", "百分比")),
    Row("‰", "proportion", "1/1000", "share", ("permille", "per mille", "千分比")),
    Row("百分点", "百分点", "1", "single", ("个百分点", "percentage point", "percentage points", "pp", "ppt")),
    Row("倍", "倍", "1", "single", ("times as many",)),
    Row("1:n", "1:n", "1", "single", ("1:N",)),
    Row("n:1", "n:1", "1", "single", ("N:1",)),
    # People and what they do
    Row("人", "人", "1", "count", ("名", "person", "persons", "people", "physicians", "doctors", "nurses")),
    Row("人次", "人次", "1", "count", ("visits", "person-times")),
    Row("人份", "人份", "1", "count"),
    Row("deaths", "deaths", "1", "count", ("death",)),
    # Money
    Row("元", "元", "1", "measure", ("yuan", "CNY", "RMB", "人民币元")),
    Row("美元", "美元", "1", "measure", ("USD",)),
    # Age, time, marks, ranks. A year of age is not a calendar year, and no month or year is a fixed number of days.
    Row("岁", "岁", "1", "single", ("周岁", "years of age")),
    Row("年", "年", "1", "single", ("year", "years")),
    Row("月", "月", "1", "single", ("个月", "month", "months")),
    Row("周", "小时", "168", "single", ("星期", "个星期", "week", "weeks")),
    Row("天", "小时", "24", "single", ("日", "day", "days")),
    Row("小时", "小时", "1", "measure", ("个小时", "hour", "hours")),
    Row("分钟", "小时", "1/60", "measure", ("minute", "minutes")),
    Row("秒", "小时", "1/3600", "measure", ("秒钟", "second", "seconds")),
    Row("工作日", "工作日", "1", "single", ("个工作日", "working day", "working days")),
    Row("学时", "学时", "1", "measure", ("课时", "个学时", "个课时")),
    Row("分", "分", "1", "single", ("point", "points")),
    Row("级", "级", "1", "single"),
    Row("位", "位", "1", "single"),
    # Area
    Row("平方米", "平方米", "1", "measure", ("平米", "m2", "sqm")),
    Row("亩", "平方米", "2000/3", "measure", ("mu",)),
    Row("公顷", "平方米", "10000", "measure", ("ha", "hm2", "hectare", "hectares")),
    Row("平方公里", "平方米", "1000000", "measure", ("平方千米", "km2")),
    # Length
    Row("米", "米", "1", "measure", ("m", "metres", "meters")),
    Row("厘米", "米", "1/100", "measure", ("cm",)),
    Row("毫米", "米", "1/1000", "measure", ("mm",)),
    Row("公里", "米", "1000", "measure", ("km", "kilometres", "kilometers")),
    # Mass
    Row("千克", "千克", "1", "measure", ("公斤", "kg")),
    Row("克", "千克", "1/1000", "measure", ("g",)),
    Row("毫克", "千克", "1/1000000", "measure", ("mg",)),
    Row("微克", "千克", "1/1000000000", "measure", ("μg", "ug")),
    Row("斤", "千克", "1/2", "measure"),
    Row("吨", "千克", "1000", "measure", ("t", "ton", "tons", "tonne", "tonnes")),
    Row("吨标准煤", "吨标准煤", "1", "measure", ("吨标煤", "tce")),
    Row("千克标准煤", "吨标准煤", "1/1000", "measure", ("公斤标准煤", "千克标煤", "kgce")),
    Row("吨二氧化碳", "吨二氧化碳", "1", "measure", ("tCO2",)),
    # Volume
    Row("立方米", "立方米", "1", "measure", ("m3",)),
    Row("升", "立方米", "1/1000", "measure", ("L", "litres", "liters")),
    Row("毫升", "立方米", "1/1000000", "measure", ("mL", "ml")),
    # Energy and power
    Row("千瓦时", "千瓦时", "1", "measure", ("千瓦·时", "千瓦小时", "kWh", "kW·h")),
    Row("兆瓦时", "千瓦时", "1000", "measure", ("MWh",)),
    Row("吉瓦时", "千瓦时", "1000000", "measure", ("GWh",)),
    Row("千瓦", "千瓦", "1", "measure", ("kW",)),
    Row("兆瓦", "千瓦", "1000", "measure", ("MW",)),
    Row("吉瓦", "千瓦", "1000000", "measure", ("GW",)),
    Row("分贝", "分贝", "1", "single", ("dB",)),
    Row("℃", "℃", "1", "single", ("摄氏度", "°C")),
    # Counters that have an English spelling
    Row("张", "张", "1", "count", ("bed", "beds")),
    Row("户", "户", "1", "count", ("household", "households")),
    Row("例", "例", "1", "count", ("case", "cases")),
    Row("次", "次", "1", "count", ("times",)),
    Row("项", "项", "1", "count", ("item", "items")),
    Row("村", "村", "1", "count", ("village", "villages")),
)

# Counters without a row of their own, apart by spaces: each is its own kind, of factor 1 and role count. 家 and 个 may
# well count the same hospitals, yet only the plan can say so.
COUNTERS = """
个 家 所 件 辆 台 支 条 处 座 间 镇 乡 县 街道 社区 篇 种 床 门 队 批 期 场 场次 车次 班次 架次
剂次 剂 床日 标台 标准箱 单 栋 幢 管 套 册 本 部 片 株 头 只 艘 架 班 组 类 届 起 宗 笔 份 幅
块 枚 步
"""

# Words that begin with a unit but are none, apart by spaces: the text 年均5% does not start with a unit.
NOT_UNITS = """
人均 人口 人员 人才 人群 人民 年均 年底 年末 年度 年初 年级 年份 月底 月末 月初 月份 日均
分别 分之 期末 期间 期满 期限 个别 次数 例如 天然 周期 级别 家庭 户籍 户均 乡镇 县级 县域
乡级 镇级 村级 部分 部门 本地 本级 条件 场所 处置 队伍 团队 组织 类别 类型 种类 门诊 台账
台阶 升至 升到 升级 升高
"""

# What stands below the line in a rate, beside the units above: a name of the kind, and its spellings. 人 below the
# line is the population. 人口, 常住人口 and 户籍人口 are different populations, so different kinds: only the plan's
# definition says which is meant.
DENOMINATORS = {
    "人口": ("人", "人口", "population", "people", "persons", "person", "inhabitants", "capita", "head"),
    "常住人口": ("常住人口", "resident population", "residents"),
    "户籍人口": ("户籍人口", "registered population"),
    "服务人口": ("服务人口", "辖区服务人口"),
    "老年人口": ("老年人口", "老年人", "名老年人", "老人", "older people"),
    "劳动年龄人口": ("劳动年龄人口",),
    "就业人员": ("就业人员", "从业人员", "名就业人员"),
    "活产": ("活产", "活产儿", "活产数", "例活产", "名活产", "live births"),
    "儿童": ("儿童", "名儿童", "children"),
    "学生": ("学生", "名学生", "students", "pupils"),
    "床": ("床", "床位", "张床", "张床位", "beds", "bed"),
    "机构": ("机构", "个机构", "所机构"),
}

# Numbers in front of a unit, on either side of the line. English words stand apart: "million yuan".
SCALES = {
    "千": 1000,
    "万": 10000,
    "十万": 100000,
    "百万": 1000000,
    "千万": 10000000,
    "亿": 100000000,
    "十亿": 1000000000,
    "百亿": 10000000000,
    "千亿": 100000000000,
    "万亿": 1000000000000,
    "thousand ": 1000,
    "million ": 1000000,
    "billion ": 1000000000,
    "1000 ": 1000,
    "10000 ": 10000,
    "100 million ": 100000000,
}

# Numbers in front of what stands below the line only.
SCALES_BELOW = {
    "百": 100,
    "1千": 1000,
    "1万": 10000,
    "10万": 100000,
    "100万": 1000000,
    "10": 10,
    "100": 100,
    "1000": 1000,
    "10000": 10000,
    "100000": 100000,
    "1000000": 1000000,
    "10 ": 10,
    "100 ": 100,
    "100000 ": 100000,
    "1000000 ": 1000000,
    "thousand": 1000,
    "million": 1000000,
    "hundred thousand": 100000,
    "hundred thousand ": 100000,
}
