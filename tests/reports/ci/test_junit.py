from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from planckeck.languages import translator
from planckeck.model.assessment import Assessment, Method
from planckeck.problems import Place, Severity
from planckeck.problems.kinds import diagnose
from planckeck.reports.ci.junit import of_assessment, of_files
from planckeck.reports.ci.misses import findings_and_misses, misses
from planckeck.reports.findings import Checked
from tests.reports.golden import assert_golden
from tests.reports.samples import LONGHU, assessment, both, hostile, result
from tests.reports.test_findings import FINDINGS

EN, ZH = translator("en"), translator("zh")
BINDING = frozenset({("longhu-2016-2020", "binding")})
EVERY = frozenset(
    (plan, name)
    for plan in ("longhu-2016-2020", "water-2021-2025")
    for name in ("binding", "expected", "guiding", "advocated", "none")
)


def failing(run: Assessment, classes: frozenset[tuple[str, str]] = BINDING) -> Assessment:
    return replace(run, failing=classes)


def cases(text: str) -> dict[str, str]:
    """Return failure, skipped or passed by the names of the cases; nothing else may stand there."""
    found = {}
    for case in ET.fromstring(text).iter("testcase"):
        tags = [child.tag for child in case if child.tag != "system-out"]
        assert len(tags) <= 1
        found[case.attrib["name"]] = tags[0] if tags else "passed"
    return found


def test_an_indicator_is_a_case_and_its_verdict_the_outcome() -> None:
    assert cases(of_assessment(failing(assessment()), EN)) == {
        "life-expectancy 人均期望寿命": "passed",
        "infant-mortality 婴儿死亡率": "passed",
        "maternal-mortality 孕产妇死亡率": "failure",
        "township-vaccination 适龄儿童国家免疫规划疫苗接种率（以镇、街道为单位）": "failure",
        "hypertension-management 高血压患者规范管理率": "skipped",
        "physicians 执业（助理）医师": "skipped",
        "nurse-doctor-ratio 医护比": "skipped",
        "general-practitioners 全科医师": "skipped",
        "beds-private 社会办医疗机构床位占比": "skipped",
        "smoking 15岁及以上人群吸烟率": "skipped",  # missed, and guiding: the run does not fail for it
        "single-child 独生子女父母奖励覆盖率": "skipped",
        "information-platform 建成区域卫生信息平台": "skipped",  # missed, without a class
        "emergency-plan 完成应急预案修订": "skipped",
        "family-doctor 家庭医生签约服务覆盖率": "skipped",
    }


def test_a_due_target_without_data_fails_as_the_run_does() -> None:
    due = result(indicator="a", constraint="binding", verdict="no_data", reason="no_actual", due="2015")
    later = result(indicator="b", constraint="binding", verdict="no_data", reason="no_actual", due="2020")
    to_date = result(indicator="c", constraint="binding", verdict="no_data", reason="part_year", due="2015")

    run = failing(assessment((due, later, to_date), findings=()))

    assert list(cases(of_assessment(run, EN)).values()) == ["failure", "skipped", "skipped"]


def test_regions_and_years_are_named_where_there_are_several() -> None:
    assert "safe-water Households with safe water within 30 minutes North district 2024" in cases(
        of_assessment(failing(both()), EN)
    )


@pytest.mark.parametrize("strict", [False, True])
def test_findings_that_fail_the_run_are_cases_of_their_files(strict: bool) -> None:
    met = result(indicator="a", constraint="binding", verdict="met")
    run = failing(assessment((met,), findings=FINDINGS))

    found = cases(of_assessment(run, EN, strict))

    expected = {"plans/health.yaml": "failure", "plans": "failure"}
    assert found == {"a a": "passed", **expected, **({"plans/other.yaml": "failure"} if strict else {})}


def test_with_fail_on_never_nothing_fails() -> None:
    run = assessment(LONGHU, findings=FINDINGS, method=Method(fail_on="never"))

    assert "failure" not in cases(of_assessment(run, EN, strict=True)).values()


