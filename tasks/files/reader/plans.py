"""Plans as billing systems store them: an id is not a name, and says nothing of what the customer had."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Words

from schemas.reading import Mapping
from tasks.files.reader.asides import Record
from tasks.files.reader.headers import Layout, lay_out
from tasks.files.reader.spelling import joined
from tasks.files.reader.synonyms import COLUMNS
from tasks.files.reader.words import is_nothing, read_tiers

_OURS = "subscription_tier"
_PLANS = frozenset(joined(word) for word in (_OURS, *COLUMNS[_OURS].split(",")))
# Of Stripe (`price_1Nx…`, `plan_…`, `prod_…`) and Paddle (`pri_01h…`, `pro_01h…`): letters and digits, as no word has.
_WITH_A_PREFIX = re.compile(r"(?:price|plan|prod|pri|pro)_(?=\w*\d)(?:\d\w{2,}|[A-Za-z0-9]{8,})")
# A UUID, the letters and digits of MongoDB, Zuora, Recurly or Salesforce, a number of a database.
_BARE = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=(?:[a-z]*\d){3})[0-9a-z]{12,32}|[0-9]{4,}", re.IGNORECASE
)


def is_plan_id(cell: str) -> bool:
    """Whether a cell is the id of a plan or price, which its customer never saw."""
    bare = cell.strip()
    return _WITH_A_PREFIX.fullmatch(bare) is not None or _BARE.fullmatch(bare) is not None


def read_plans(cells: Iterable[str], given: Words[str, str]) -> dict[str, str]:
    """Cell to tier, as `read_tiers`; an id that was not given a meaning is left out, as an empty cell is."""
    return {cell: tier for cell, tier in read_tiers(cells, given).items() if tier != cell or not is_plan_id(cell)}


def with_named_plan(layout: Layout, mapping: Mapping, records: Iterable[Record], name: str) -> Layout:
    """The layout with another column of plans, if the one that was found has ids only and another one has names."""
    found = layout.columns.get(_OURS)
    if found is None or _OURS in mapping.columns:
        return layout
    others = [at for at, cell in enumerate(layout.header) if at in layout.context and joined(cell) in _PLANS]
    rows = [cells for _, cells, problem in records if problem is None and len(cells) == len(layout.header)]
    if not others or not _has_ids_only(rows, found):
        return layout
    named = next((at for at in others if _has_names(rows, at)), None)
    if named is None:
        return layout
    columns = mapping.columns | {_OURS: layout.header[named]}
    return lay_out(layout.header, mapping.model_copy(update={"columns": columns}), name)


def _has_ids_only(rows: list[list[str]], at: int) -> bool:
    cells = {cells[at] for cells in rows if not is_nothing(cells[at])}
    return bool(cells) and all(is_plan_id(cell) for cell in cells)


def _has_names(rows: list[list[str]], at: int) -> bool:
    cells = {cells[at] for cells in rows if not is_nothing(cells[at])}
    return bool(cells) and not any(is_plan_id(cell) for cell in cells)
