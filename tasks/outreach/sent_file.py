"""From the bytes of a sending tool's export to the emails that really went out."""

from datetime import date

from schemas.outcomes import SentFile, SentRow, Unread
from schemas.reading import DateOrder
from tasks.files.reader.addresses import address_in
from tasks.files.reader.date_orders import decide_orders
from tasks.files.reader.row_table import RowTable, read_table, shortened
from tasks.files.reader.spelling import joined
from tasks.files.reader.words import is_nothing
from tasks.outreach import outcome_names as names
from tasks.outreach.outcome_cells import Reading
from tasks.outreach.outcome_columns import KNOWN, person_columns

_KNOWN = KNOWN | names.NUMBER_COLUMNS | frozenset(names.SENT_COLUMNS)
_NOT_SENT = frozenset(
    joined(word) for word in ("dropped", "failed", "skipped", "suppressed", "not sent", "draft", "queued")
)


def parse_sent(content: bytes, name: str, today: date, *, date_order: DateOrder | None = None) -> SentFile:
    """Read a file: the rows of `emails.csv` that went out, or a sending tool's export with its own columns.

    Raises `BadInputError` if it cannot be used as a whole.
    """
    table = read_table(content, name, _KNOWN)
    forms = [joined(cell) for cell in table.header]
    customer_id, email = person_columns(table, name)
    number = next((place for place, form in enumerate(forms) if form in names.NUMBER_COLUMNS and place != email), None)
    state = next((place for place, form in enumerate(forms) if form in names.EVENT_COLUMNS), None)
    days = _days(table, forms, today, name, date_order)
    rows, unread = list[SentRow](), list(table.unread)
    for line, cells in table.rows:
        if state is not None and joined(cells[state]) in _NOT_SENT:
            continue
        row = SentRow(
            line=line,
            customer_id=None if customer_id is None else cells[customer_id].strip() or None,
            email=None if email is None else address_in(cells[email]),
            number=None if number is None else _number(cells[number]),
            day=None if days is None else _day(days[1], cells[days[0]]),
        )
        wrong = _wrong(row, cells, number)
        if wrong is None:
            rows.append(row)
        else:
            unread.append(Unread(line=line, column="", value=shortened(",".join(cells)), reason=wrong))
    return SentFile(rows=tuple(rows), unread=tuple(sorted(unread, key=lambda one: one.line)))


def _wrong(row: SentRow, cells: list[str], number: int | None) -> str | None:
    if row.customer_id is None and row.email is None:
        return "names nobody"
    if number is not None and row.number is None and not is_nothing(cells[number]):
        return "has an email_number that is not a number of the sequence"
    return None


def _days(
    table: RowTable, forms: list[str], today: date, name: str, order: DateOrder | None
) -> tuple[int, Reading] | None:
    """The column of days that has most of them; None if none has any."""
    places = [forms.index(word) for word in names.SENT_COLUMNS if word in forms]
    for place in places:
        cells = table.column(place)
        reading = Reading.of(cells, decide_orders({"sent": cells}, order, name, today)["sent"], today)
        if any(reading.day(cell) is not None for cell in cells):
            return place, reading
    return None


def _day(reading: Reading, cell: str) -> date | None:
    found = reading.day(cell)
    return None if found == "future" else found


def _number(cell: str) -> int | None:
    digits = "".join(sign for sign in cell if sign.isdecimal())
    return int(digits) if len(digits) == 1 and digits in "123" else None
