"""Years and parts of years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck.judgement.series import PART_ENDS
from planckeck.readers.periods import read_period


@pytest.mark.parametrize(
    "text",
    [
        "2020",
        "2020年",
        "2020年度",
        "2020年末",
        "2020.0",
        " 2020 ",
        "FY2020",
        "FY20",
        "二〇二〇年",
        "2020年1-12月",
        "2020-12-31",
    ],
)
def test_whole_years(text: str) -> None:
    assert read_period(text) == (2020, "")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2022H1", "H1"),
        ("2022年上半年", "H1"),
        ("2022年下半年", "H2"),
        ("H2 2022", "H2"),
        ("2022Q3", "Q3"),
        ("2022年三季度", "Q3"),
        ("2022年第三季度", "Q3"),
        ("2022年前三季度", "Q3"),
        ("2022年前三个季度", "Q3"),
        ("Q3 2022", "Q3"),
        ("2022-06", "M06"),
        ("2022-6", "M06"),
        ("2022/6", "M06"),
        ("2022年6月", "M06"),
        ("2022年6月底", "M06"),
        ("2022年1-6月", "M06"),
        ("2022年1—6月累计", "M06"),
        ("2022年一至六月", "M06"),
        ("2022年十二月", "M12"),
        ("June 2022", "M06"),
        ("Sept 2022", "M09"),
        ("2022-06-30", "M06"),
    ],
)
def test_parts_of_years(text: str, part: str) -> None:
    assert read_period(text) == (2022, part)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "23年",
        "23",
        "20",
        "1022",
        "22020",
        "2022Q5",
        "2022-13",
        "2022-06-15",
        "2022-02-30",
        "Foo 2022",
        "2020-2022",
        "2022/23",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) is None


@given(st.text("0123456789年月季度上下半前第一三QHFYJun-/ ２.", max_size=12) | st.text(max_size=8))
def test_every_text_is_a_known_period_or_none(text: str) -> None:
    period = read_period(text)

    assert period is None or (1900 <= period[0] < 2200 and period[1] in PART_ENDS)
