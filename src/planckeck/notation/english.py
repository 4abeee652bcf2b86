"""The English words of printed targets, by the part they play; phrases are divided by "|"."""

from __future__ import annotations

from planckeck.model.target import Comparison
from planckeck.notation.chinese import Row
from planckeck.notation.tokens import Role

WORDS: tuple[Row, ...] = (
    (
        (Role.BEFORE,),
        Comparison.AT_LEAST,
        "at least|no less than|not less than|no fewer than|not fewer than|no lower than|not lower than"
        "|not below|minimum|minimum of|a minimum of|min|greater than or equal to|equal to or greater than"
        "|more than or equal to",
    ),
    (
        (Role.BEFORE,),
        Comparison.ABOVE,
        "more than|over|above|exceed|exceeds|exceeding|greater than|higher than|in excess of",
    ),
    (
        (Role.BEFORE,),
        Comparison.AT_MOST,
        "at most|no more than|not more than|not exceed|not to exceed|not exceeding|no greater than"
        "|not greater than|no higher than|not higher than|up to|maximum|maximum of|a maximum of|max|within"
        "|not above|not over|no longer than|limited to|limit to|less than or equal to|equal to or less than",
    ),
    ((Role.BEFORE,), Comparison.BELOW, "less than|below|under|fewer than|lower than|shorter than"),
    ((Role.BEFORE,), Comparison.ABOUT, "about|around|approximately|approx|circa|roughly"),
    ((Role.BEFORE,), Comparison.EQUAL, "equal to|equals|exactly"),
    (
        (Role.AFTER,),
        Comparison.AT_LEAST,
        "or more|or above|or higher|or over|or greater|or better|and above|and over|and more|and higher|or longer",
    ),
    ((Role.AFTER,), Comparison.AT_MOST, "or less|or fewer|or below|or lower|or under|and below|and under|or shorter"),
    ((Role.AFTER,), Comparison.ABOUT, "or so"),
    ((Role.REACH,), Comparison.AT_LEAST, "reach|reaches|reaching|reached|achieve|achieved|attain|attained|meet"),
    ((Role.HOLD,), None, "maintain|maintained|keep|kept|remain|remains|hold|held|stay|stays"),
    ((Role.CONTROL,), None, "control|controlled|limit|limited"),
    ((Role.INTO, Role.RANGE), None, "to"),
    ((Role.NEVER,), Comparison.AT_LEAST, "no decrease|not decrease|no decline|not decline|no reduction"),
    ((Role.NEVER,), Comparison.AT_MOST, "no increase|not increase|no growth"),
    (
        (Role.RISE,),
        None,
        "increase by|increased by|increases by|rise by|risen by|grow by|grown by|raise|raised|raise by"
        "|raised by|up by|increased|rising|improve by|improved by|growing|grow|rise of|increase of"
        "|an increase of|a rise of",
    ),
    ((Role.RISE, Role.NOUN), None, "increase|rise|gain"),
    (
        (Role.RISE, Role.GROWTH, Role.NOUN),
        None,
        "growth|growth of|growth rate|growth rate of|annual growth|annual growth of|annual growth rate of",
    ),
    (
        (Role.FALL,),
        None,
        "reduce|reduced|reduce by|reduced by|reduction of|a reduction of|decrease by|decreased by|decrease of"
        "|decreased|a decrease of|decline by|declined by|decline of|declined|lowered|lowered by|lower by"
        "|fall by|fallen by|fall of|cut|cut by|drop by|dropped by|down by|falling|declining|decreasing"
        "|shorten|shortened|shorten by|drop",
    ),
    ((Role.FALL, Role.NOUN), None, "reduction|decrease|decline|fall"),
    (
        (Role.YEARLY,),
        None,
        "per year|a year|each year|every year|yearly|annually|year on year|year-on-year|per annum|annual",
    ),
    ((Role.YEARLY, Role.STEADILY), None, "year by year"),
    (
        (Role.AVERAGE,),
        None,
        "average annual|annual average|on average per year|average yearly|an average annual|on average each year",
    ),
    ((Role.TOTAL,), None, "cumulative|cumulatively|accumulated"),
    ((Role.ADDED,), None, "add|additional|new"),
    ((Role.AGAINST,), None, "than|compared with|compared to|relative to|against|versus|vs|over the|from the|on the"),
    ((Role.FORMER,), None, "last year|previous year|the previous year|the year before|prior year|the prior year"),
    ((Role.ORIGIN,), None, "baseline|the baseline|base year|the base year"),
    ((Role.FROM,), None, "from"),
    ((Role.BY,), None, "by|in|until|by the end of|before|by end of|by end|from now to"),
    (
        (Role.STEADILY,),
        None,
        "steadily|steady|continue to|continues to|continuous|continuously|continued|sustained|gradual"
        "|gradually|progressively",
    ),
    (
        (Role.GREATLY,),
        None,
        "significantly|significant|substantially|substantial|markedly|further|considerably|greatly",
    ),
    (
        (Role.DONE,),
        None,
        "completed|complete|established|built|done|yes|in place|in operation|operational|put into use"
        "|launched|adopted|approved|finished|implemented|opened|set up|introduced|fully operational"
        "|accomplished|delivered|achieved in full",
    ),
    ((Role.ACTION,), None, "build|establish|create|train|recruit|open"),
    ((Role.FUZZY,), None, "mostly|basically|largely|partly|partially|almost"),
    ((Role.BETTERED,), None, "better than"),
    (
        (Role.OWNER,),
        None,
        "national|state|provincial|municipal|county|international|regional|global|gdp|cpi|who|economic"
        "|country|province",
    ),
    ((Role.ISSUED,), None, "set|assigned|quality|safety"),
    ((Role.BAR,), None, "standard|standards|target|targets|requirement|requirements|average|task|tasks|quota|norm"),
    ((Role.LEVEL, Role.BAR), None, "level|levels"),
    ((Role.SAME,), None, "in line with|in step with|same as|equal with|comply with|according to"),
    (
        (Role.QUALITY,),
        None,
        "leading|among the best|reasonable range|stable|improved|improve|improving|improvement|appropriate"
        "|good|better|adequate|satisfactory|strengthened|top ranks|advanced|higher|lower",
    ),
    ((Role.BLANK,), None, "n/a|none|na|nil"),
    (
        (Role.SKIP,),
        None,
        "the|a|an|is|are|be|should|must|shall|will|ensure|at|of|for|it|has|have|strive for|aim for|aim"
        "|a total of|total of|in total",
    ),
    ((Role.AND, Role.ALSO), None, "and"),
    ((Role.AND,), None, "or"),
    ((Role.ALSO,), None, "but"),
    ((Role.ASIDE,), None, "of which|respectively"),
    ((Role.BETWEEN,), None, "between"),
    (
        (Role.WHOLE,),
        Comparison.AT_LEAST,
        "full coverage|universal|universal coverage|universal access|complete coverage",
    ),
)

FIGURES: tuple[tuple[tuple[Role, ...], Comparison | None, int, str], ...] = (
    ((Role.MULTIPLE, Role.RISE), Comparison.AT_LEAST, 100, "double|doubled|doubling|doubles"),
    ((Role.MULTIPLE, Role.RISE), Comparison.AT_LEAST, 200, "triple|tripled|tripling|treble|trebled"),
    ((Role.MULTIPLE, Role.RISE), Comparison.AT_LEAST, 300, "quadruple|quadrupled"),
    ((Role.MULTIPLE, Role.FALL), Comparison.AT_LEAST, 50, "halve|halved|halving|cut in half"),
    ((Role.FIGURE, Role.UNIT), None, 50, "half"),
    ((Role.FIGURE,), None, 0, "zero"),
)
