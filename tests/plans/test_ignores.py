"""`# planckeck: ignore[PK221] reason` beside a field."""

from __future__ import annotations

import pytest

from planckeck.plans.loading import read_plan_text

HEAD = "id: plan\ntitle: 规划\nregion: 甲县\nperiod: 2016-2020\nindicators:\n"
WEAK = '- {id: x, name: 指标, unit: 岁, baseline: 78, target: "≥77"}'
"""Its target is weaker than its baseline: PK221."""


def codes(text: str) -> list[str]:
    return [finding.code for finding in read_plan_text(HEAD + text + "\n", "plan.yaml", "plan")[1]]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("", ["PK221"]),
        ("# planckeck: ignore[PK221] printed so", []),
        ("#planckeck:ignore[pk221]printed so", []),
        ("# see row 4 # planckeck: ignore[PK221] printed so", []),
        ("# planckeck: ignore[PK224,  PK221] printed so", ["PK141"]),
        ("# planckeck: ignore[PK221]", ["PK140"]),
        ("# planckeck: ignore[PK224] printed so", ["PK141", "PK221"]),
        ("# planckeck: ignore[PK140, PK221]", ["PK140", "PK141"]),
        ("# planckeck: ignore[PK301] printed so", ["PK141", "PK221"]),
        ("# planckeck: ignore[] printed so", ["PK142", "PK221"]),
        ("# planckeck: ignore", ["PK142", "PK221"]),
        ("# planckeck: ingore[PK221] printed so", ["PK142", "PK221"]),
        ("# planckeck: ", ["PK142", "PK221"]),
        ("# Planckeck is fine", ["PK221"]),
    ],
)
def test_a_comment_ignores_what_it_names_in_its_line(comment: str, expected: list[str]) -> None:
    assert sorted(codes(f"{WEAK} {comment}")) == expected


def test_a_comment_in_another_line_does_nothing() -> None:
    assert codes(f"# planckeck: ignore[PK221] printed so\n{WEAK}") == ["PK141", "PK221"]


def test_in_a_block_the_field_s_own_line_counts() -> None:
    lines = ["- id: x", "  name: 指标", "  unit: 岁", "  baseline: 78", '  target: "≥77"']
    beside = "  # planckeck: ignore[PK221] printed so"

    found = [codes("\n".join([*lines[:number], lines[number] + beside, *lines[number + 1 :]])) for number in range(5)]

    assert found == [["PK141", "PK221"]] * 4 + [[]]


def test_a_value_of_several_lines_takes_a_comment_in_any_of_them() -> None:
    beside = " # planckeck: ignore[PK220] as printed"
    first = "- id: x\n  name: 指标\n  unit: 个\n  target:"
    rest = ("    {comparison: at_least,", "     target: 5}", "  due: 2025")

    found = [
        codes("\n".join([first, *(line + (beside if line is marked else "") for line in rest)]))
        for marked in (*rest, None)
    ]

    assert found == [[], [], ["PK220", "PK141"], ["PK220"]]


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    quoted = WEAK.replace("指标", '"指标 # planckeck: ignore[PK221] x"')
    block = (
        "- id: x\n  name: 指标\n  unit: 岁\n  baseline: 78\n  target: '≥77'\n  notes: |\n    # planckeck: ignore[PK1] x"
    )

    assert (codes(quoted), codes(block)) == (["PK221"], ["PK221"])


def test_an_error_is_not_ignored() -> None:
    text = '- {id: x, name: 指标, target: "≥77"} # planckeck: ignore[PK206] none is printed'

    assert codes(text) == ["PK206", "PK141"]


def test_while_an_error_hides_warnings_a_comment_is_not_called_useless() -> None:
    text = '- {id: x, name: 指标, unit: 岁, baseline: 78, targte: "≥77"} # planckeck: ignore[PK221] printed so'

    assert codes(text) == ["PK104"]


def test_windows_line_ends_are_no_part_of_the_reason() -> None:
    plan = (HEAD + WEAK + " # planckeck: ignore[PK221]\n").replace("\n", "\r\n")

    assert [finding.code for finding in read_plan_text(plan, "plan.yaml", "plan")[1]] == ["PK140"]
