"""Plain scalars: YAML 1.2 core, and a refusal wherever 1.1 readers see something else."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from planckeck.plans.scalars import NotFinite, read_otherwise, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("77", 77),
        ("-5", -5),
        ("+5", 5),
        ("0", 0),
        ("76.30", Decimal("76.30")),
        (".5", Decimal("0.5")),
        ("-4.", Decimal(-4)),
        ("2016-2020", "2016-2020"),
        ("2020-12-31", "2020-12-31"),
        ("≥77", "≥77"),
        ("1：1.2", "1：1.2"),
        ("７７", "７７"),
        ("9" * 200, Decimal("9" * 200)),
    ],
)
def test_core_schema(text: str, value: object) -> None:
    resolved = resolve(text)

    assert (resolved, type(resolved)) == (value, type(value))


@pytest.mark.parametrize("text", [".nan", ".inf", "-.INF", ".NaN"])
def test_numbers_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(NotFinite):
        resolve(text)


@pytest.mark.parametrize(
    "text",
    ["1:1.2", "1:30", "1:0.89", "012", "00", "1_000", "1_0.5", "yes", "No", "off", "ON", "0x1F", "0o17", "0b1", "1e3"],
)
def test_what_yaml_readers_disagree_on_wants_quotes(text: str) -> None:
    assert read_otherwise(text) is not None


@pytest.mark.parametrize(
    "text", ["0", "0.5", "-0.5", "77", "2016-2020", "2020-12-31", "1:n", "y", "n", "Norway", "1：1.2"]
)
def test_what_they_agree_on_stays_plain(text: str) -> None:
    assert read_otherwise(text) is None


@given(st.text(alphabet="0123456789+-._:eExobnyafFrutNO", max_size=8))
def test_a_plain_scalar_that_is_not_refused_means_the_same_to_pyyaml(text: str) -> None:
    """The independent reader: PyYAML's 1.1 resolver. Dates and non-finite numbers are told apart elsewhere."""
    if read_otherwise(text) is not None:
        return
    tag = yaml.SafeLoader("").resolve(  # type: ignore[no-untyped-call]
        yaml.ScalarNode, text, (True, False)
    )
    if tag.endswith(("timestamp", "value", "merge")):
        return

    try:
        ours = resolve(text)
    except NotFinite:
        ours = Decimal("NaN")

    kinds = {"null": type(None), "bool": bool, "int": int, "float": Decimal, "str": str}
    assert type(ours) is kinds[tag.rpartition(":")[2]] or (isinstance(ours, Decimal) and tag.endswith("int"))
