"""Which columns of a file of outcomes are which, and what kind of file it is."""

from dataclasses import dataclass, field

from schemas.errors import BadInputError
from schemas.outcomes import Kind, Shape
from tasks.files.reader.addresses import address_in
from tasks.files.reader.spelling import joined
from tasks.files.reader.synonyms import COLUMNS
from tasks.outreach import outcome_names as names
from tasks.outreach.row_table import RowTable

_IDS = tuple(joined(word) for word in ("customer id", *COLUMNS["customer_id"].split(",")))
_ADDRESSES = (*(joined(word) for word in COLUMNS["email"].split(",")), *names.ADDRESS_COLUMNS)
_PRICES = tuple(joined(word) for word in COLUMNS["mrr"].split(","))
_PLANS = tuple(joined(word) for word in COLUMNS["subscription_tier"].split(","))
_CURRENCIES = tuple(joined(word) for word in COLUMNS["currency"].split(","))
KNOWN = (
    frozenset((*_IDS, *_ADDRESSES, *names.KIND_OF, *names.NEW_MRR, *names.TIME_COLUMNS))
    | names.EVENT_COLUMNS
    | names.PLAIN_ADDRESS_COLUMNS
)
_EVENTS = frozenset(joined(word) for word in ("event", "event type", "event name", "metric", "metric name"))


@dataclass(slots=True)
class OutcomeColumns:
    """Positions in the header; None for what the file does not have."""

    shape: Shape
    customer_id: int | None
    email: int | None
    kinds: dict[int, Kind] = field(default_factory=dict)
    mrr: int | None = None
    currency: int | None = None
    event: int | None = None
    time: int | None = None
    status: int | None = None
    left: int | None = None

    def named(self, header: list[str]) -> dict[str, str]:
        """What we read, with the file's header for it."""
        places: dict[str, int | None] = {"customer_id": self.customer_id, "email": self.email}
        places |= {kind: place for place, kind in reversed(self.kinds.items())}
        places |= {"new_mrr": self.mrr, "currency": self.currency, "event": self.event, "time": self.time}
        places |= {"status": self.status, "left": self.left}
        return {ours: header[place].strip()[:80] for ours, place in places.items() if place is not None}


def person_columns(table: RowTable, name: str) -> tuple[int | None, int | None]:
    """Where the customer's id and the address stand. Raises `BadInputError` if there is neither."""
    forms = [joined(cell) for cell in table.header]
    email = _first(forms, _ADDRESSES)
    email = _written_addresses(table, forms) if email is None else email
    strong = tuple(word for word in _IDS if word not in names.WEAK_IDS)
    customer_id = _first(forms, strong)
    if customer_id is None and email is None:
        customer_id = _first(forms, _IDS)
    if customer_id is None and email is None:
        raise BadInputError(f"{name} names nobody: it has no column customer_id or email")
    return customer_id, email


def find_columns(table: RowTable, name: str, *, active: bool) -> OutcomeColumns:
    """Find them. Raises `BadInputError` if nobody is named, or if a report of emails has nothing that counts.

    `active`: somebody says that it is a list of today's active customers.
    """
    forms = [joined(cell) for cell in table.header]
    customer_id, email = person_columns(table, name)
    taken = {customer_id, email}
    kinds = {
        place: names.KIND_OF[form] for place, form in enumerate(forms) if form in names.KIND_OF and place not in taken
    }
    found = OutcomeColumns("outcomes", customer_id, email, kinds)
    found.mrr, found.currency = _first(forms, tuple(names.NEW_MRR)), _first(forms, _CURRENCIES)
    event = _event_column(table, forms, taken | kinds.keys())
    told = bool(kinds) or found.mrr is not None
    if not active and event is not None:
        # Beside columns of outcomes it counts, too: a complaint may stand in the status alone.
        found.event, found.time = event, _first(forms, names.TIME_COLUMNS)
        if forms[event] in _EVENTS or not told:
            found.shape, found.kinds = "events", {}
    elif active or not told:
        _as_list(found, forms, name, asked=active)
    return found


def _as_list(found: OutcomeColumns, forms: list[str], name: str, *, asked: bool) -> None:
    """A list of active customers, if it is one: nobody came back who stands in a report of opens, or among bounces."""
    found.shape = "active"
    found.mrr = found.mrr if found.mrr is not None else _first(forms, _PRICES)
    found.status = next((place for place, form in enumerate(forms) if form in names.STATUS_COLUMNS), None)
    found.left = next((place for place, form in enumerate(forms) if form in names.LEFT_COLUMNS), None)
    if asked:
        return
    if any(form in names.ENGAGEMENT for form in forms):
        looks = "looks like a report of emails"
    elif (found.mrr, found.left, _first(forms, _PLANS)) == (None, None, None):
        looks = "does not say what its rows are: no plan, price or end of a subscription"
    else:
        return
    raise BadInputError(
        f"{name} has no column of outcomes (replied_at, reactivated_at, new_mrr, unsubscribed, bounced, complained)"
        f" and {looks}; if it is a list of today's active customers, say --active, else name such a column"
    )


def _event_column(table: RowTable, forms: list[str], taken: set[int | None]) -> int | None:
    """The column that says what happened: by its name, and by a word in it that we know."""
    for place, form in enumerate(forms):
        if form in names.EVENT_COLUMNS and place not in taken:
            if any(joined(cell) in names.EVENT_OF for cell in table.column(place)):
                return place
            if form in _EVENTS:
                return place
    return None


def _written_addresses(table: RowTable, forms: list[str]) -> int | None:
    """A column `address`, where email addresses are what stands in it."""
    for place, form in enumerate(forms):
        if form in names.PLAIN_ADDRESS_COLUMNS and any(address_in(cell) is not None for cell in table.column(place)):
            return place
    return None


def _first(forms: list[str], words: tuple[str, ...]) -> int | None:
    """The position of the first of these words that a header has: earlier words win."""
    return next((forms.index(word) for word in words if word in forms), None)
