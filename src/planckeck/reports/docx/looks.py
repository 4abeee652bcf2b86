"""How a document looks: A4, the fonts of Chinese official papers, styles for tables, contents and fields to fill in."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

LATIN, BODY, HEADING, TABLE = "Times New Roman", "仿宋", "黑体", "宋体"
WIDTH_CM = 17.4
"""The width between the margins: A4 less 1.8 cm on each side."""

INK = RGBColor(0x1F, 0x29, 0x33)


def lay_out(section: Any) -> None:
    """Set a section up as A4 upright, with the page number in its foot."""
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(2.2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    field.append(foot.add_run("1")._r)
    foot._p.append(field)


def dress(document: Any) -> None:
    """Set the fonts, sizes and distances of all styles that a report uses."""
    styles = document.styles
    _set(styles["Normal"], BODY, 12, after=6, line=1.5)
    _set(styles["Title"], HEADING, 20, bold=True, after=6)
    _set(styles["Subtitle"], BODY, 11, after=12)
    _set(styles["Heading 1"], HEADING, 15, bold=True, before=16, after=6)
    _set(styles["Heading 2"], HEADING, 12.5, bold=True, before=10, after=4)
    _set(styles["Caption"], HEADING, 10, before=8, after=4)
    for name, size, bold in (("Table Text", 9, False), ("Table Head", 9, True)):
        _set(_new(styles, name), TABLE, size, bold=bold, after=0, line=1.0)
    _set(_new(styles, "Small"), BODY, 10, after=2, line=1.2)
    _set(_new(styles, "Contents Heading"), HEADING, 14, bold=True, after=6)
    for level in (1, 2):
        style = _new(styles, f"Contents {level}")
        _set(style, BODY, 11, after=2)
        style.paragraph_format.left_indent = Cm(0.8 * (level - 1))
        style.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name in ("Title", "Subtitle", "Caption", "Contents Heading"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Table Head"].paragraph_format.keep_with_next = True
    room = styles.add_style("Room", WD_STYLE_TYPE.CHARACTER)
    room.font.color.rgb = RGBColor(0x6B, 0x72, 0x80)


def _new(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _set(
    style: Any, font: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0, line: float = 1.15
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(size), bold, False
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    format_ = style.paragraph_format
    format_.space_before, format_.space_after, format_.line_spacing = Pt(before), Pt(after), line
