"""The words that tables use in their headers and around their values. One table, no code: a new spelling is a new word.

Spellings, apart by `|`, are matched whole, without spaces, whatever the width of brackets and the case of letters.
"""

from __future__ import annotations

Spellings = dict[str, str]
"""A field, a role or a kind to its spellings, apart by `|`."""

# Fields of the long table (DESIGN §5.1), and columns that hold nothing for it (ignored).
FIELDS: Spellings = {
    "plan": "plan|规划|规划编号|plan id|plan_id",
    "region": (
        "region|地区|区域|行政区|行政区划|单位名称|地区名称|区县|县区|市县|地市|市州|县市区|县（市、区）|"
        "县（市区）|区（县）|县（区）|市（县）|市（州）|乡镇|乡镇（街道）|镇（街道）|镇街|街道|行政区划代码|"
        "行政区代码|地区代码|填报地区|机构名称|county|city|area|district|province|geography|region name"
    ),
    "level": "level|层级|级别|行政级别|admin level",
    "indicator": (
        "indicator|指标|指标名称|主要指标|具体指标|评价指标|监测指标|考核指标|二级指标|三级指标|规划指标|"
        "指标内容|指标项|统计指标|项目|项目名称|indicator name|indicator id|indicator_id|指标编号|指标编码|"
        "指标代码|measure name"
    ),
    "year": "year|年份|年度|时间|period|统计年度|数据年份|报告期|期间|年|reporting year|reporting period",
    "value": (
        "value|实际值|完成值|数值|actual|实际|实际完成|实际完成值|完成情况|实际完成情况|完成数|实绩|现状值|"
        "指标值|监测值|实现值|统计值|填报值|数据|observed|observation|actual value|result"
    ),
    "unit": "unit|单位|计量单位|指标单位|数据单位|units|unit of measure",
    "numerator": "numerator|分子|分子值",
    "denominator": "denominator|分母|分母值",
    "status": "status|状态|数据状态|data status",
    "note": "note|备注|说明|notes|注|comment|comments|remark|remarks",
    "ignored": (
        "序号|编号|no.|no|#|id|领域|类别|分类|指标类别|一级指标|维度|属性|指标属性|约束性/预期性|指标性质|"
        "责任单位|责任部门|责任科室|牵头单位|牵头部门|填报单位|填报部门|填报人|联系人|电话|联系电话|数据来源|"
        "来源|category|group|department|source|data source|owner|constraint"
    ),
}

# What stands under or beside a year: 2020年目标值, 2020 actual. `actual` is read; the others name what is not.
ROLES: Spellings = {
    "actual": (
        "实际|实际值|实际完成|实际完成值|完成|完成值|完成数|完成情况|实绩|现状|现状值|实现值|数值|值|指标值|"
        "监测值|统计值|填报值|数据|actual|actuals|value|observed|result|achieved"
    ),
    "target": (
        "目标|目标值|规划目标|规划目标值|规划值|计划|计划值|计划数|任务|任务数|预期|预期值|预期目标|target|"
        "targets|target value|planned|plan"
    ),
    "baseline": "基期|基期值|基准值|基数|基线|基线值|baseline|base",
    "completion": (
        "完成率|达标率|目标完成率|进度|完成进度|增长|增长率|增速|增幅|比上年增长|同比|同比增长|差距|是否达标|"
        "是否完成|排名|位次|completion|progress|change|growth|gap|met|rank"
    ),
    "numerator": "分子|分子值|numerator",
    "denominator": "分母|分母值|denominator",
    "unit": "单位|计量单位|unit",
    "status": "状态|数据状态|status",
    "note": "备注|说明|note|remarks",
}

AROUND: Spellings = {
    # A year's ends: 2020年末, 截至2020年底.
    "year_prefixes": "截至|截止|至|as of|end of|fy",
    "year_suffixes": "年末|年底|年终|末|底",
    # Rows and columns that add others up: never a region, never an indicator.
    "totals": "合计|总计|小计|共计|总和|全部|累计|平均|total|totals|subtotal|sum|grand total|average|mean",
    # What a row's first text begins with when the row is no data. Matched at the start.
    "notes": (
        "注：|注:|注1|注2|注3|注释|备注：|备注:|说明：|说明:|填报说明|填表说明|填表人|填报人|审核人|制表|"
        "制表人|单位负责人|负责人|联系人|填报日期|填报时间|填报单位|报送单位|资料来源|数据来源|来源：|来源:|"
        "note:|note：|notes:|source:|sources:|prepared by|＊|* |①"
    ),
    # A row that is part of the row above, 其中：城镇; matched at the start of its name.
    "parts": "其中：|其中:|其中|#|＃|of which:|of which",
    # What a region's name ends with.
    "region_suffixes": (
        "省|市|县|区|旗|盟|州|乡|镇|街道|街道办|自治县|自治州|自治区|开发区|新区|高新区|经开区|管委会|兵团|"
        "师|county|district|city|province|prefecture|township|region"
    ),
    "region_names": "全国|全省|全市|全县|全区|本市|本县|本区|市本级|县本级|省本级|市直|县直|城区|national|nationwide",
    # How a table says the unit of all its values: （单位：万人）.
    "unit_labels": "单位：|单位:|计量单位：|计量单位:|unit:|units:",
}

# What a row may say of its figure (column status).
STATUSES: Spellings = {
    "": "|final|最终|终值|正式",
    "provisional": "provisional|初步|初步数|快报|快报数",
    "estimated": "estimated|估算|推算|预计",
    "not_applicable": "not_applicable|不适用|n/a",
    "not_reported": "not_reported|未报|缺报",
    "confirmed": "confirmed|已核实|已核|核实无误|verified",
}