def test_a_finding_that_its_own_case_says_is_not_said_twice() -> None:
    due = result(indicator="a", constraint="binding", verdict="no_data", reason="no_actual", due="2015")
    place = Place("plans/p.yaml", 3)
    said = diagnose("PK314", place, indicator="a", constraint="binding", year=2015, help="")

    assert cases(of_assessment(failing(assessment((due,), findings=[said])), EN)) == {"a a": "failure"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_document_of_an_evaluation(language: str) -> None:
    run = failing(assessment(findings=FINDINGS[:2]))

    assert_golden(f"junit-evaluation-{language}.xml", of_assessment(run, ZH if language == "zh" else EN))


def test_the_whole_document_of_plan_files() -> None:
    checked = Checked(FINDINGS, ("plans/good.yaml", "plans/other.yaml"))

    assert_golden("junit-plans.xml", of_files(checked, EN))


def test_strict_fails_a_file_with_a_warning() -> None:
    files = ("plans/good.yaml", "plans/other.yaml")

    lax, strict = (cases(of_files(Checked(FINDINGS[4:5], files, strict), EN)) for strict in (False, True))

    assert lax == {"plans/good.yaml": "passed", "plans/other.yaml": "passed"}
    assert strict == {"plans/good.yaml": "passed", "plans/other.yaml": "failure"}


def test_counts_are_those_of_the_cases() -> None:
    root = ET.fromstring(of_assessment(failing(both(), EVERY), EN))

    for suite in (root, *root.iter("testsuite")):
        found = list(suite.iter("testcase"))
        told = [int(suite.attrib[name]) for name in ("tests", "failures", "errors", "skipped")]
        tags = [[case.find(tag) is not None for case in found] for tag in ("failure", "error", "skipped")]
        assert told == [len(found), *map(sum, tags)]


def test_every_case_has_what_readers_ask_for() -> None:
    for case in ET.fromstring(of_assessment(failing(both(), EVERY), EN)).iter("testcase"):
        assert {"name", "classname", "time", "file", "line"} <= case.attrib.keys()


def test_hostile_texts_stay_texts_that_xml_admits() -> None:
    nasty = diagnose("PK302", Place("a\x00b\x1b.csv", 1), name="\x00\x0b\ufffe\ud800]]><x>&amp;", help="")
    checked = Checked((*hostile().findings, nasty))

    root = ET.fromstring(of_files(checked, EN))
    ET.fromstring(of_assessment(failing(hostile()), EN))

    assert {element.tag for element in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    assert "␀ <U+FFFE><U+D800>]]><x>&amp;" in "".join(root.itertext())


def test_misses_are_findings_at_their_line_of_the_plan_worst_first() -> None:
    found = misses(failing(assessment()), EN)

    assert [(one.code, one.severity, str(one.place)) for one in found] == [
        ("PK401", Severity.ERROR, "plans/longhu-2016-2020.yaml:10"),
        ("PK401", Severity.ERROR, "plans/longhu-2016-2020.yaml:10"),
        ("PK402", Severity.WARNING, "plans/longhu-2016-2020.yaml:10"),
        ("PK402", Severity.WARNING, "plans/longhu-2016-2020.yaml:10"),
    ]
    assert found[0].message.text() == "孕产妇死亡率, 龙湖区, 2015: not met, actual 12.66, target ≤10"


def test_a_miss_shows_the_row_that_it_comes_from() -> None:
    missed = result(indicator="a", constraint="binding", verdict="unmet", actual_at="data/b.csv:7")
    from_database = result(indicator="b", constraint="binding", verdict="unmet", actual_at="postgresql/rows#12")

    found = misses(failing(assessment((missed, from_database))), EN)

    assert [one.related for one in found] == [Place("data/b.csv", 7), Place("postgresql/rows#12")]


def test_misses_stand_before_findings() -> None:
    assert [one.code for one in findings_and_misses(failing(assessment()), EN)][3:] == ["PK402", "PK308"]
