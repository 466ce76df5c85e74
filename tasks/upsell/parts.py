"""The parts of an event: the customer, the property, the outcome, and the plain fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from schemas.address import written
from schemas.customer import Email
from schemas.errors import one_line
from schemas.upsell.event import Address, Person, PropertyInfo
from schemas.upsell.outcome import MessageOutcome
from tasks.upsell import spellings
from tasks.upsell.recent_issue import issue
from tasks.upsell.spellings import folded, is_nothing, named
from tasks.upsell.values import day, identifier, moment, number, text, yes_or_no

NO_PLAN = "none"
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)
_VALUES = {"low": "low", "medium": "medium", "high": "high", "very_high": "very_high", "veryhigh": "very_high"}
Known = dict[str, Any]


@dataclass(slots=True)
class Warnings:
    """What could not be read of an event: the field, and what is wrong with it."""

    said: list[str] = field(default_factory=list)

    def add(self, name: str, wrong: str) -> None:
        """Note one."""
        self.said.append(f"{name} {wrong}")

    def read(self, name: str, value: object, reader: Callable[[Any], Any], wrong: str) -> Any:
        """What the reader makes of a value; None, with a warning, where it makes nothing of something."""
        found = None if value is None else reader(value)
        if found is None and not is_nothing(value):
            self.add(name, wrong)
        return found


def person_of(sent: object, beside: Mapping[str, Any], warnings: Warnings) -> tuple[Person | None, Known]:
    """The customer, and the fields of it that we do not know; None if nothing says who it is.

    Some systems put the customer's fields beside the event's: `customer_id`, `email`.
    """
    said, rest = named(sent if isinstance(sent, Mapping) else {}, Person.model_fields, spellings.CUSTOMER)
    for name, value in beside.items():
        plain = folded(name)
        ours = plain.removeprefix("customer_")
        ours = spellings.CUSTOMER.get(plain) or spellings.CUSTOMER.get(ours, ours)
        if ours in _BESIDE and is_nothing(said.get(ours)):
            said[ours] = value
    if is_nothing(said.get("id")) and not isinstance(sent, Mapping):
        said["id"] = sent  # `"customer": "c-12"`
    customer_id = identifier(said.get("id"))
    if customer_id is None:
        return None, {}
    names = {name: text(said.get(name)) for name in ("first_name", "last_name", "phone")}
    found, unknown = address_of(said.get("address"))
    email = warnings.read("customer.email", said.get("email"), _email, "is not an address")
    person = Person(id=customer_id, email=email, address=found, **names)
    return person, _under("customer", rest) | _under("customer.address", unknown)


_BESIDE = ("id", "first_name", "last_name", "email", "phone")


def _email(value: object) -> str | None:
    address = written(value) if isinstance(value, str) else None
    try:
        return None if address is None else _EMAIL.validate_python(address)
    except ValidationError:
        return None


def address_of(sent: object) -> tuple[Address, Known]:
    """Where the customer lives; an address in one line is the street."""
    if not isinstance(sent, Mapping):
        return Address(street=text(sent)), {}
    said, rest = named(sent, Address.model_fields, spellings.ADDRESS)
    return Address(**{name: text(said.get(name)) for name in Address.model_fields}), rest


def property_of(sent: object, warnings: Warnings) -> tuple[PropertyInfo, Known]:
    """The property, and what else is said of it."""
    if not isinstance(sent, Mapping):
        return PropertyInfo(), {} if is_nothing(sent) else {"property_info": sent}
    said, rest = named(sent, PropertyInfo.model_fields, spellings.PROPERTY)
    estate = PropertyInfo(
        type=text(said.get("type")),
        year_built=warnings.read("property_info.year_built", said.get("year_built"), _year, "is not a year"),
        size_sqft=warnings.read("property_info.size_sqft", said.get("size_sqft"), _size, "is not a size"),
        lot_features=_features(said.get("lot_features")),
    )
    return estate, _under("property_info", rest)


def _year(value: object) -> int | None:
    found = number(value)
    return int(found) if found is not None and found.is_integer() and 1000 <= found <= 2200 else None  # noqa: PLR2004


def _size(value: object) -> float | None:
    found = number(value)
    return found if found is not None and found > 0 else None


def _features(sent: object) -> tuple[str, ...]:
    """A list, or a text with commas or semicolons."""
    parts = sent if isinstance(sent, list) else str(sent or "").replace(";", ",").split(",")
    return tuple(dict.fromkeys(found for one in parts[:50] if (found := text(one)) is not None))


def outcome_of(sent: object, beside: Mapping[str, Any], warnings: Warnings) -> MessageOutcome | None:
    """What became of a message; None if it does not say which message or what."""
    said, _ = named(
        sent if isinstance(sent, Mapping) else {"kind": sent}, MessageOutcome.model_fields, spellings.OUTCOME
    )
    around, _ = named(beside, ("message_event_id", "at"), {})
    message = identifier(said.get("message_event_id") or around.get("message_event_id"))
    kind = folded(str(said.get("kind") or ""))
    at = warnings.read("outcome.at", said.get("at") or around.get("at"), moment, "is not a date or time")
    try:
        return MessageOutcome.model_validate(
            {"message_event_id": message, "kind": spellings.KINDS.get(kind, kind), "at": at}
        )
    except ValidationError:
        return None


def plain_fields(said: Mapping[str, Any], warnings: Warnings) -> tuple[Known, dict[str, str]]:
    """The fields of the event itself, each by its kind; and what of those that hold people back cannot be read."""
    found, unclear = Known(), dict[str, str]()
    for name, (reader, wrong) in _READERS.items():
        value = said.get(name)
        found[name] = warnings.read(name, None if _says_never(name, value) else value, reader, wrong)
        if (
            name in _HOLDING
            and found[name] is None
            and not (is_nothing(value) or value in ({}, []) or _says_never(name, value))
        ):
            unclear[name] = one_line(str(value))[:_SHOWN]
    return found, unclear


_HOLDING = frozenset(("last_upsell_sent", "payment_status"))
_SHOWN = 40


def _says_never(name: str, value: object) -> bool:
    """`"last_upsell_sent": false`, or `never`: there was none."""
    return name == "last_upsell_sent" and (
        value in (False, "", {}, []) or (isinstance(value, str) and folded(value) in ("never", "no", "false", "0"))
    )


def _sent_on(value: object) -> date | None:
    """The day of the last upsell: a day, a moment, or an object that holds one."""
    if isinstance(value, Mapping):
        return next((found for one in value.values() if (found := _sent_on(one)) is not None), None)
    if isinstance(value, bool):
        return None
    at = None if (on := day(value)) is not None else moment(value)
    return on if at is None else at.date()


def _payment(value: object) -> str | None:
    """A word for it, or an object with one: `{"state": "past_due"}`."""
    if isinstance(value, Mapping):
        said = {folded(name): one for name, one in value.items()}
        return next((found for name in ("status", "state", "payment_status") if (found := text(said.get(name)))), None)
    return text(value)


def _lifetime_value(value: object) -> str | None:
    return _VALUES.get(folded(str(value)))


def _count(value: object) -> int | None:
    found = number(value)
    return int(found) if found is not None and found.is_integer() and 0 <= found < 1e6 else None  # noqa: PLR2004


def _plan(value: object) -> str | None:
    """A plan, or the object that holds its name; `none` is one, too: they have no plan."""
    name = value.get("name") if isinstance(value, Mapping) else value
    return NO_PLAN if isinstance(name, str) and name.strip().casefold() == NO_PLAN else text(name)


_READERS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "current_plan": (_plan, "is not a plan"),
    "upcoming_service": (lambda value: text(_first_text(value)), "is not a service"),
    "customer_lifetime_value": (_lifetime_value, "is not low, medium, high or very_high"),
    "account_created": (day, "is no certain date"),
    "last_upsell_sent": (_sent_on, "is no certain date"),
    "payment_status": (_payment, "is not a text"),
    "services_count": (_count, "is not a number"),
    "referral_eligible": (yes_or_no, "is neither yes nor no"),
    "recent_issue": (issue, "cannot be read"),
}


def _first_text(value: object) -> object:
    """Of an object such as {type, date}, its parts in one line."""
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if isinstance(part, str | int))
    return value


def _under(name: str, rest: Mapping[str, Any]) -> Known:
    return {f"{name}.{key}": value for key, value in rest.items()}
