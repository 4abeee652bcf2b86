"""The words of cells: reasons for having no value, words for done, statuses, bounds. Data, no code.

Chinese statistical yearbooks tell three nothings apart: a blank is not known, "—" is no such item, "…" is less than
half of the smallest unit shown. Nothings and words for done are compared folded, in small letters and without blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

_Meaning = TypeVar("_Meaning")


def _spelt(*rows: tuple[_Meaning, str]) -> Mapping[str, _Meaning]:
    """Turn (meaning, words parted by bars) into word → meaning."""
    return {word: meaning for meaning, words in rows for word in _parted(words)}


def _parted(words: str) -> tuple[str, ...]:
    return tuple(words.split("|"))


NOTHINGS: Mapping[str, str] = {
    "": "blank",
    **_spelt(
        ("no_such_item", "-|--|---|—|——|———|无该项|无此项|没有该项"),
        ("too_small", "…|……|...|......|不足最小单位"),
        ("not_applicable", "/|//|\\|不适用|不涉及|n/a|na|n.a.|notapplicable"),
        ("not_reported", "未报|未上报|未填|未填报|缺报|漏报|待核|待核实|待定|待报|待统计|待公布"),
        ("not_reported", "暂无|暂无数据|暂缺|缺|缺失|缺数据|无数据|没有数据|数据缺失|不详|未知"),
        ("not_reported", "未统计|未公布|未发布|未出|尚未公布|尚未发布|尚未统计|尚未出数|尚未上报"),
        ("not_reported", "暂未统计|暂未发布|暂未公布|暂未上报"),
        ("not_reported", "notreported|notavailable|nodata|pending|missing|unknown|tbd|tbc"),
    ),
}
"""A cell without a value, and why."""

PLAIN_NOTHINGS = frozenset({"未报", "未上报", "缺报", "notreported"})
"""Words that say no more than the status does; every other word for not reported is kept as the note."""

EXPECTED_LATER = (
    r"(?:预计)?(?:下年|次年|明年|翌年|年底|年末|年后|下月|次月|[0-9]{4}年)*(?:[0-9一二三四五六七八九十]{1,3}月)?[上中下]?[旬底初]?"
    r"(?:才|才能|可|后)?(?:出数|公布|发布|上报|统计|核定)"
)
"""下年3月出数, 次年公布: not reported yet."""

DONE = frozenset(
    _parted("已完成|完成|建成|已建成|已建立|建立|实现|已实现|达成|已达成|是|√|✓|✔|☑|yes|true|1|done|completed")
)
NOT_DONE = frozenset(
    _parted("未完成|在建|否|×|✗|✘|☒|no|false|0|notdone|未建成|未建立|未实现|未开工|未达成|正在建设|推进中|进行中")
)

STATUSES: Mapping[str, str] = _spelt(
    ("provisional", "初步统计数|初步核算数|初步统计|初步核算|初步数|初步|快报数|快报|暂定数|暂定|暂估"),
    ("provisional", "provisional|preliminary|p"),
    ("estimated", "预计数|预计|估算数|估算|估计数|估计|推算数|推算|预测数|预测|estimated|estimate|e"),
    ("", "修订数|修订|最终数|终值|revised|final|r"),
)
"""Words beside a value, and the status that they give it."""

BOUNDS: Mapping[str, tuple[str, bool]] = _spelt(
    (("low", False), "≥|>=|不低于|不少于|不小于|至少|at least|not less than"),
    (("low", True), ">|高于|大于|超过|多于|more than|over|above"),
    (("high", False), "≤|<=|不高于|不大于|不超过|不多于|至多|at most|not more than"),
    (("high", True), "<|低于|小于|少于|不足|不到|less than|under|below"),
)
"""What stands in front of a bound: the side it bounds, and whether the bound itself is excluded."""

BOUNDS_BEHIND: Mapping[str, tuple[str, bool]] = _spelt(
    (("low", False), "及以上|或以上|以上"),
    # law: 以下 and 以内 include the figure
    (("high", False), "及以下|或以下|以下|之内|以内"),
)

ABOUT = _parted("大约|约为|约|将近|接近|近|~|≈|approximately|approx.|approx|about|circa|nearly")
ABOUT_BEHIND = _parted("左右|上下|多|余|来")
"""Words that make a figure a guess: such a figure is refused."""

ERRORS = _parted("#DIV/0!|#N/A|#REF!|#VALUE!|#NAME?|#NUM!|#NULL!|#SPILL!|#CALC!|#GETTING_DATA")
"""What spreadsheets show where a formula failed."""
