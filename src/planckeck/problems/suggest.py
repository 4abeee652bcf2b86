"""Did-you-mean: names near to one that was not found. Suggestions are shown, never taken."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from planckeck.problems import Message, say

SHOWN = 8
"""How many of the possible names a hint lists when none is near."""


def did_you_mean(word: str, choices: Iterable[str]) -> Message:
    """Return a hint that names the nearest choices, else lists what there is."""
    names = list(dict.fromkeys(choices))
    near = difflib.get_close_matches(word, names, n=3, cutoff=0.6)
    near = near or [name for name in names if len(word) > 1 and (word in name or name in word)][:3]
    if near:
        return say("did you mean {names}?", names=", ".join(near))
    if not names:
        return say("there is none to choose from")
    more = ", …" if len(names) > SHOWN else ""
    return say("there are {names}", names=", ".join(names[:SHOWN]) + more)
