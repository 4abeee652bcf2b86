from __future__ import annotations

from planckeck.languages import translator
from planckeck.model.assessment import Counts, Verdict
from planckeck.reports.counts import identities, met_rate, rate_line, tally
from tests.reports.samples import LONGHU, result

ZH, EN = translator("zh"), translator("en")


def test_the_identity_stands_over_all_and_for_each_class_that_occurs() -> None:
    assert identities(tally(LONGHU), ZH) == [
        ("合计", "14 = 2 达标 + 4 未达标 + 4 未到期 + 2 无数据 + 1 无目标值 + 1 不适用"),
        ("约束性", "5 = 0 达标 + 2 未达标 + 2 未到期 + 0 无数据 + 1 无目标值 + 0 不适用"),
        ("预期性", "1 = 1 达标 + 0 未达标 + 0 未到期 + 0 无数据 + 0 无目标值 + 0 不适用"),
        ("指导性", "5 = 1 达标 + 1 未达标 + 1 未到期 + 1 无数据 + 0 无目标值 + 1 不适用"),
        ("未分类", "3 = 0 达标 + 1 未达标 + 1 未到期 + 1 无数据 + 0 无目标值 + 0 不适用"),
    ]


def test_a_plan_without_classes_has_one_identity() -> None:
    assert len(identities(tally([result(verdict="met")]), EN)) == 1


def test_the_rate_counts_targets_that_are_due_and_what_is_early_stands_apart() -> None:
    counts = Counts({Verdict.MET: 5, Verdict.UNMET: 2, Verdict.NO_DATA: 3}, {}, met_early=1, due_without_data=2)

    assert met_rate(counts) == 400 / 6
    assert rate_line(counts, ZH) == "达标率 66.67%（到期且有数据的 6 项中达标 4 项）；到期无数据 2 项；提前达标 1 项"


def test_where_nothing_is_due_there_is_no_rate() -> None:
    counts = Counts({Verdict.MET: 2}, {}, met_early=2)

    assert met_rate(counts) is None
    assert rate_line(counts, ZH).startswith("达标率 —")


def test_a_rate_is_never_rounded_to_100_or_0() -> None:
    counts = Counts({Verdict.MET: 99_999, Verdict.UNMET: 1}, {})

    assert "99.999%" in rate_line(counts, EN)


def test_units_of_a_line_are_not_counted() -> None:
    assert tally(LONGHU).total == 14
