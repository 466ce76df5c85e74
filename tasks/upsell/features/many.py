"""The features of many customers as of many moments, in SQL; `one.py` says the same in Python, to the last bit.

Not an ASOF JOIN: that has one inequality, and here are two clocks. A visit counts if it had happened and if it was
known, and of several tellings of it the latest that was known; a feature that asked only when things happened would
know the future (Feast issue 6615).
"""

from typing import TYPE_CHECKING

from tasks.upsell.features.one import LEAST_FOR_TREND, LOW, YEAR

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EVENT = """{
    key: 'VARCHAR', customer: 'STRUCT(id VARCHAR)', occurred_at: 'TIMESTAMPTZ', received_at: 'TIMESTAMPTZ',
    service_history: 'STRUCT("type" VARCHAR, "date" DATE, satisfaction_score DOUBLE, cost DOUBLE)[]',
    current_plan: 'VARCHAR', customer_lifetime_value: 'VARCHAR', account_created: 'DATE', services_count: 'BIGINT',
    property_info: 'STRUCT("type" VARCHAR, year_built BIGINT, size_sqft DOUBLE)', outcome: 'STRUCT(kind VARCHAR)'
}"""

# One row an event: of one that was stored twice, the first time it was known.
_EVENTS = f"""
create table event as
select * from read_json($lines, format = 'newline_delimited', columns = {_EVENT}, ignore_errors = true)
where key is not null and customer.id is not null and occurred_at is not null and received_at is not null
qualify row_number() over (partition by key order by received_at) = 1
"""  # noqa: S608 -- a literal of ours

_TOLD = """
create table told as
select customer.id as customer, occurred_at as "at", received_at as known_at, key, current_plan as plan,
    customer_lifetime_value as lifetime_value, account_created, services_count, property_info."type" as property_type,
    property_info.year_built as year_built, property_info.size_sqft as size_sqft, outcome.kind as outcome
from event
"""

_VISITS = """
create table visit as
select customer, visit."type" as "type", visit."date" as "date",
    row_number() over (partition by key, visit."type", visit."date" order by place) as nth,
    visit.satisfaction_score as score, visit.cost as cost, known_at, key
from (
    select customer.id as customer, key, received_at as known_at, unnest(service_history) as visit,
        generate_subscripts(service_history, 1) as place
    from event
)
where visit."type" is not null and visit."date" is not null
"""

_FEATURES = f"""
with request as (
    select *, row_number() over () as request, cast(happened_by at time zone 'UTC' as date) as day
    from ({{requests}})
),
known as (
    select request, day, visit.*, cast(round_even(score * 1000, 0) as bigint) as points,
        cast(round_even(cost * 100, 0) as bigint) as cents, day - "date" < {YEAR.days} as recent
    from request join visit using (customer)
    where known_at <= known_by and "date" <= day
    qualify row_number() over (
        partition by request, "type", "date", nth order by known_at desc, key desc) = 1
),
visits as (
    select request, count(*) as counted, count(*) filter (recent) as recent, max("date") as latest,
        arg_max("type", row("date", "type", nth)) as latest_service,
        count(points) as given, sum(points) as points,
        arg_max(points, row("date", "type", nth)) filter (points is not null) as latest_points,
        sum(("date" - day) * 1) filter (points is not null) as days,
        sum(("date" - day) * ("date" - day)) filter (points is not null) as days_days,
        sum(("date" - day) * points) as days_points,
        sum(cents) as cents, sum(coalesce(case when recent then cents end, 0)) as recent_cents,
        count(*) filter (points <= {LOW} and recent) as low
    from known group by request
),
rhythm as (
    select request, median(gap) as gap from (
        select request, "date" - lag("date") over (partition by request order by "date") as gap
        from (select distinct request, "date" from known)
    ) where gap is not null group by request
),
said as (
    select request, {{last}},
        count(outcome) as outcomes,
        count(*) filter (
            outcome = 'complained' and day - cast("at" at time zone 'UTC' as date) < {YEAR.days}) as complained
    from request join told using (customer)
    where known_at <= known_by and "at" <= happened_by
    group by request
)
select request.customer as customer, happened_by, known_by,
    points / given / 1000 as satisfaction_mean,
    latest_points / 1000 as satisfaction_latest,
    case when given >= {LEAST_FOR_TREND} and given * days_days - days * days <> 0 then
        cast(given * days_points - days * points as double) / cast(given * days_days - days * days as double) * 0.365
    end as satisfaction_trend,
    cast(case when counted > 0 then greatest(counted, coalesce(services_count, 0)) else services_count end as bigint)
        as visits,
    case when counted > 0 then visits.recent end as visits_last_year,
    gap as rhythm_days,
    day - latest as days_since_service,
    latest_service,
    cents / 100 as spend,
    case when cents is not null then recent_cents / 100 end as spend_last_year,
    case when coalesce(given, 0) + coalesce(outcomes, 0) > 0 then coalesce(low, 0) + coalesce(complained, 0) end
        as complaints_last_year,
    case when account_created is not null then greatest(0, day - account_created) end as tenure_days,
    plan, lifetime_value, property_type,
    case when year_built is not null then greatest(0, year(day) - year_built) end as property_age_years,
    size_sqft,
    month(day) as month,
    case month(day) % 12 // 3 when 0 then 'winter' when 1 then 'spring' when 2 then 'summer' else 'autumn' end as season
from request left join visits using (request) left join rhythm using (request) left join said using (request)
"""  # noqa: S608 -- numbers of ours

_LAST = (
    "plan",
    "lifetime_value",
    "account_created",
    "services_count",
    "property_type",
    "year_built",
    "size_sqft",
)


def read_events(connection: "DuckDBPyConnection", lines: str) -> None:
    """Make the tables `event`, `visit` and `told` of a file with a stored event a line."""
    connection.execute(_EVENTS, {"lines": lines})
    connection.execute(_TOLD)
    connection.execute(_VISITS)


def features_sql(requests: str) -> str:
    """A query for features; `requests` is one with customer, happened_by and known_by.

    Both clocks of every request are its own: what it may know of the past differs from row to row.
    """
    last = ", ".join(
        f'arg_max({name}, row("at", known_at, key)) filter ({name} is not null) as {name}' for name in _LAST
    )
    return _FEATURES.format(requests=requests, last=last)
