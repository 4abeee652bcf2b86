"""Judgement: plans → rules; rules ⋈ actuals → results. Written once, as lazy dataframe expressions.

`judge` is the door. No module here knows a file, a command or an engine by name.
"""

from planckeck.judgement.judging import Choice, Judged, judge

__all__ = ["Choice", "Judged", "judge"]
