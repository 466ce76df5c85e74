"""Which columns of a file of outcomes are which, and what kind of file it is."""

from dataclasses import dataclass, field

from schemas.errors import BadInputError
from schemas.outcomes import Kind, Shape
from tasks.files.reader.addresses import address_in
from tasks.files.reader.dates import day_in
from tasks.files.reader.row_table import RowTable
from tasks.files.reader.spelling import joined
from tasks.files.reader.synonyms import COLUMNS
from tasks.outreach import outcome_names as names
from tasks.outreach.opt_out_columns import opt_out_in
from tasks.outreach.smtp_replies import reply_of

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
    others: tuple[int, ...] = ()  # further columns that may say what happened
    replies: bool = False  # whether they do so in the words of mail servers, and nothing else does
    qualifiers: tuple[int, ...] = ()  # columns that say how final a bounce is
    opt_outs: tuple[int, ...] = ()  # columns that nothing else is read of: a customer file's opt-out may be among them
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
        email = _only_addresses(table)
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
        place: kind
        for place, form in enumerate(forms)
        if place not in taken and (kind := names.kind_of(form)) is not None
    }
    kinds = _of_customers(kinds, forms)
    found = OutcomeColumns("outcomes", customer_id, email, kinds)
    found.mrr, found.currency = _first(forms, tuple(names.NEW_MRR)), _first(forms, _CURRENCIES)
    events = _event_columns(table, forms, taken | kinds.keys())
    told = bool(kinds) or found.mrr is not None
    if not (events or told):
        events = _reply_columns(table, forms, taken)
        found.replies = bool(events)
    event = next(iter(events), None)
    read = {*taken, *kinds, found.mrr, found.currency, *events}
    found.opt_outs = tuple(
        place
        for place, form in enumerate(forms)
        if place not in read and form not in names.TIME_COLUMNS and form not in names.QUALIFIERS
    )
    if not active and event is not None:
        # Beside columns of outcomes it counts, too: a complaint may stand in the status alone.
        found.event, found.time, found.others = event, _first(forms, names.TIME_COLUMNS), tuple(events[1:])
        found.qualifiers = tuple(place for place, form in enumerate(forms) if _qualifies(form, place, event))
        if _is_its_time(table, kinds):
            found.time = next(iter(kinds)) if found.time is None else found.time
            found.shape, found.kinds = "events", {}
        if forms[event] in _EVENTS or not told:
            found.shape, found.kinds = "events", {}
    elif active or not (told or _opts_out(table, found.opt_outs)):
        _as_list(found, forms, name, asked=active)
    return found


def _of_customers(kinds: dict[int, Kind], forms: list[str]) -> dict[int, Kind]:
    """Without a day of subscribing again where unsubscribing is told, too: both are of the emails, not of a plan."""
    if "unsubscribed" not in kinds.values():
        return kinds
    return {place: kind for place, kind in kinds.items() if not forms[place].startswith("resubscri")}


def _is_its_time(table: RowTable, kinds: dict[int, Kind]) -> bool:
    """Whether the only column of outcomes is the time of a log of bounces, which has soft ones and complaints, too."""
    cells = [cell for place in kinds for cell in table.column(place)]
    return set(kinds.values()) == {"bounced"} and all(map(str.strip, cells)) and any(map(day_in, cells))


def _qualifies(form: str, place: int, event: int) -> bool:
    return form in names.QUALIFIERS and place != event


def _opts_out(table: RowTable, places: tuple[int, ...]) -> bool:
    """Whether a column says of somebody that they want no emails, as columns of customer files do."""
    return any(opt_out_in({table.header[place]: cell}) for place in places for cell in table.column(place))


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


def _event_columns(table: RowTable, forms: list[str], taken: set[int | None]) -> list[int]:
    """The columns that say what happened: by their names, and by a word in them that we know."""
    named = [place for place, form in enumerate(forms) if _may_tell(form) and place not in taken]
    found = [place for place in named if forms[place] in _EVENTS or any(map(_is_event, table.column(place)))]
    return sorted(found, key=lambda place: (forms[place] not in names.EVENT_COLUMNS, place))


def _reply_columns(table: RowTable, forms: list[str], taken: set[int | None]) -> list[int]:
    """The columns that hold what mail servers replied, if one of them says that an address is dead."""
    named = [place for place, form in enumerate(forms) if form.endswith(("reason", "status")) and place not in taken]
    return [place for place in named if any(reply_of(cell) == "bounced" for cell in table.column(place))]


def _may_tell(form: str) -> bool:
    return form in names.EVENT_COLUMNS or form.endswith(names.EVENT_ENDINGS)


def _is_event(cell: str) -> bool:
    word = joined(cell)
    return names.event_of(cell) is not None or word in names.HARMLESS or word in names.FAILED


def _only_addresses(table: RowTable) -> int | None:
    """The one column that holds addresses, whatever it is called; None if there are several."""
    found = [place for place in range(len(table.header)) if _mostly_addresses(table.column(place))]
    return found[0] if len(found) == 1 else None


def _mostly_addresses(cells: list[str]) -> bool:
    written = [cell for cell in cells if cell.strip()]
    return bool(written) and 2 * sum(address_in(cell) is not None for cell in written) > len(written)


def _written_addresses(table: RowTable, forms: list[str]) -> int | None:
    """A column `address`, where email addresses are what is in it."""
    for place, form in enumerate(forms):
        if form in names.PLAIN_ADDRESS_COLUMNS and any(address_in(cell) is not None for cell in table.column(place)):
            return place
    return None


def _first(forms: list[str], words: tuple[str, ...]) -> int | None:
    """The position of the first of these words that a header has: earlier words win."""
    return next((forms.index(word) for word in words if word in forms), None)
