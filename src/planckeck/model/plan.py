"""The plan file as pydantic sees it: what a planner may write, field by field.

Values arrive as YAML 1.2 core scalars (str, int, Decimal, bool, None); nothing is coerced: `nan` is no number, true is
no 1, and 77 is no name. What the printed texts mean is read later, by `planckeck.plans`.
"""

# annotations are not postponed here: pydantic would compile each of them from its text at every start
import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import str_schema

from planckeck.model.measure import Measure
from planckeck.model.target import Better, Comparison

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MAX_DIGITS = 30
"""Longer figures are no figures of a plan."""


class Constraint(StrEnum):
    """How binding an indicator is, in falling order; `NONE` where the plan prints no class."""

    BINDING = "binding"
    EXPECTED = "expected"
    GUIDING = "guiding"
    ADVOCATED = "advocated"
    NONE = "none"


class Certainty(StrEnum):
    """How sure the reading of a document is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    AMBIGUOUS = "ambiguous"


class _AsIs:
    """A type whose schema is written out: pydantic takes it as it is, where it would put one together at every use."""

    def __init__(self, schema: CoreSchema) -> None:
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        """Return the schema; what pydantic calls."""
        return self.schema


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number", "a number")
    number = Decimal(value)
    if not number.is_finite() or len(number.as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        raise PydanticCustomError("number_size", "a finite number of at most 30 digits")
    return number


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1900 <= value <= 2200:
        raise PydanticCustomError("year", "a year such as 2020")
    return value


def _iso_date(value: object) -> dt.date:
    if not isinstance(value, str):
        raise PydanticCustomError("iso_date", "a date such as 2020-12-31")
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("iso_date", "a date such as 2020-12-31") from None


def _enum_text(kind: type[StrEnum]) -> BeforeValidator:
    members = {member.value: member for member in kind}

    def convert(value: object) -> object:
        found = members.get(value) if isinstance(value, str) else None
        if found is None:
            raise PydanticCustomError("word", "one of {words}", {"words": " ".join(kind)})
        return found

    return BeforeValidator(convert)


def _shape(value: Any) -> str:
    if isinstance(value, dict):
        if "reference" in value:
            return "reference"
        if all(isinstance(key, int) for key in value):
            return "years"
        return "entry"
    if isinstance(value, list):
        return "list"
    return "text" if isinstance(value, str) else "number"


Number = Annotated[Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
PositiveNumber = Annotated[Number, Field(gt=0), WithJsonSchema({"type": "number", "exclusiveMinimum": 0})]
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2200})]
YearKey = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "string", "pattern": r"^(19|20|21)\d\d$"})]
IsoDate = Annotated[
    dt.date,
    BeforeValidator(_iso_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Text = Annotated[str, _AsIs(str_schema(min_length=1, max_length=2000))]
Slug = Annotated[str, _AsIs(str_schema(pattern=SLUG, max_length=80))]
Written = Annotated[Annotated[Text, Tag("text")] | Annotated[Number, Tag("number")], Discriminator(_shape)]
"""A figure, or a text as the document prints it."""
Due = Annotated[Annotated[IsoDate, Tag("text")] | Annotated[Year, Tag("number")], Discriminator(_shape)]


class Entry(BaseModel):
    """A mapping of the plan file: unknown keys are errors, values are frozen."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Source(Entry):
    """A place in a document, or a document; every field is a text of the planner's own."""

    document: Text | None = None
    title: Text | None = None
    edition: Text | None = None
    date: Text | None = None
    table: Text | None = None
    section: Text | None = None
    page: Text | int | None = None
    item: Text | int | None = None
    url: Text | None = None
    note: Text | None = None


Sources = Annotated[
    Annotated[Text, Tag("text")]
    | Annotated[Source, Tag("entry")]
    | Annotated[tuple[Source, ...], Tag("list"), Field(strict=False)],
    Discriminator(_shape),
]


class Pace(Entry):
    """How pace is judged before the due year."""

    band: PositiveNumber | None = None
    path: Literal["linear", "steps"] | None = None


class Reference(Entry):
    """A bar that stands outside the document: values by indicator, or another indicator's actual."""

    title: Text | None = None
    values: dict[
        Slug,
        Annotated[
            Annotated[Number, Tag("number")] | Annotated[dict[YearKey, Number], Tag("years")], Discriminator(_shape)
        ],
    ] = Field(default_factory=dict)
    indicator: Slug | None = None
    source: Sources | None = None
    notes: Text | None = None


class Reading(Entry):
    """How sure the encoder is of what the document says, and why."""

    certainty: Annotated[Certainty, _enum_text(Certainty)] = Certainty.CERTAIN
    note: Text | None = None


class BaselineEntry(Entry):
    """A baseline with a year or source of its own."""

    value: Written
    year: Year | None = None
    source: Sources | None = None


class ReferenceTarget(Entry):
    """A target whose value is a reference's, shifted by `plus`."""

    reference: Slug
    plus: Number | None = None
    comparison: Annotated[Comparison, _enum_text(Comparison)] | None = None


