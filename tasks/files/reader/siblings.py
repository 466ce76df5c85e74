"""Rows that belong to one person: a no in any of them, not only in the one that is kept, holds that person.

Exports have one row per subscription, event or contact. The row that says "unsubscribed" may be rejected for a bad
date, skipped because that subscription is still active, or be the second row of an id.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

import pandas as pd

from schemas.address import normalised
from schemas.customer import Customer, Sibling
from tasks.files.reader.addresses import address_in
from tasks.files.reader.headers import Layout

_PLAIN = re.compile(r"[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LONGEST = 4_000  # characters of a cell
_MOST = 20  # siblings of a customer; if an address has more rows, they contain the distinct cells of each column


def with_siblings(
    customers: Iterable[Customer], rows: pd.DataFrame, left: pd.DataFrame, layout: Layout
) -> list[Customer]:
    """The customers, each with the other rows of its address or id; `rows` are all of the file, `left` who left."""
    by_address = _shared(rows, layout.columns.get("email"), _address)
    by_id = _shared(rows, layout.columns.get("customer_id"), str.strip)
    if not by_address and not by_id:
        return list(customers)
    who_left = frozenset(left.index)

    @cache
    def siblings(lines: tuple[int, ...]) -> tuple[Sibling, ...]:
        # Once per group: a placeholder address may be in every row of the file.
        return _merged([_sibling(rows, line, layout, left=line in who_left) for line in lines])

    found = []
    for customer in customers:
        groups = (by_id.get(customer.customer_id), by_address.get(_address(customer.email or "")))
        said = tuple(sibling for lines in groups if lines for sibling in siblings(lines))
        found.append(customer.model_copy(update={"siblings": said}) if said else customer)
    return found


def _shared(rows: pd.DataFrame, position: int | None, key: Callable[[str], str]) -> dict[str, tuple[int, ...]]:
    """The lines of each value that occurs in more than one row."""
    lines: dict[str, list[int]] = defaultdict(list)
    if position is not None:
        for line, cell in zip(rows.index.tolist(), rows[position].tolist(), strict=True):
            lines[key(cell)].append(line)
    return {value: tuple(found) for value, found in lines.items() if value and len(found) > 1}


def _address(cell: str) -> str:
    plain = cell.strip().casefold()
    return plain if _PLAIN.fullmatch(plain) else normalised(address_in(cell) or "") or ""


def _sibling(rows: pd.DataFrame, line: int, layout: Layout, *, left: bool) -> Sibling:
    cells = rows.loc[line]
    reason = layout.columns.get("cancellation_reason")
    return Sibling(
        reason="" if reason is None else str(cells[reason])[:_LONGEST],
        context={name: str(cells[at])[:_LONGEST] for at, name in layout.context.items() if cells[at]},
        left=left,
    )


def _merged(siblings: list[Sibling]) -> tuple[Sibling, ...]:
    """At most `_MOST`, with the first distinct reasons and cells of each column: a yes or no is always among them."""
    if len(siblings) <= _MOST:
        return tuple(siblings)
    reasons = list(dict.fromkeys(sibling.reason for sibling in siblings))[:_MOST]
    columns: dict[str, dict[str, None]] = defaultdict(dict)
    for sibling in siblings:
        for name, cell in sibling.context.items():
            if len(columns[name]) < _MOST:
                columns[name][cell] = None
    everybody_left = all(sibling.left for sibling in siblings)
    cells = {name: list(distinct) for name, distinct in columns.items()}
    return tuple(
        Sibling(
            reason=reasons[number] if number < len(reasons) else "",
            context={name: distinct[number] for name, distinct in cells.items() if number < len(distinct)},
            left=everybody_left,
        )
        for number in range(max(len(reasons), *map(len, cells.values()), 1))
    )
