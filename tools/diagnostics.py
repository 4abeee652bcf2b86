"""Write docs/diagnostics.md and its Chinese twin from the registry of diagnostics.

python tools/diagnostics.py          write
python tools/diagnostics.py --check  only tell whether anything would change (exit code 1)
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def pages() -> dict[Path, str]:
    """Return each page's text by its path."""
    from planckeck.languages import translator
    from planckeck.reports.explaining import page

    docs = ROOT / "docs"
    return {
        docs / "diagnostics.md": page(translator("en")),
        docs / "diagnostics.zh-CN.md": page(translator("zh")),
    }


def main(arguments: list[str]) -> int:
    """Write or check both pages."""
    sys.path.insert(0, str(ROOT / "src"))
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        return 1 if stale else 0
    for path in stale:
        path.write_text(pages()[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
