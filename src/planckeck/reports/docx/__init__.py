"""An assessment as the skeleton of a monitoring report in Word's format, with room for the office's own text."""

from __future__ import annotations

from planckeck.reports.docx.report import render

__all__ = ["render"]
