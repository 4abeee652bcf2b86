"""An assessment as a workbook: the table of all indicators, what is missed, sheets on request, and the method."""

from __future__ import annotations

from planckeck.reports.xlsx.book import render

__all__ = ["render"]
