"""What is wrong, since when, what to do; and how the agents are today."""

from datetime import datetime, timedelta

from blocks.records.interface import Records
from schemas.latency import quantile
from schemas.monitoring.alert import Alert, Silence
from schemas.monitoring.figures import REASON, Figures, Series
from schemas.monitoring.rules import Rules
from schemas.monitoring.view import AgentToday, AlertView, WatchView
from tasks.bulk.place import open_place
from tasks.monitoring.alerts import open_alerts
from tasks.monitoring.history import read_history
from tasks.monitoring.judging.usual import Usual, UsualOf
from tasks.monitoring.look import last_look
from tasks.monitoring.opening import channels_of
from tasks.monitoring.rules import load_rules
from tasks.monitoring.silences import is_silent, silences
from tasks.monitoring.tables import open_watch
from tasks.monitoring.telling import Channels, delivery_of

_STALE = timedelta(hours=1)
_REASONS = 3


async def shown_watch(environment: str, now: datetime) -> WatchView:
    """The watch of an environment, by its name. Raises `BadInputError` if it has no records."""
    place = await open_place(environment)
    async with open_watch(place.environment) as records:
        return await show_watch(records, environment, load_rules(environment), channels_of(place), now)


async def show_watch(records: Records, environment: str, rules: Rules, channels: Channels, now: datetime) -> WatchView:
    """The watch of an environment as of now; it looks at nothing anew. Raises `StoreError`."""
    looked, history, silenced = await last_look(records), await read_history(records, now), await silences(records, now)
    alerts = await open_alerts(records)
    views = [await _alert(records, one, silenced, rules, channels, now) for one in alerts]
    usual_of = UsualOf()
    agents = [
        _today(series, figures, usual_of(history, (series.system, series.agent), now))
        for series, figures in sorted(history.of_today.items(), key=lambda one: one[0].key)
    ]
    return WatchView(
        environment=environment,
        looked=looked,
        stale=looked is None or now - datetime.fromisoformat(looked.at) > _STALE,
        alerts=tuple(views),
        silences=tuple(silenced),
        agents=tuple(agents),
    )


async def _alert(
    records: Records, alert: Alert, silenced: list[Silence], rules: Rules, channels: Channels, now: datetime
) -> AlertView:
    told = {
        name: await delivery_of(records, alert, channel) or "not yet"
        for name, channel in channels.items()
        if name in rules.tell.get(alert.severity, ())
    }
    return AlertView(alert=alert, silenced=is_silent(alert, silenced, rules, now), told=told)


def _today(series: Series, figures: Figures, usual: Usual) -> AgentToday:
    runs, errors, days = figures.count("runs"), figures.count("errors"), len(usual.days)
    latency = figures.latency("all" if "all" in figures.stages else next(iter(figures.stages), ""))
    p50, p95, p99 = (quantile(latency, share) for share in (0.50, 0.95, 0.99))
    reasons = sorted(figures.spreads.get(REASON, {}).items(), key=lambda one: -one[1])
    is_priced = bool(figures.count("priced"))
    return AgentToday(
        **series.model_dump(),
        runs=round(runs),
        usual_runs=round(usual.sum.count("runs") / days, 1) if days else None,
        success=None if not runs else 1 - errors / runs,
        approval=figures.share("approval", "judged"),
        satisfaction=figures.share("satisfaction", "rated"),
        hand_over=figures.share("handed_over", "runs"),
        agreement=figures.share("agreed", "compared"),
        p50_s=p50,
        p95_s=p95,
        p99_s=p99,
        input_tokens=round(figures.count("input_tokens")),
        output_tokens=round(figures.count("output_tokens")),
        cost_usd=figures.count("cost_usd") if is_priced else None,
        usd_per_run=figures.share("cost_usd", "priced"),
        usd_per_outcome=figures.share("cost_usd", "achieved"),
        reasons=dict(reasons[:_REASONS]),
    )