class MilestoneEntry(Entry):
    """One year's target with its own comparison."""

    target: Written | None = None
    comparison: Annotated[Comparison, _enum_text(Comparison)] | None = None
    tolerance: PositiveNumber | None = None


YearTarget = Annotated[
    Annotated[Text, Tag("text")]
    | Annotated[Number, Tag("number")]
    | Annotated[ReferenceTarget, Tag("reference")]
    | Annotated[MilestoneEntry, Tag("entry")],
    Discriminator(_shape),
]
TargetEntry = Annotated[
    Annotated[Text, Tag("text")]
    | Annotated[Number, Tag("number")]
    | Annotated[ReferenceTarget, Tag("reference")]
    | Annotated[dict[YearKey, YearTarget], Field(min_length=1), Tag("years")]
    | Annotated[MilestoneEntry, Tag("entry")],
    Discriminator(_shape),
]


class Scope(Entry):
    """Which units of a level an indicator applies to, and whether each of them must pass."""

    level: Text | None = None
    every_unit: bool = False
    units: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    regions: Annotated[tuple[Text, ...], Field(strict=False)] = ()


AppliesTo = Annotated[
    Annotated[Scope, Tag("entry")] | Annotated[tuple[Text, ...], Field(strict=False, min_length=1), Tag("list")],
    Discriminator(_shape),
]
Texts = Annotated[tuple[Text, ...], Field(strict=False)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]


class Indicator(Entry):
    """What is measured, in a unit, and what is promised of it (DESIGN §3)."""

    id: Slug
    """Small letters, digits and single hyphens; unique in the plan."""
    row: Text | int | None = None
    """Number or place in the printed table."""
    name: Text
    """The document's own name."""
    aliases: Texts = ()
    """Other names that data use for the same definition."""
    category: Text | None = None
    """The table's section."""
    group: Text | None = None
    """Shared by targets of one sentence."""
    unit: Text | None = None
    """With its denominator: “%”, 人/千人口, /10万, 1:n. Left out only for comparison done."""
    constraint: Annotated[Constraint, _enum_text(Constraint)] = Constraint.NONE
    """How binding it is, where the document prints a class."""
    applies_to: AppliesTo | None = None
    """Region names, or a level with its units; default the plan's region."""
    measure: Annotated[Measure, _enum_text(Measure)] | None = None
    """What is compared: the level itself (default), a change, a growth, a sum."""
    rate_sign: Literal["fall"] | None = None
    """fall: the data give a fall as a positive number."""
    per: PositiveNumber | None = None
    """value = numerator/denominator·per, where the unit does not say it."""
    numerator: Text | None = None
    denominator: Text | None = None
    baseline: (
        Annotated[
            Annotated[Text, Tag("text")] | Annotated[Number, Tag("number")] | Annotated[BaselineEntry, Tag("entry")],
            Discriminator(_shape),
        ]
        | None
    ) = None
    comparison: Annotated[Comparison, _enum_text(Comparison)] | None = None
    """How an actual is held against the target; may be left out where the printed text says it."""
    target: TargetEntry | None = None
    """A number, the text as printed, one for each year, or {reference: id}."""
    tolerance: PositiveNumber | None = None
    """The width of 左右, in the unit; the document never prints it."""
    better: Annotated[Better, _enum_text(Better)] | None = None
    """The side on which more is no harm, for equal, about and between."""
    due: Due | None = None
    """Year or date (2020-12-31); default the period's last year."""
    limit: Number | None = None
    """A natural limit, such as 100."""
    sum_of: Slugs = ()
    """Ids of the parts whose targets add up to this one."""
    flow_of: Slug | None = None
    """Id of the stock that this flow fills."""
    department: Text | Texts | None = None
    definition: Text | None = None
    """What is counted, in your own words."""
    source: Sources | None = None
    """Where in the document it stands."""
    reading: Reading = Field(default_factory=Reading)
    """How sure the reading is, where it is not certain."""
    notes: Text | None = None

    @property
    def scope(self) -> Scope:
        """Return what `applies_to` says, an empty scope where it is left out."""
        match self.applies_to:
            case Scope() as scope:
                return scope
            case tuple() as regions:
                return Scope(regions=regions)
            case _:
                return Scope()


class Plan(Entry):
    """One document's indicator table, with its period and sources."""

    id: Slug
    title: Text
    region: Text
    period: Annotated[str, Field(pattern=r"^(19|20|21)\d\d-(19|20|21)\d\d$")]
    baseline_year: Year | None = None
    source: Sources | None = None
    pace: Pace = Field(default_factory=Pace)
    references: dict[Slug, Reference] = Field(default_factory=dict)
    indicators: Annotated[tuple[Indicator, ...], Field(strict=False, min_length=1)]
    notes: Text | None = None

    @property
    def first_year(self) -> int:
        """The period's first year."""
        return int(self.period[:4])

    @property
    def last_year(self) -> int:
        """The period's last year; the default due year."""
        return int(self.period[5:])
