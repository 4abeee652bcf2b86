"""The registry of diagnostics: one entry a code.

PK1xx structure and settings, PK2xx meaning, PK3xx data, PK4xx misses in reports for CI, PK9xx the run.
"""

from __future__ import annotations

from planckeck.problems import Diagnostic, Kind, Message, Place, Severity
from planckeck.problems.readerkinds import READER_KINDS

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        # PK1xx: YAML and structure
        Kind("PK101", _E, "not readable as YAML", "not readable as YAML: {problem}", "{help}"),
        Kind(
            "PK102",
            _E,
            "ambiguous scalar",
            "{text} is read as {other} by YAML 1.1 readers",
            'quote it: "{text}"',
        ),
        Kind(
            "PK103",
            _E,
            "key stands twice",
            "key {key} stands twice, first in line {first}",
            "keep one of the two lines",
        ),
        Kind("PK104", _E, "unknown key", "unknown key {key}", "{help}"),
        Kind("PK105", _E, "missing key", "key {key} is missing", "add {key}: {example}"),
        Kind("PK106", _E, "wrong type", "{key}: expected {expected}, found {found}", "{help}"),
        Kind(
            "PK107",
            _E,
            "id stands twice",
            "id {id} stands twice, first in line {first}",
            "give every indicator an id of its own",
        ),
        Kind(
            "PK108",
            _E,
            "id is not the file name",
            "id {id} is not the file name {stem}",
            "write id: {stem}, or rename the file to {id}.yaml",
        ),
        Kind(
            "PK109",
            _E,
            "empty plan file",
            "the file holds no plan",
            "begin with id:, title:, region:, period:, indicators:",
        ),
        Kind(
            "PK110", _E, "not a mapping at the top", "the file holds a {found} at the top", "begin with id:, title:, …"
        ),
        Kind("PK111", _E, "not UTF-8", "not UTF-8: byte 0x{byte:02X} at offset {offset}", "save the file as UTF-8"),
        Kind("PK112", _E, "tag or merge key", "{what} is not allowed in a plan file", "{help}"),
        Kind("PK113", _E, "too large", "{what} exceeds the limit of {limit}", "split the plan into several files"),
        Kind("PK114", _E, "not a finite number", "{text} is no number", "leave the key out where there is no value"),
        Kind(
            "PK115",
            _E,
            "two plans of one id",
            "plan {id} stands in {first} too",
            "give one of the two files another name and id, or hand in one of them",
        ),
        Kind("PK120", _E, "no such plan", "{path}: {problem}", "{help}"),
        Kind(
            "PK121", _E, "no plan files", "no plan file (*.yaml, *.yml) in {path}", "add a plan; see planckeck schema"
        ),
        # PK130–142: settings, and comments that switch warnings off
        Kind("PK130", _E, "unknown setting", "[tool.planckeck] has no setting {key}", "{help}"),
        Kind("PK131", _E, "setting of a wrong value", "{key}: expected {expected}, found {found}", "{help}"),
        Kind("PK132", _E, "settings not readable", "not readable as TOML: {problem}", "check this line"),
        Kind(
            "PK140",
            _W,
            "ignore without a reason",
            "the comment does not say why {codes} is ignored",
            "write the reason behind the bracket",
        ),
        Kind("PK141", _W, "ignore that ignores nothing", "{ignored} is not ignored here: {why}", "{help}"),
        Kind(
            "PK142",
            _W,
            "comment not understood",
            "the comment “{text}” does nothing",
            "write “# planckeck: ignore[PK221] reason”",
        ),
        # PK2xx: meaning
        Kind(
            "PK201", _E, "period runs backwards", "period {period} ends before it begins", "write the first year first"
        ),
        Kind(
            "PK202",
            _E,
            "target without comparison",
            "{written} does not say how an actual is held against it",
            "add comparison: at_least, above, at_most, below, equal, about or between",
        ),
        Kind(
            "PK203",
            _E,
            "about without tolerance",
            "{written} (about) does not say how wide",
            "add tolerance: with the width in {unit}, and say in reading that it is your choice",
        ),
        Kind("PK204", _E, "unknown reference", "unknown reference {reference}", "{help}"),
        Kind("PK205", _E, "unknown indicator", "{key}: no indicator {indicator}", "{help}"),
        Kind(
            "PK206", _E, "unit missing", "indicator {id} has no unit", "add unit: (only comparison: done goes without)"
        ),
        Kind("PK207", _E, "target missing", "indicator {id} has no target", "{help}"),
        Kind("PK208", _E, "field does not fit", "{field} does not fit {why}", "{help}"),
        Kind(
            "PK209",
            _E,
            "sum does not hold",
            "{id}: {total} is not the sum {sum} = {terms}",
            "correct one of the figures",
        ),
        Kind("PK210", _E, "notation unreadable", "{problem}", "{help}"),
        Kind(
            "PK212",
            _E,
            "figure over the whole period",
            "{written} is a figure over the whole period; the file must say how actuals make it",
            "add measure: cumulative (a flow), change (a stock), total_rate (yearly rates), or level",
        ),
        Kind("PK211", _E, "stock and flow disagree", "{id}: {stock}", "correct one of the figures"),
        Kind(
            "PK220",
            _W,
            "due year outside the period",
            "due {due} lies outside the period {period}",
            "check the year or the period",
        ),
        Kind(
            "PK221",
            _W,
            "target weaker than the baseline",
            "target {target} is weaker than the baseline {baseline}",
            "nothing to correct if the document prints it so",
        ),
        Kind(
            "PK222",
            _W,
            "target equal to the baseline",
            "the target {target} has the figure of the baseline {baseline}",
            "nothing to correct if the document prints it so",
        ),
        Kind(
            "PK223",
            _W,
            "target met at the baseline",
            "target {target} is already met by the baseline {baseline}",
            "nothing to correct if the document prints it so",
        ),
        Kind(
            "PK224",
            _W,
            "no baseline",
            "indicator {id} has no baseline, so no progress can be given",
            "add baseline: if the document prints one",
        ),
        Kind(
            "PK225",
            _W,
            "milestones go backwards",
            "the target of {year} ({target}) is weaker than that of {earlier} ({before})",
            "check the ladder",
        ),
        Kind(
            "PK226",
            _W,
            "equal on a rate",
            "equal on a rate: any value but {target} would be unmet, a better one too",
            "write at_least or at_most, or add better: higher or better: lower",
        ),
        Kind(
            "PK227",
            _W,
            "reference without value",
            "reference {reference} has no value for {id}: its verdict will be no_target",
            "add it under references: {reference}: values:, or give it in the command",
        ),
        Kind(
            "PK228",
            _W,
            "bare range on a count",
            "range {target} on a count: more than its high end would be unmet",
            "add better: higher where more is no harm",
        ),
        Kind(
            "PK229",
            _W,
            "qualitative target",
            "{written} has no figure: its verdict will be no_target",
            "give a bar if the document has one",
        ),
        Kind(
            "PK230",
            _W,
            "other base year",
            "{written} is held against {printed}, the baseline is of {year}",
            "give the baseline of that year",
        ),
        Kind(
            "PK231",
            _N,
            "reading left open",
            "{id}: reading left open ({what}): its verdict will be no_target",
            "decide the reading when you can",
        ),
        Kind("PK232", _N, "target converted", "{written} was converted to {value} {unit}", ""),
        Kind(
            "PK233",
            _W,
            "baseline missing for the measure",
            "measure {measure} of {id} needs a baseline: its verdict will be no_data",
            "add baseline:",
        ),
        Kind(
            "PK234",
            _W,
            "other due date",
            "{written} is due {printed} as printed, {due} in the file",
            "keep one of the two",
        ),
        Kind(
            "PK235",
            _N,
            "unit not known",
            "unit {unit} is not known: only values in the same spelling can be compared, nothing is converted",
            "{help}",
        ),
        # PK3xx: data
        Kind("PK301", _E, "cell unreadable", "{text} is no value: {problem}", "{help}"),
        Kind("PK302", _E, "unknown indicator", "no indicator {name}", "{help}"),
        Kind("PK303", _E, "unknown region", "region {region} lies outside the plan's scope ({scope})", "{help}"),
        Kind(
            "PK304",
            _E,
            "two values for one key",
            "{indicator}, {region}, {year}: {value} here, {other} in line {first}",
            "keep one of the two rows",
        ),
        Kind(
            "PK305", _W, "row stands twice", "{indicator}, {region}, {year}: the same row as line {first}", "remove one"
        ),
        Kind("PK306", _E, "unit does not fit", "unit {unit} does not fit the plan's {expected}", "{help}"),
        Kind(
            "PK308",
            _W,
            "actual contradicts the baseline",
            "{indicator}: actual {value} of {year} is not the plan's baseline {baseline}",
            "say in the report which of the two holds",
        ),
        Kind(
            "PK309", _E, "year unreadable", "{text} is no year", "write a year such as 2020, 2020H1, 2020Q3 or 2020-06"
        ),
        Kind(
            "PK310",
            _E,
            "column missing",
            "no column {column} (or {others})",
            "the first line must name region, indicator, year, value",
        ),
        Kind(
            "PK311",
            _E,
            "row too long or short",
            "the row has {found} fields, the header {expected}",
            "quote values that hold a comma",
        ),
        Kind(
            "PK312",
            _E,
            "not readable as text",
            "not readable as {encoding}: byte 0x{byte:02X} in line {line}",
            "save the file as UTF-8, or give --encoding",
        ),
        Kind("PK313", _E, "status unknown", "status {status} is not known", "{help}"),
        Kind(
            "PK314",
            _E,
            "due target without data",
            "{indicator} ({constraint}) is due in {year} and has no data",
            "{help}",
        ),
        Kind("PK315", _E, "file unusable", "{problem}", "{help}"),
        Kind(
            "PK316",
            _E,
            "several plans fit",
            "{name} is an indicator of several plans: {plans}",
            "add a plan column, or choose one with --plan",
        ),
        Kind("PK318", _E, "unknown plan", "no plan {name}", "{help}"),
        Kind(
            "PK320", _E, "level missing", "{indicator} is judged per {level}: the row does not say its level", "{help}"
        ),
        Kind(
            "PK323",
            _E,
            "several regions of one name",
            "several regions are called {region}: {names}",
            "write the code, such as {example}, or the name behind its parent's",
        ),
        Kind("PK324", _E, "rate and its terms disagree", "{indicator}: {problem}", "{help}"),
        Kind("PK325", _W, "column not read", "column {title} is not known and was not read", "{help}"),
        Kind(
            "PK326",
            _E,
            "two columns of one meaning",
            "columns {other} and {title} mean the same",
            "remove or rename one",
        ),
        Kind("PK328", _E, "nothing to judge", "nothing is left to judge: {why}", "{help}"),
        Kind("PK322", _E, "unknown region asked for", "no region {region} in this run", "{help}"),
        *READER_KINDS,
        # PK4xx: targets not met, where a report knows nothing but findings
        Kind(
            "PK401",
            _E,
            "target not met",
            "{indicator}, {region}, {year}: not met, actual {actual}, target {target}",
            "{help}",
        ),
        Kind(
            "PK402",
            _W,
            "target not met, in a class that does not fail",
            "{indicator}, {region}, {year}: not met, actual {actual}, target {target}",
            "{help}",
        ),
        # PK9xx: the run
        Kind("PK901", _E, "output not written", "{path}: {problem}", "{help}"),
        Kind(
            "PK902", _E, "internal error", "internal error: {problem}", "please report it with the command and the file"
        ),
        Kind("PK903", _E, "picture not drawn", "{path}: {problem}", "{help}"),
    )
}
"""Every code once. Adding is free; a code is never given a new meaning."""


def diagnose(code: str, place: Place, *, related: Place | None = None, **values: object) -> Diagnostic:
    """Build a finding from the registry; `help` among the values may be a message or text for the hint."""
    kind = KINDS[code]
    filled = tuple(values.items())
    message = Message(kind.message, filled)
    hint = Message(kind.hint, filled) if kind.hint and values.get("help", True) else None
    return Diagnostic(kind, place, message, hint, related)
