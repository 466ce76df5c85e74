"""Which of a file's headers is which of our columns."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from schemas.customer import COLUMNS as OURS
from schemas.customer import REQUIRED_COLUMNS
from schemas.errors import BadInputError
from schemas.reading import DISPENSABLE, Mapping
from tasks.files.reader.spelling import joined, normal
from tasks.files.reader.synonyms import COLUMNS, CONTEXT
from tasks.files.reader.units import PRICES, bare_name, units_of

_UNITS = re.compile(r" (?:usd|eur|gbp|chf|utc|pct|percent)$")
_SYNONYMS = {column: [joined(word) for word in (column, *words.split(","))] for column, words in COLUMNS.items()}
_CONTEXT = {joined(word): name for name, words in CONTEXT.items() for word in (name, *words.split(","))}
MOST_COLUMNS = 2_000
KNOWN = frozenset(word for words in _SYNONYMS.values() for word in words)
# Tables before the name of a column. What belongs to a deal or a subscription does not tell who the customer is.
_OF_THEM = frozenset((
    "customer", "customers", "account", "accounts", "company", "companies", "organization", "organisation", "contact",
    "contacts", "person", "people", "client", "clients", "user", "users", "associated", "properties", "attributes",
))  # fmt: skip
_OF_THEIRS = frozenset(["subscription", "subscriptions", "deal", "deals", "opportunity", "opportunities"])
_WHO = ("customer_id", "email", "language")
_POINT = re.compile(r"[.:]| - ")
_KIND = re.compile(r"- (?:Work|Home|Other|Primary)$", re.IGNORECASE)  # Pipedrive: `Person - Email - Work`


@dataclass(frozen=True, slots=True)
class Layout:
    """The positions of our columns in the file, and the names of the others."""

    header: list[str]
    columns: dict[str, int]
    absent: tuple[str, ...]
    context: dict[int, str]


def lay_out(header: list[str], mapping: Mapping, name: str) -> Layout:
    """Find our columns. Raises `BadInputError` if a required one is missing, or there twice."""
    check_width(header, name)
    _check_names(mapping, name)
    columns = {ours: _find(header, theirs, name) for ours, theirs in mapping.columns.items() if theirs is not None}
    absent = tuple(ours for ours, theirs in mapping.columns.items() if theirs is None)
    # A header in the mapping may fill two columns, for example an id that stands in for a name.
    columns |= inferred_columns(header, {*columns, *absent, *mapping.values})
    missing = [ours for ours in REQUIRED_COLUMNS if ours not in {*columns, *absent, *mapping.values}]
    if missing:
        raise BadInputError(_missing(missing, header, name))
    _check_twice(header, set(columns.values()), name)
    return Layout(header, columns, absent, _context(header, set(columns.values())))


def inferred_columns(header: list[str], settled: set[str]) -> dict[str, int]:
    """Where our columns seem to be, but for those that are settled."""
    columns, taken = dict[str, int](), set[int]()
    for ours in _SYNONYMS:
        if ours not in settled and (found := _inferred(header, ours, taken)) is not None:
            columns[ours] = found
            taken.add(found)
    return columns


def check_width(header: list[str], name: str) -> None:
    """Refuse a table that is wider than anything an export of customers is, before each column is looked at."""
    if len(header) > MOST_COLUMNS:
        raise BadInputError(
            f"{name} has {len(header):,} columns, and at most {MOST_COLUMNS:,} are read; leave out those that say "
            "nothing of the customer"
        )


def _check_names(mapping: Mapping, name: str) -> None:
    for ours in (*mapping.columns, *mapping.values):
        if ours not in OURS:
            raise BadInputError(f"{name}: the mapping names {ours[:60]!r}; our columns are {', '.join(OURS)}")
    for ours, theirs in mapping.columns.items():
        if theirs is None and ours in REQUIRED_COLUMNS and ours not in DISPENSABLE:
            raise BadInputError(
                f"{name}: the mapping says that there is no {ours}; only {', '.join(DISPENSABLE)} can be missing. "
                f"Map it to another header, or give one value for all rows under `values`"
            )


def find_header(header: list[str], theirs: str) -> int | None:
    """The position of a header: as written, else in its normal form."""
    if theirs in header:
        return header.index(theirs)
    forms = [joined(cell) for cell in header]
    return forms.index(joined(theirs)) if joined(theirs) in forms else None


def _find(header: list[str], theirs: str, name: str) -> int:
    position = find_header(header, theirs)
    if position is None:
        raise BadInputError(f"{name} has no column {theirs[:60]!r} that the mapping names{nearest(theirs, header)}")
    return position


def _inferred(header: list[str], ours: str, taken: set[int]) -> int | None:
    forms = [(joined(cell), _UNITS.sub("", normal(cell)).replace(" ", "")) for cell in header]
    exact = [position for position, cell in enumerate(header) if cell.strip().lower() == ours]
    if exact:
        return exact[0]
    for word in _SYNONYMS[ours]:
        for position, form in enumerate(forms):
            if position not in taken and word in form:
                return position
    found = _with_units(header, ours, taken)
    return found if found is not None else _with_table(header, ours, taken)


def _with_units(header: list[str], ours: str, taken: set[int]) -> int | None:
    """A column of money whose header also says its unit (`mrr_cents`) or its period (`Annual fee`)."""
    if ours not in ("mrr", "total_spent"):
        return None
    known = frozenset(_SYNONYMS[ours])
    for position, cell in enumerate(header):
        if position in taken:
            continue
        bare = bare_name(cell, periods=False)
        periodic = ours == "mrr" and units_of(cell).months is not None and bare_name(cell, periods=True) in PRICES
        if bare in known or periodic:
            return position
    return None


def _with_table(header: list[str], ours: str, taken: set[int]) -> int | None:
    """A column with the name of its table in front: `customers.email`, `Deal - Lost time`, `Associated Company`."""
    known = frozenset(_SYNONYMS[ours])
    tables = _OF_THEM if ours in _WHO else _OF_THEM | _OF_THEIRS
    for position, cell in enumerate(header):
        parts = normal(_POINT.sub(" ", _KIND.sub("", cell.rstrip()))).split()
        if position not in taken and parts and parts[0] in tables and "".join(parts[1:]) in known:
            return position
    return None


def _missing(missing: list[str], header: list[str], name: str) -> str:
    """All that is missing at once; the first one with what can be said of it."""
    ours, others = missing[0], missing[1:]
    near = [cell for cell in header if cell.strip()]
    none = ", or null if it has none" if ours in DISPENSABLE else ""
    if ours == "churn_date":
        none = f"; values: {{{ours}: 2026-09-30}} if it is the same for all rows"
    return (
        f"{name} has no column {ours!r}{nearest(ours, near)}"
        f"{'; also missing: ' + ', '.join(others) if others else ''}. "
        f"Say which header it is with --mapping FILE (columns: {{{ours}: <header>}}{none})"
    )


def nearest(wanted: str, header: list[str]) -> str:
    """A hint at the header that is most like the wanted one."""
    forms = {normal(cell): cell for cell in header}
    near = get_close_matches(normal(wanted), list(forms), n=1, cutoff=0.5)
    return f"; the nearest header is {forms[near[0]].strip()[:60]!r}" if near else ""


def _check_twice(header: list[str], used: set[int], name: str) -> None:
    lowered = [cell.strip().lower() for cell in header]
    for position in sorted(used):
        if lowered.count(lowered[position]) > 1:
            raise BadInputError(f"{name} has the column {lowered[position][:60]!r} twice")


def _context(header: list[str], used: set[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    taken: set[str] = set()
    for position, cell in enumerate(header):
        if position not in used:
            plain = cell.strip().lower() or f"column_{position + 1}"
            name = _CONTEXT.get(joined(cell), plain)
            if name in taken:
                name = plain if plain not in taken else f"{plain}_{position + 1}"
            taken.add(name)
            names[position] = name
    return names
