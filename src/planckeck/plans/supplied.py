"""Values of references that come from outside the plan file: `--reference NAME=VALUE`, `--references FILE`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from planckeck.model.plan import MAX_DIGITS, Plan, Reference, ReferenceTarget
from planckeck.plans.nodes import read_tree
from planckeck.problems import InputError, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.yamllimits import MAX_BYTES

Values = Decimal | dict[int, Decimal]


class SuppliedValue(NamedTuple):
    """One value, or one for each year, of a reference for an indicator (None: for the only one that uses it)."""

    reference: str
    indicator: str | None
    values: Values
    place: Place


def parse_supplied(text: str) -> SuppliedValue:
    """Read NAME=VALUE or NAME:INDICATOR=VALUE. Raises: InputError."""
    name, equals, written = text.partition("=")
    reference, colon, indicator = name.strip().partition(":")
    place = Place("--reference")
    if not equals or not reference or (colon and not indicator):
        raise _refused(place, say("“{text}” is not NAME=VALUE", text=text), say("write national-requirement=65"))
    return SuppliedValue(reference, indicator or None, _number(written, place), place)


def read_supplied(path: str) -> tuple[SuppliedValue, ...]:
    """Read a YAML file of references: name → indicator → value or {year: value}. Raises: InputError."""
    try:
        with Path(path).open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _refused(Place(path), say("cannot be read: {why}", why=why), say("check the path")) from None
    if len(content) > MAX_BYTES:
        what, help_ = say("file size in bytes"), say("write only the references")
        raise InputError([diagnose("PK113", Place(path), what=what, limit=MAX_BYTES, help=help_)])
    tree = read_tree(text, path)
    if tree.faults:
        raise InputError(tree.faults)
    help_ = say("write “national-requirement: {{hypertension-management: 65}}”")
    if not isinstance(tree.value, dict):
        raise _refused(Place(path, 1, 1), say("the file holds no references"), help_)
    found = []
    for name, of_indicator in tree.value.items():
        if not isinstance(of_indicator, dict):
            raise _refused(tree.of_values[name,], say("{name} holds no indicators", name=name), help_)
        for indicator, value in of_indicator.items():
            place = tree.of_values[name, indicator]
            found.append(SuppliedValue(str(name), str(indicator), _values(value, place), place))
    return tuple(found)


def _values(value: Any, place: Place) -> Values:
    if isinstance(value, dict):
        if not value or not all(isinstance(year, int) for year in value):
            raise _refused(place, say("a value by year needs years as keys"), say("write {{2019: 60, 2020: 65}}"))
        return {year: _number(number, place) for year, number in value.items()}
    return _number(value, place)


def _number(written: object, place: Place) -> Decimal:
    text = str(written).strip()
    try:
        number = Decimal(text) if text.isascii() and "_" not in text else None
    except InvalidOperation:
        number = None
    too_long = number is not None and number.is_finite() and (len(text) > 40 or abs(number.adjusted()) > MAX_DIGITS)
    if number is None or isinstance(written, bool) or not number.is_finite() or too_long:
        raise _refused(place, say("“{text}” is no number", text=text), say("write a number such as 65 or 1.2"))
    return number


def _refused(place: Place, problem: Message, help_: Message) -> InputError:
    return InputError([diagnose("PK315", place, problem=problem, help=help_)])


def check_supplied(plans: Sequence[Plan], supplied: Iterable[SuppliedValue]) -> None:
    """Raise InputError for values that no plan takes, or that several indicators of a plan would."""
    refused = []
    for value in supplied:
        names = [name for plan in plans for name in plan.references]
        takers = [taker for plan in plans for taker in _users(plan, value.reference)]
        fits = [taker for taker in takers if value.indicator in {None, taker}]
        if value.reference not in names:
            help_ = did_you_mean(value.reference, names)
            refused.append(diagnose("PK204", value.place, reference=value.reference, help=help_))
        elif not fits:
            help_ = did_you_mean(value.indicator or "", takers)
            refused.append(diagnose("PK205", value.place, key=value.reference, indicator=value.indicator, help=help_))
        elif value.indicator is None and len(set(takers)) > 1:
            problem = say("{count} indicators use the reference {name}", count=len(set(takers)), name=value.reference)
            help_ = say(
                "name one: {name}:{indicator}=VALUE ({all})",
                name=value.reference,
                indicator=takers[0],
                all=", ".join(takers),
            )
            refused.append(diagnose("PK315", value.place, problem=problem, help=help_))
    if refused:
        raise InputError(refused)


def _users(plan: Plan, reference: str) -> list[str]:
    """Return the indicators whose target, of any year, is the reference."""
    found = []
    for indicator in plan.indicators:
        targets = indicator.target.values() if isinstance(indicator.target, dict) else (indicator.target,)
        if any(isinstance(target, ReferenceTarget) and target.reference == reference for target in targets):
            found.append(indicator.id)
    return found


def with_supplied(plan: Plan, supplied: Sequence[SuppliedValue]) -> Plan:
    """Return the plan with the supplied values among its references; they take the place of the file's own."""
    references: dict[str, Reference] = dict(plan.references)
    for value in supplied:
        reference = references.get(value.reference)
        if reference is None:
            continue
        users = _users(plan, value.reference)
        ids = [user for user in users if value.indicator in {None, user}]
        merged: Mapping[str, Values] = {**reference.values, **dict.fromkeys(ids, value.values)}
        references[value.reference] = reference.model_copy(update={"values": merged})
    return plan.model_copy(update={"references": references}) if supplied else plan
