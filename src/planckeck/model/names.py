"""When two spellings name the same thing: brackets' width, spaces and letter case do not matter, words do."""

from __future__ import annotations

_SAME = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "［": "[",
        "］": "]",
        "〔": "[",
        "〕": "]",
        "％": "%",
        "／": "/",
        "：": ":",
        "，": ",",
        "－": "-",
        "—": "-",
        "–": "-",
    }
)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def name_key(name: str) -> str:
    """Return the key under which names are matched; 常住人口 and 人口 keep different keys."""
    return "".join(name.translate(_SAME).translate(_FULL_WIDTH).split()).casefold()
