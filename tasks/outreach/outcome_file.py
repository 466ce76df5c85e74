"""From the bytes of a file to what it says happened: columns of outcomes, a log of events, or who is a customer now.

It is read like a customer file: same decoder, dialects, records, money and days. Texts in it are looked at only to see
whether they ask for silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from agents.checks.stop_requests import request_in
from schemas.errors import BadInputError
from schemas.outcomes import Fact, Kind, OutcomeFile, OutcomeRow, Unread, joined
from schemas.reading import DateOrder, Mapping
from tasks.files.reader.addresses import address_in
from tasks.files.reader.amounts import Amounts, find_amounts
from tasks.files.reader.date_orders import decide_orders
from tasks.files.reader.doubts import Doubts
from tasks.files.reader.headers import Layout
from tasks.files.reader.row_table import RowTable, read_table, shortened
from tasks.files.reader.spelling import joined as plain
from tasks.files.reader.words import is_nothing
from tasks.outreach import outcome_names as names
from tasks.outreach.opt_out_columns import opt_out_in
from tasks.outreach.outcome_cells import Reading, is_final, is_passing, is_silence
from tasks.outreach.outcome_columns import KNOWN, OutcomeColumns, find_columns
from tasks.outreach.smtp_replies import reply_of

_LONGEST_ID = 16_384


def parse_outcomes(
    content: bytes, name: str, today: date, *, active: bool = False, date_order: DateOrder | None = None,
    encoding: str | None = None, sheet: str | None = None,
) -> OutcomeFile:  # fmt: skip
    """Read a file. Raises `BadInputError` if it cannot be used as a whole, or can be read in two ways.

    `today` is the day on which the file was true: what has no day of its own was seen then.
    """
    table = read_table(content, name, KNOWN, encoding, sheet)
    columns = find_columns(table, name, active=active)
    doubts = Doubts()
    reader = _Reader(table, columns, name, today, date_order, doubts)
    rows, unread = list[OutcomeRow](), list(table.unread)
    nothing = 0
    for line, cells in table.rows:
        row, wrong = reader.row(line, cells)
        unread += wrong
        if row is not None and (row.facts or row.stop):
            rows.append(row)
        nothing += not wrong and row is not None and not row.facts
    if columns.shape == "active" and not rows and table.rows:
        raise BadInputError(f"{name}: none of its {len(table.rows)} rows is a customer who is active")
    return OutcomeFile(
        shape=columns.shape,
        columns=columns.named(table.header),
        rows=tuple(rows),
        unread=tuple(sorted(unread, key=lambda one: one.line)),
        nothing=nothing,
        doubts=tuple(doubts.lines()),
    )


@dataclass(slots=True)
class _Reader:
    table: RowTable
    columns: OutcomeColumns
    name: str
    today: date
    date_order: DateOrder | None
    doubts: Doubts
    readings: dict[int, Reading] | None = None
    amounts: Amounts | None = None

    def row(self, line: int, cells: list[str]) -> tuple[OutcomeRow | None, list[Unread]]:
        """What one row says, and what of it cannot be read."""
        customer_id, email = self._who(cells)
        if customer_id is None and email is None:
            place = self.columns.email if self.columns.email is not None else self.columns.customer_id
            assert place is not None, "a file that names nobody was refused"
            wrong = "names nobody" if not cells[place].strip() else "is not an email address"
            return None, [self._unread(line, place, cells, wrong)]
        facts, wrong_cells, stop = self._facts(line, cells)
        row = OutcomeRow(
            line=line, customer_id=customer_id, email=email, facts=facts, stop=stop, broken=bool(wrong_cells)
        )
        return row, wrong_cells

    def _who(self, cells: list[str]) -> tuple[str | None, str | None]:
        ours = self.columns
        customer_id = cells[ours.customer_id].strip() if ours.customer_id is not None else ""
        email = address_in(cells[ours.email]) if ours.email is not None else None
        return None if is_nothing(customer_id) or len(customer_id) > _LONGEST_ID else customer_id, email

    def _facts(self, line: int, cells: list[str]) -> tuple[tuple[Fact, ...], list[Unread], bool]:
        found, wrong, stop = list[Fact](), list[Unread](), False
        told = sorted(
            [*self._told(cells), *self._event(line, cells), *self._opted_out(cells)], key=lambda one: one[2] is None
        )
        for kind, place, said in told:
            if said is None and any(fact.kind == kind for fact in found):
                continue  # a text beside the day: what was replied, why it bounced
            if said is None or said == "future":
                wrong.append(
                    self._unread(line, place, cells, "is in the future" if said else "is neither a day nor yes or no")
                )
                stop = stop or is_silence(kind)
            elif said is not False:
                day = self.today if said is True else said
                found.append(Fact(kind=kind, day=day, exact=said is not True))
        if self.columns.shape == "active" and self._is_active(cells):
            found.append(Fact(kind="reactivated", day=self.today, exact=False))
        return self._whole(line, cells, found, wrong), wrong, stop

    def _whole(self, line: int, cells: list[str], found: list[Fact], wrong: list[Unread]) -> tuple[Fact, ...]:
        """One fact a kind where a day and a yes stand side by side; a row in doubt keeps what asks for silence."""
        dated = {fact.kind for fact in found if fact.exact}
        facts = [fact for fact in found if fact.exact or fact.kind not in dated]
        if wrong:
            return tuple(joined(fact for fact in facts if is_silence(fact.kind) or fact.kind == "bounced"))
        return joined(self._with_amount(line, cells, facts))

    def _told(self, cells: list[str]) -> Iterator[tuple[Kind, int, Any]]:
        for place, kind in self.columns.kinds.items():
            said = self._reading(place).said(cells[place], kind)
            yield kind, place, said
            if kind == "replied" and said is True and request_in(cells[place]) is not None:
                yield "unsubscribed", place, True  # a reply that asks for silence is one

    def _event(self, line: int, cells: list[str]) -> Iterator[tuple[Kind, int, Any]]:
        """The outcomes that an event is; none for one like an open. Beside a reply or a bounce, a no may stand."""
        if self.columns.event is None:
            return
        kinds = dict.fromkeys(self._kind(cells, place) for place in (self.columns.event, *self.columns.others))
        for kind in kinds:
            if kind is not None:
                yield self._at_its_time(line, cells, kind, self.columns.event)

    def _at_its_time(self, line: int, cells: list[str], kind: Kind, event: int) -> tuple[Kind, int, Any]:
        place = self.columns.time
        if place is None or is_nothing(cells[place]):
            self.doubts.add(line, "time", "not known, so the day of this import counts")
            return kind, event, True
        return kind, place, self._reading(place).day(cells[place])

    def _kind(self, cells: list[str], place: int) -> Kind | None:
        """What a column says happened; of a bounce, and of a failure, another one may say that it is not for good."""
        if self.columns.replies:
            return "bounced" if reply_of(cells[place]) == "bounced" else None
        kind, how = names.event_of(cells[place]), " ".join(cells[one] for one in self.columns.qualifiers)
        if plain(cells[place]) in names.FAILED and is_final(how):
            return "bounced"
        return None if kind == "bounced" and is_passing(how) else kind

    def _opted_out(self, cells: list[str]) -> Iterator[tuple[Kind, int, Any]]:
        """A no to emails in a column as customer files have them, or in what somebody wrote back."""
        for place in self.columns.opt_outs:
            header, cell = self.table.header[place], cells[place]
            asks = names.has_their_words(header) and request_in(cell) is not None
            if asks or (cell.strip() and opt_out_in({header: cell}) is not None):
                yield "unsubscribed", place, True

    def _is_active(self, cells: list[str]) -> bool:
        status, left = self.columns.status, self.columns.left
        if status is not None and not is_nothing(cells[status]) and plain(cells[status]) not in names.ACTIVE:
            return False
        return left is None or self._reading(left).days.get(cells[left]) is None

    def _with_amount(self, line: int, cells: list[str], facts: list[Fact]) -> list[Fact]:
        """The new MRR goes with the reactivation; where only it is given, it says that there was one."""
        if self.columns.mrr is None or is_nothing(cells[self.columns.mrr]):
            return facts
        amount, currency = self._amount(line, cells)
        if amount is None:
            return facts
        if not any(fact.kind == "reactivated" for fact in facts) and amount > 0 and self.columns.shape == "outcomes":
            facts = [*facts, Fact(kind="reactivated", day=self.today, exact=False)]
        worth = {"amount": amount, "currency": currency}
        return [fact.model_copy(update=worth) if fact.kind == "reactivated" else fact for fact in facts]

    def _amount(self, line: int, cells: list[str]) -> tuple[Decimal | None, str | None]:
        """A month's amount, and its currency if the file says one; else the customer's counts."""
        ours = self.columns
        assert ours.mrr is not None, "asked only where there is one"
        amounts = self._amounts()
        row = {"mrr": cells[ours.mrr]} | ({} if ours.currency is None else {"currency": cells[ours.currency]})
        known = amounts.of(line, row, cells, self.doubts)
        amount = known.get("mrr")
        if not isinstance(amount, float) or amount < 0:
            if "mrr" in known:
                self.doubts.add(line, "new_mrr", "not known, it is not an amount of 0 or more")
            return None, None
        written = amounts.columns["mrr"].cells[cells[ours.mrr]]
        sure = written.currency is not None and written.currency.sure
        said = sure or amounts.default is not None or not is_nothing(row.get("currency", ""))
        return Decimal(str(round(amount, 2))), str(known["currency"]) if said else None

    def _amounts(self) -> Amounts:
        if self.amounts is None:
            ours, header = self.columns, self.table.header
            places = {"mrr": ours.mrr, "currency": ours.currency}
            columns = {name: place for name, place in places.items() if place is not None}
            context = {place: name for place, name in enumerate(header) if place not in columns.values()}
            lines = [line for line, _ in self.table.rows]
            frame = pd.DataFrame([cells for _, cells in self.table.rows], index=lines, columns=range(len(header)))
            layout = Layout(header, columns, (), context)
            self.amounts = find_amounts(frame.astype(object), layout, Mapping(), self.name, self.table.delimiter)
        return self.amounts

    def _reading(self, place: int) -> Reading:
        if self.readings is None:
            ours = self.columns
            places = [*ours.kinds, *(one for one in (ours.time, ours.left) if one is not None)]
            cells = {place: self.table.column(place) for place in places}
            names_of = {place: f"{self.table.header[place].strip()[:60]} (column {place + 1})" for place in places}
            asked = {names_of[place]: cells[place] for place in places}
            orders = decide_orders(asked, self.date_order, self.name, self.today)
            self.readings = {place: Reading.of(cells[place], orders[names_of[place]], self.today) for place in places}
        return self.readings[place]

    def _unread(self, line: int, place: int, cells: list[str], reason: str) -> Unread:
        header = self.table.header[place].strip()[:80]
        return Unread(line=line, column=header, value=shortened(cells[place]), reason=reason)
