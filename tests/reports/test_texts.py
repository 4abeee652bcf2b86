from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from planckeck.reports import texts


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x07b\x7f", "a␇b␡"),
        ("abc\u202etxt", "abc<U+202E>txt"),
        ("a\u200bb", "a<U+200B>b"),
        ("a\u2065b\U000e0fffc", "a<U+2065>b<U+E0FFF>c"),
        ("\u0378", "\u0378"),  # unassigned today, perhaps a letter tomorrow
        ("\x9b31m", "<U+009B>31m"),
        ("a\n\tb\u2028c", "a b c"),
        ("\ud800", "<U+D800>"),
        ("人/千人口", "人/千人口"),
    ],
)
def test_what_steers_or_hides_is_made_visible(raw: str, shown: str) -> None:
    assert texts.visible(raw) == shown


@given(st.text())
def test_visible_text_is_one_line_that_can_be_printed(raw: str) -> None:
    shown = texts.visible(raw)

    assert len(shown.splitlines()) <= 1
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ["人均期望寿命", "（％）", "abc", "é", "e\u0301", "≥77", "１：１．２"])
def test_width_is_that_of_a_terminal(text: str) -> None:
    assert texts.width(text) == wcswidth(text)


@pytest.mark.parametrize(
    ("raw", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("<script>", "&lt;script&gt;"),
        ("[x](y)", "\\[x\\](y)"),
        ("3~5", "3\\~5"),
        ("$1$", "\\$1\\$"),
        ("@here", "&#64;here"),
        ("http://x www.y", "http&#58;//x www&#46;y"),
        ("a\nb", "a b"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_markdown_shows_text_as_it_stands(raw: str, escaped: str) -> None:
    assert texts.markdown_text(raw) == escaped


@pytest.mark.parametrize(("raw", "code"), [("a.csv", "`a.csv`"), ("a`b", "``a`b``"), ("`", "`` ` ``")])
def test_a_code_span_holds_backticks(raw: str, code: str) -> None:
    assert texts.markdown_code(raw) == code


@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1+1", "'+1+1"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'␍=1"),
        ("＝1", "'＝1"),
        ("-0.3", "-0.3"),
        ("+0.3", "+0.3"),
        ("77", "77"),
        ("a=1", "a=1"),
    ],
)
def test_a_sheet_calculates_no_text(raw: str, cell: str) -> None:
    assert texts.sheet_text(raw) == cell
