"""How a document looks: A4, the fonts of Chinese official papers, styles for tables, contents and fields to fill in."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Look:
    """A style's font for Chinese, its size in points, and the distances before, after and between its lines."""

    font: str
    size: float
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.15


def dress(document: Any) -> None:
    """Set the fonts, sizes and distances of all styles that a report uses."""
    styles = document.styles
    for name, look in _OWN.items():
        _set(_new(styles, name) if name in _NEW else styles[name], look)
    for level in (1, 2):
        format_ = styles[f"Contents {level}"].paragraph_format
        format_.left_indent = Cm(0.8 * (level - 1))
        format_.tab_stops.add_tab_stop(Cm(WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    for name in ("Title", "Subtitle", "Caption", "Contents Heading"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Table Head"].paragraph_format.keep_with_next = True
    room = styles.add_style("Room", WD_STYLE_TYPE.CHARACTER)
    room.font.color.rgb = RGBColor(0x6B, 0x72, 0x80)


_OWN = {
    "Normal": _Look(BODY, 12, after=6, line=1.5),
    "Title": _Look(HEADING, 20, bold=True, after=6),
    "Subtitle": _Look(BODY, 11, after=12),
    "Heading 1": _Look(HEADING, 15, bold=True, before=16, after=6),
    "Heading 2": _Look(HEADING, 12.5, bold=True, before=10, after=4),
    "Heading 3": _Look(HEADING, 12, bold=True, before=10, after=4),
    "Caption": _Look(HEADING, 10, before=8, after=4),
    "Table Text": _Look(TABLE, 9, before=1.5, after=1.5, line=1.0),
    "Table Head": _Look(TABLE, 9, bold=True, before=1.5, after=1.5, line=1.0),
    "Small": _Look(BODY, 10, after=2, line=1.2),
    "Contents Heading": _Look(HEADING, 14, bold=True, after=6),
    "Contents 1": _Look(BODY, 11, after=2),
    "Contents 2": _Look(BODY, 11, after=2),
}
_NEW = frozenset({"Table Text", "Table Head", "Small", "Contents Heading", "Contents 1", "Contents 2"})


def _new(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _set(style: Any, look: _Look) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = LATIN, Pt(look.size), look.bold, False
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), look.font)
    format_ = style.paragraph_format
    format_.space_before, format_.space_after, format_.line_spacing = Pt(look.before), Pt(look.after), look.line
