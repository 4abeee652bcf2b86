"""An assessment as one page that needs nothing beside itself: it works offline, on a phone and on paper."""

from planckeck.reports.html.page import render

__all__ = ["render"]
