"""An indicator's printed name: its unit, its note signs, its id, and what it tells of the better side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from planckeck.drafting.heads import name_words
from planckeck.model.names import name_key
from planckeck.model.target import Better
from planckeck.units import is_unit, normalise

LONGEST_ID = 48
"""An id that people type; a plan file takes up to 80 characters."""
OUTSIDE = "outside-bar"
"""The id of a bar whose words are not known."""
_BRACKET = re.compile(
    r"(?P<before>.*\S)\s*[(（\[【〔](?P<inside>[^()（）\[\]【】〔〕]{1,48})[)）\]】〕]\s*(?P<after>.*)"
)
_COMMA_UNIT = re.compile(r"(?P<before>.+?)\s*[,，:：]\s*(?P<inside>%|％|‰)\s*")
_NUMBERED = re.compile(
    r"(?:\d{1,3}\s*[.．、)）]\s*(?=\D)|[(（]\d{1,3}[)）]\s*|[（(][一二三四五六七八九十]+[)）]\s*)(?P<rest>\S.*)"
)
_SECTION = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.．)）章节]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．]|[IVX]{1,4}[.、])\s*(?=\S)"
)
_SIGNS = re.compile(r"[①-⑳]+|[*＊†‡※]+$|\[注?\d{1,2}\]|〔注\d{1,2}〕|[¹²³⁴-⁹]+$|注\d{1,2}$")
_EACH = re.compile(r"每(?P<below>(?:百|千|万|十万|百万)?(?P<whom>常住人口|户籍人口|服务人口|人口|名?老年人|人)?)")
_PIECE = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name without its unit and its note signs; `unit` is '' where the name carries none."""

    text: str
    unit: str = ""
    signs: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_name(printed: str, *, head_says_unit: bool = False, takes_unit: bool = True) -> Name:
    """Return a printed name in its parts: 婴儿死亡率（‰）② is 婴儿死亡率 in ‰ with the sign ②.

    `head_says_unit`: the head of the column promises a unit in the bracket, so that an unknown one is taken too.
    `takes_unit`: false where units have a column of their own.
    """
    signs = signs_in(printed)
    plain = _SIGNS.sub("", printed).strip()
    if numbered := _NUMBERED.fullmatch(plain):
        plain = numbered["rest"].strip()
    if not takes_unit:
        return Name(plain or printed, "", signs)
    found = _BRACKET.fullmatch(plain) or _COMMA_UNIT.fullmatch(plain)
    inside = re.sub(r"^单位\s*[:：]\s*", "", found["inside"]).strip() if found else ""
    after = found.groupdict().get("after") or "" if found else ""
    if found and inside and (is_unit(inside) or (head_says_unit and not after)):
        text = f"{found['before'].strip()}{after.strip()}"
        return Name(text, unit_of(inside, text), signs)
    return Name(plain or printed, "", signs)


def unit_of(printed: str, name: str = "") -> str:
    """Return a unit as a plan file writes it: half-width, and 件 of 每万人口… as 件/万人口."""
    unit = normalise(printed) if is_unit(printed) else printed.strip()
    unit = "百分点" if unit == "个百分点" else unit
    each = _EACH.match(name)
    if each and each["below"] and "/" not in unit and unit not in {"%", "‰", "百分点"}:
        whole = f"{unit}/{each['below'] if each['whom'] else each['below'] + '人口'}"
        if is_unit(whole):
            return whole
    return unit


def without_number(section: str) -> str:
    """Return a heading without its number: 一、健康水平 is 健康水平."""
    return _SECTION.sub("", section, count=1).strip() or section.strip()


def better_side(name: str) -> Better | str | None:
    """Return the side that a name's words call better, "either" where both occur, None where no word tells."""
    key = name_key(name)
    for kind, parts in name_words().better.items():
        if any(part in key for part in parts):
            return Better(kind) if kind != "either" else kind
    return None


def change_of(name: str) -> str:
    """Return "rise" or "fall" for a name that is itself a change (GDP增长, 能耗降低), '' for a level."""
    key = name_key(re.sub(r"[(（][^()（）]*[)）]$", "", name))
    changes = name_words().changes
    return next((kind for kind in ("fall", "rise") if key.endswith(changes[kind])), "")


def is_flow(name: str) -> bool:
    """Tell whether a name counts what is new in a year: 新增就业."""
    key = name_key(name)
    flows = name_words().changes["flow"]
    return any(part in key for part in flows) or change_of(name) == "rise"


def reference_of(text: str) -> str:
    """Return the id of the bar that a text names, OUTSIDE where its words are not known."""
    key = name_key(text)
    return next(
        (name for name, parts in name_words().references.items() if any(part in key for part in parts)), OUTSIDE
    )


def signs_in(text: str) -> tuple[str, ...]:
    """Return the note signs of a name or figure: ② of 能力②, * of 60.6*."""
    return tuple(sign.strip("[]〔〕") for sign in _SIGNS.findall(text))


class Ids:
    """Gives every indicator an id of its own: known names first, else the words or the pinyin of the name."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, name: str, suffix: str = "") -> str:
        """Return the id of the next indicator; the same names in the same order have the same ids."""
        base = known_id(name) or slug(name) or "indicator"
        base = f"{base}-{suffix}" if suffix else base
        own, number = base, 1
        while own in self._given:
            number += 1
            own = f"{base}-{number}"
        self._given.add(own)
        return own


def known_id(name: str) -> str:
    """Return the id of a common indicator's name, '' for any other."""
    words = name_words()
    for text in (name, re.sub(r"[(（][^()（）]*[)）]", "", name)):
        for plain in (text, *(pattern.sub("", text) for pattern in words.beginnings)):
            if found := words.ids.get(name_key(plain)):
                return found
    return ""


def slug(text: str) -> str:
    """Return small letters, digits and single hyphens: English words as they are, Chinese in pinyin, at most 48."""
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if piece.isascii():
            words.append(piece.lower())
        else:
            words.extend(_pinyin(piece))
    kept = ""
    for word in filter(None, words):
        if len(kept) + len(word) + 1 > LONGEST_ID:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept or next((word[:LONGEST_ID] for word in words if word), "")


def _pinyin(chinese: str) -> list[str]:
    from pypinyin import lazy_pinyin

    return [re.sub(r"[^a-z]", "", syllable.lower()) for syllable in lazy_pinyin(chinese, errors="ignore")]


def place_slug(region: str) -> str:
    """Return a region's name as plan ids write it: 龙湖区 is longhu."""
    plain = re.sub(r"(?<=..)(?:自治县|自治州|自治区|地区|省|市|县|区|旗|盟|州|镇|乡)$", "", region)
    return "".join(_pinyin(plain)) if not plain.isascii() else slug(plain)
