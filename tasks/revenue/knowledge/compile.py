"""Named metrics to SQL: one aggregate a table on its own grain, joined by what they are split by.

Rows of one table are never multiplied by those of another: a table is only joined to those of which it has one row at
most. Values are parameters; names come from the metric files, never from the question.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas.errors import BadInputError, shown
from schemas.revenue.metric import PERIOD, MetricRequest
from tasks.revenue.knowledge.metrics import Metric, metrics
from tasks.revenue.knowledge.tables import Join, knowledge


@dataclass(frozen=True, slots=True)
class Compiled:
    """SQL, and the values of its parameters."""

    sql: str
    parameters: dict[str, str]


def compile_request(request: MetricRequest) -> Compiled:
    """The query. Raises `BadInputError` for names that there are not, and splits that a metric does not have."""
    parameters: dict[str, str] = {}
    has_days = request.since is not None or request.until is not None
    wanted = dict(_with_parts(request.metrics, has_days=has_days))
    counted: dict[str, list[str]] = {}
    for name, metric in wanted.items():
        if metric.table is not None:
            counted.setdefault(f"{metric.table}_by_{metric.time or 'row'}", []).append(name)
    parts = [f"{part} AS (\n{_part(request, names, parameters)}\n)" for part, names in counted.items()]
    keys = [*request.by, *([PERIOD] if request.grain else [])]
    columns = [*keys, *(f"{_value(name)} AS {name}" for name in request.metrics)]
    lines = [
        "WITH " + ",\n".join(parts),
        f"SELECT {', '.join(columns)}",
        f"FROM {_joined(list(counted), keys)}{_ordered(request, keys)}",
        f"LIMIT {request.limit}",
    ]
    return Compiled("\n".join(lines), parameters)


def _ordered(request: MetricRequest, keys: list[str]) -> str:
    """In the order that was asked for, then by what it is split by, so that equal ones have an order, too."""
    places = [str(number + 1) for number in range(len(keys))]
    if request.order_by is not None:
        direction = "DESC" if request.descending else "ASC"
        places.insert(0, f"{request.order_by} {direction} NULLS LAST")
    return f"\nORDER BY {', '.join(places)}" if places else ""


def _with_parts(names: tuple[str, ...], *, has_days: bool) -> Iterator[tuple[str, Metric]]:
    """The metrics, and those that ratios are made of."""
    known = metrics().metrics
    for name in names:
        if name not in known:
            raise BadInputError(f"there is no metric {shown(name)}; there are {', '.join(known)}")
        if has_days and not known[name].dated:
            raise BadInputError(f"{name} is known as of now only: its rows have no day")
        yield name, known[name]
        if known[name].ratio is not None:
            yield from _with_parts(known[name].ratio or (), has_days=False)


def _value(name: str) -> str:
    metric = metrics().metrics[name]
    if metric.ratio is None:
        return name
    above, below = metric.ratio
    return f"{_value(above)} * {metric.times!r} / nullif({_value(below)}, 0)"


def _joined(parts: list[str], keys: list[str]) -> str:
    if not keys:
        return " CROSS JOIN ".join(parts)
    return parts[0] + "".join(f" FULL JOIN {other} USING ({', '.join(keys)})" for other in parts[1:])


def _part(request: MetricRequest, names: list[str], parameters: dict[str, str]) -> str:
    """Metrics of one table and one column that says when, split."""
    known, joins = metrics().metrics, dict[str, Join]()
    table, time = str(known[names[0]].table), known[names[0]].time
    columns = [f"{_column(table, name, joins)} AS {name}" for name in request.by]
    if request.grain:
        if time is None:
            raise BadInputError(f"{', '.join(names)} cannot be split by {request.grain}: its rows have no day")
        columns.append(f"CAST(date_trunc('{request.grain}', {table}.{time}) AS DATE) AS {PERIOD}")
    conditions = [*_days(request, table, time, parameters), *_conditions(request, table, joins, parameters)]
    if request.skip_unknown:
        conditions += [f"{_column(table, name, joins)} IS NOT NULL" for name in request.by]
    figures = [f"{known[name].expression} AS {name}" for name in names]
    source = table + "".join(f"\n  LEFT JOIN {one} USING ({join.by})" for one, join in joins.items())
    where = f"\n  WHERE {' AND '.join(conditions)}" if conditions else ""
    group = "\n  GROUP BY ALL" if columns else ""
    return f"  SELECT {', '.join([*columns, *figures])}\n  FROM {source}{where}{group}"  # noqa: S608 -- names of ours


def _days(request: MetricRequest, table: str, time: str | None, parameters: dict[str, str]) -> Iterator[str]:
    """The days that were asked for, where a row has one."""
    for name, sign, value in (("since", ">=", request.since), ("until", "<", request.until)):
        if value is not None and time is not None:
            parameters[name] = value.isoformat()
            yield f"CAST({table}.{time} AS DATE) {sign} CAST(${name} AS DATE)"


def _conditions(
    request: MetricRequest, table: str, joins: dict[str, Join], parameters: dict[str, str]
) -> Iterator[str]:
    for number, (name, values) in enumerate(sorted(request.wanted.items())):
        names = [f"w{number}_{order}" for order in range(len(values))]
        parameters |= dict(zip(names, values, strict=True))
        yield f"{_column(table, name, joins)} IN ({', '.join(f'${one}' for one in names)})"


def _column(table: str, name: str, joins: dict[str, Join]) -> str:
    """A dimension as a column of the table or of one that it is joined to, which is then noted."""
    known = metrics().dimensions
    if name not in known:
        raise BadInputError(f"there is no dimension {shown(name)}; there are {', '.join(known)}")
    said = known[name]
    if said.table != table:
        found = next((one for one in knowledge().joins if one.many == table and one.one == said.table), None)
        if found is None:
            raise BadInputError(f"{table} cannot be split by {name}: a row of it belongs to no row of {said.table}")
        joins[said.table] = found
    return f"{said.table}.{said.column}"
