"""What a file is, told from its bytes: names lie (.xls holds HTML, CSV or a new workbook as often as not)."""

from __future__ import annotations

import re
from enum import StrEnum

from planckeck.problems import InputError, Message, say
from planckeck.readers.inputs import Content
from planckeck.readers.sources.interface import unusable


class FileKind(StrEnum):
    """The kinds of file that are read."""

    DELIMITED = "delimited"
    WORKBOOK = "workbook"
    LEGACY_WORKBOOK = "legacy_workbook"
    OPEN_DOCUMENT = "open_document"
    WEB_TABLE = "web_table"
    PARQUET = "parquet"
    RECORDS = "records"


ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_WEB = re.compile(rb"<(?:!doctype\s+html|html|table|head|body|meta|style|div)\b", re.IGNORECASE)
_SPREADSHEET_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")
_WPS = {".et": ".xlsx", ".ett": ".xlsx", ".wps": ".docx"}
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MIME-Version:", "MHTML"),
)


def kind_of(content: Content) -> FileKind:
    """Return what a file is. Raises: InputError for kinds that are known and not read, with what to do instead."""
    head, file = content.head, content.file
    if content.suffix in _WPS:
        raise _save_as(file, say("the WPS format {suffix} is not read", suffix=content.suffix), _WPS[content.suffix])
    if head.startswith((ZIP, EMPTY_ZIP)):
        return _zipped(content)
    if head.startswith(COMPOUND):
        return _compound(content)
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    if content.suffix in {".xls", ""} and head.startswith(_BIFF):
        return FileKind.LEGACY_WORKBOOK
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise unusable(file, say("a {name} file holds no table", name=name), _save_hint(".xlsx"))
    return _text(content)


def _text(content: Content) -> FileKind:
    start = content.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096]
    if _SPREADSHEET_XML.search(start):
        raise _save_as(content.file, say("an XML spreadsheet of 2003 is not read"), ".xlsx")
    if content.suffix in {".json", ".jsonl", ".ndjson"} or start.startswith((b"[{", b'{"')) or _is_array(start):
        return FileKind.RECORDS
    if content.suffix in {".html", ".htm"} or (start.startswith(b"<") and _WEB.search(start)):
        return FileKind.WEB_TABLE
    if content.suffix in {".yaml", ".yml"}:
        problem = say("a YAML file is no table of actual values")
        raise unusable(content.file, problem, say("a plan is given with --plan {file}", file=content.file))
    if content.suffix in {".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".parquet"}:
        problem = say("not a {suffix} file inside, or cut off at its start", suffix=content.suffix)
        raise unusable(content.file, problem, say("get the file again, or save it again from Excel or WPS"))
    return FileKind.DELIMITED


def _is_array(start: bytes) -> bool:
    return re.match(rb'\[\s*\{\s*"', start) is not None or re.match(rb'\{\s*"', start) is not None


def _zipped(content: Content) -> FileKind:
    if b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet" in content.head[:200] or content.suffix == ".ods":
        return FileKind.OPEN_DOCUMENT
    return FileKind.WORKBOOK


def _compound(content: Content) -> FileKind:
    """Tell an old workbook from a new one behind a password: both are OLE containers."""
    whole = content.read()
    if "EncryptedPackage".encode("utf-16-le") in whole:
        help_ = say("open it, take the password away (文件 → 信息 → 保护工作簿), and save it")
        raise unusable(content.file, say("the workbook is protected by a password"), help_)
    if any(name.encode("utf-16-le") in whole for name in ("Workbook", "Book")):
        return FileKind.LEGACY_WORKBOOK
    if "WordDocument".encode("utf-16-le") in whole:
        raise _save_as(content.file, say("a Word document is no table"), ".xlsx")
    raise _save_as(content.file, say("neither a workbook nor a table"), ".xlsx")


def _save_as(file: str, problem: Message, suffix: str) -> InputError:
    return unusable(file, problem, _save_hint(suffix))


def _save_hint(suffix: str) -> Message:
    return say("open it and save it with 另存为 as {suffix}", suffix=suffix)
