"""From the table that a document prints to a draft of the plan file, in which every doubtful cell says so.

`tables_of` opens a document, `draft_plan` reads one of its tables. What cannot be read stays as printed, marked as
ambiguous; every draft is checked by the rules of `planckeck validate` before it is handed out.
"""

from __future__ import annotations

from planckeck.drafting.choosing import choose_table
from planckeck.drafting.documents import tables_of
from planckeck.drafting.drafting import Draft, Request, draft_plan
from planckeck.drafting.starter import starter_files
from planckeck.drafting.summary import listing_lines, summary_lines

__all__ = [
    "Draft",
    "Request",
    "choose_table",
    "draft_plan",
    "listing_lines",
    "starter_files",
    "summary_lines",
    "tables_of",
]
