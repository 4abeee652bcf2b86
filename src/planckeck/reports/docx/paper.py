"""A document under construction: headings that the contents list, paragraphs, captions, tables, room for text.

Text from plans and data goes through `visible_lines` here and nowhere else; XML is made by lxml, never from strings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm

from planckeck.reports.docx.looks import dress, lay_out
from planckeck.reports.texts import visible, visible_lines

LISTED = 2
"""The contents list headings down to this level."""

NUMERALS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a table's cell, and what it shows in words."""

    png: bytes
    says: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its title, width in cm, and where its text stands (left, right, center)."""

    title: str
    width: float
    across: str = "left"


Cells = Sequence[str | Picture]


def element(tag: str, /, **attributes: str) -> Any:
    """Return an element of WordprocessingML: element("w:tab", val="left")."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def numeral(number: int) -> str:
    """Return a number from 1 to 99 as Chinese headings count: 一, 十一, 二十; a greater one in digits."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones else "")


class Paper:
    """One document. Everything is added at its end."""

    def __init__(self, title: str, creator: str, is_chinese: bool) -> None:
        self.document: Any = Document()
        self.is_chinese = is_chinese
        self._headings: list[tuple[int, str, str]] = []
        self._numbers = [0, 0]
        self._captions = {"figure": 0, "table": 0}
        self._contents: Any = None
        self._listed = self._pictures = 0
        dress(self.document)
        lay_out(self.document.sections[0])
        properties = self.document.core_properties
        properties.title, properties.author, properties.comments = visible(title)[:255], creator, ""
        properties.language = "zh-CN" if is_chinese else "en"

    def title(self, text: str, below: str) -> None:
        """Add the title of a part, on a new page unless it is the first, and a line below it."""
        paragraph = self.text(text, "Title")
        if len(self.document.element.body) > 3:
            paragraph.paragraph_format.page_break_before = True
        self.text(below, "Subtitle")
        self._numbers = [0, 0]

    def heading(self, text: str, level: int = 1) -> None:
        """Add a numbered heading: 一、 and （一） in Chinese, 1 and 1.1 otherwise.

        One of level 3 stands below a heading of level 1, counted 1., 2. or 1.1, 1.2; the contents leave it out.
        """
        own = min(level, 2) - 1
        self._numbers[own] += 1
        if level == 1:
            self._numbers[1] = 0
        said = self._numbered(visible(text), level)
        paragraph = self.text(said, f"Heading {level}")
        if level > LISTED:
            return
        name = f"_Toc{len(self._headings) + 1:06d}"
        start, end = element("w:bookmarkStart", id=str(len(self._headings) + 1), name=name), element("w:bookmarkEnd")
        end.set(qn("w:id"), str(len(self._headings) + 1))
        paragraph._p.insert(1, start)
        paragraph._p.append(end)
        self._headings.append((level, said, name))

    def _numbered(self, text: str, level: int) -> str:
        first, second = self._numbers
        if not self.is_chinese:
            return f"{first} {text}" if level == 1 else f"{first}.{second} {text}"
        match level:
            case 1:
                return f"{numeral(first)}、{text}"
            case 2:
                return f"（{numeral(second)}）{text}"
            case _:
                return f"{second}. {text}"

    def text(self, text: str, style: str = "Normal") -> Any:
        """Add a paragraph and return it; line ends in it become line breaks."""
        return self.document.add_paragraph(visible_lines(text), style=style)

    def labelled(self, label: str, text: str, style: str = "Normal") -> Any:
        """Add a paragraph that begins with a word in bold, and return it."""
        paragraph = self.document.add_paragraph(style=style)
        paragraph.add_run(visible(label) + " " * label.endswith(" ")).bold = True
        paragraph.add_run(visible_lines(text))
        return paragraph

    def room(self, label: str, prompt: str, tag: str) -> Any:
        """Add a paragraph with a field to be filled in: a click selects the prompt, typing replaces it."""
        paragraph = self.labelled(label, "")
        properties = element("w:sdtPr")
        properties.append(element("w:alias", val=visible(label)[:60]))
        properties.append(element("w:tag", val=visible(tag)[:60]))
        properties.append(element("w:showingPlcHdr"))
        properties.append(element("w:text", multiLine="1"))
        content = element("w:sdtContent")
        run = paragraph.add_run(visible(prompt), style="Room")
        content.append(run._r)
        holder = element("w:sdt")
        holder.extend([properties, content])
        paragraph._p.append(holder)
        return paragraph

    def caption(self, kind: str, label: str, text: str) -> None:
        """Add a caption above a table (`kind` table) or below a figure, numbered by a field that Word keeps current."""
        self._captions[kind] += 1
        paragraph = self.document.add_paragraph(visible(label) + " ", style="Caption")
        paragraph.paragraph_format.keep_with_next = kind == "table"
        field = element("w:fldSimple", instr=f" SEQ {kind} \\* ARABIC ")
        field.append(paragraph.add_run(str(self._captions[kind]))._r)
        paragraph._p.append(field)
        paragraph.add_run(f" {visible(text)}")

    def table(self, columns: Sequence[TableColumn], rows: Sequence[Cells], shaded: Sequence[bool] = ()) -> None:
        """Add a table whose first row is repeated on every page; no row is split over two pages."""
        made = self.document.add_table(rows=0, cols=len(columns), style="Table Grid")
        made.autofit = False
        made._tbl.tblPr.append(_margins())
        for column, own in zip(made.columns, columns, strict=True):
            column.width = Cm(own.width)
        head: list[str | Picture] = [column.title for column in columns]
        made._tbl.append(self._row(columns, head, is_head=True))
        for number, row in enumerate(rows):
            is_shaded = bool(shaded) and shaded[number]
            made._tbl.append(self._row(columns, row, fill="F3F6FA" if is_shaded else ""))
        self.document.add_paragraph(style="Table Text")

    def _row(self, columns: Sequence[TableColumn], cells: Cells, *, is_head: bool = False, fill: str = "") -> Any:
        row, properties = element("w:tr"), element("w:trPr")
        properties.append(element("w:cantSplit"))
        if is_head:
            properties.append(element("w:tblHeader"))
        row.append(properties)
        for column, cell in zip(columns, cells, strict=True):
            row.append(self._cell(column, cell, is_head, "DCE6F1" if is_head else fill))
        return row

    def _cell(self, column: TableColumn, content: str | Picture, is_head: bool, fill: str) -> Any:
        cell, properties = element("w:tc"), element("w:tcPr")
        properties.append(element("w:tcW", w=str(round(column.width * 567)), type="dxa"))
        if fill:
            properties.append(element("w:shd", val="clear", color="auto", fill=fill))
        properties.append(element("w:vAlign", val="center"))
        paragraph, looks = element("w:p"), element("w:pPr")
        looks.append(element("w:pStyle", val="TableHead" if is_head else "TableText"))
        looks.append(element("w:jc", val="center" if is_head else column.across))
        paragraph.append(looks)
        if isinstance(content, Picture):
            paragraph.append(self._picture(content, column.width - 0.5))
        else:
            paragraph.extend(_runs(visible_lines(content)))
        cell.extend([properties, paragraph])
        return cell

    def _picture(self, picture: Picture, width: float) -> Any:
        relation, image = self.document.part.get_or_add_image(io.BytesIO(picture.png))
        self._pictures += 1  # python-docx itself searches the whole document for a free number, for each picture
        size = image.scaled_dimensions(Cm(width), None)
        inline: Any = CT_Inline.new_pic_inline(self._pictures, relation, "chart.png", *size)
        inline.docPr.set("descr", visible(picture.says))
        run, drawing = element("w:r"), element("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        return run

    def contents(self, heading: str) -> None:
        """Add the place of the contents; `finish` fills it with the headings that follow."""
        self.finish()
        self.text(heading, "Contents Heading")
        self._contents = self.document.add_paragraph(style="Normal")
        self._listed = len(self._headings)

    def finish(self) -> None:
        """Fill the contents with the headings added since: a field that Word brings up to date, with page numbers."""
        if self._contents is None:
            return
        place, listed = self._contents, self._headings[self._listed :]
        for number, (level, text, name) in enumerate(listed):
            paragraph = place.insert_paragraph_before(style=f"Contents {level}")
            if number == 0:
                paragraph._p.extend(_field_begin(r' TOC \o "1-2" \h \z \u ', dirty="true"))
            paragraph._p.append(_link(text, name))
        place._p.append(_field_mark("end") if listed else element("w:r"))
        self._contents = None

    def bytes(self) -> bytes:
        """Return the document."""
        self.finish()
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()


def _margins() -> Any:
    made = element("w:tblCellMar")
    made.extend([element("w:left", w="60", type="dxa"), element("w:right", w="60", type="dxa")])
    return made


def _runs(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n")):
        run = element("w:r")
        if number:
            run.append(element("w:br"))
        part = element("w:t")
        part.text = line
        part.set(qn("xml:space"), "preserve")
        run.append(part)
        yield run


def _field_mark(kind: str, **attributes: str) -> Any:
    run = element("w:r")
    run.append(element("w:fldChar", fldCharType=kind, **attributes))
    return run


def _field_begin(instruction: str, **attributes: str) -> list[Any]:
    begin, code, separate = _field_mark("begin", **attributes), element("w:r"), _field_mark("separate")
    text = element("w:instrText")
    text.text = instruction
    text.set(qn("xml:space"), "preserve")
    code.append(text)
    return [begin, code, separate]


def _link(text: str, bookmark: str) -> Any:
    """Return a line of the contents: the heading, and the page that it stands on as a field of its own."""
    link = element("w:hyperlink", anchor=bookmark, history="1")
    link.extend(_runs(text))
    tab = element("w:r")
    tab.append(element("w:tab"))
    page = element("w:r")
    number = element("w:t")
    number.text = " "
    page.append(number)
    link.extend([tab, *_field_begin(f" PAGEREF {bookmark} \\h "), page, _field_mark("end")])
    return link
