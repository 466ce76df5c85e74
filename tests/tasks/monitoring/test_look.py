"""A look: what is wrong is opened once, told once, and over by itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest import TESTS
from fakes.watched import NOON, Source, figures, reading, weeks

from blocks.channels.delivery import Delivery
from blocks.records.interface import Records
from schemas.errors import BadInputError, ConflictError
from schemas.monitoring.rules import Rules
from tasks.bulk.place import Place
from tasks.monitoring.alerts import acknowledge, closed_alerts, open_alerts
from tasks.monitoring.judging.flow_runs import DeploymentRuns, EndedRun
from tasks.monitoring.look import Eyes, Look, look
from tasks.monitoring.rules import load_rules
from tasks.monitoring.showing import show_watch
from tasks.monitoring.silences import add_silence, end_silence
from tasks.outbox.outbox import entries

assert TESTS
RULES = load_rules("local")
QUARTER = timedelta(minutes=15)


async def no_runs(_now: datetime) -> Sequence[DeploymentRuns]:
    return ()


class Watch:
    """Looks at a source, and tells a pager."""

    def __init__(self, place: Place, records: Records, pager: object) -> None:
        self.source = Source()
        self.records = records
        self.pager = pager
        self.rules: Rules = RULES
        self.eyes = Eyes(place, (self.source,), no_runs)

    async def __call__(self, at: datetime = NOON) -> Look:
        channels = {} if self.pager is None else {"webhook": self.pager}
        return await look(self.records, self.eyes, self.rules, channels, at)  # type: ignore[arg-type]


@pytest.fixture
def watch(place: Place, records: Records, pager: object) -> Watch:
    return Watch(place, records, pager)


async def test_nothing_is_wrong_in_steady_weeks(watch: Watch) -> None:
    watch.source.told = weeks(NOON, figures(), 35 * 24)
    done = await watch()
    assert (done.alerts, done.told, done.looked.unseen) == ((), (), {})
    assert done.looked.counted == 35 * 24
    assert (await watch(NOON + QUARTER)).looked.counted == 0


async def test_errors_are_opened_once_told_once_and_over_by_themselves(watch: Watch, pager: object) -> None:
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    (alert,) = (await watch()).alerts
    assert (alert.rule, alert.about, alert.severity) == ("errors", "toy/bot", "page")
    assert "errors 22 of 300 (7.3%) in 3 hours, usually 1.0%" in alert.says or "errors 21 of 200" in alert.says
    again = await watch(NOON + QUARTER)
    assert [one.alert_id for one in again.alerts] == [alert.alert_id]
    assert [one.title for one in pager.got] == ["Revive local: PAGE more answers fail than usual"]  # type: ignore[attr-defined]
    assert "docs/runbooks.md#errors" in pager.got[0].text  # type: ignore[attr-defined]

    later = NOON + timedelta(hours=8)
    watch.source.told += [reading(NOON + timedelta(hours=one), figures()) for one in range(1, 9)]
    for number in range(4):
        assert len(await open_alerts(watch.records)) == 1
        done = await watch(later + number * QUARTER)
    assert done.alerts == ()
    assert [one.title for one in pager.got][1:] == ["Revive local: over: errors"]  # type: ignore[attr-defined]
    (closed,) = await closed_alerts(watch.records, NOON - timedelta(days=1))
    assert closed.closed_at is not None
    await watch(later + timedelta(hours=2))
    assert len(pager.got) == 2  # type: ignore[attr-defined]


async def test_two_watchers_at_once_open_and_tell_once(watch: Watch, pager: object) -> None:
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    await asyncio.gather(*(watch() for _ in range(4)))
    assert len(await open_alerts(watch.records)) == 1
    assert len(pager.got) == 1  # type: ignore[attr-defined]


async def test_killed_between_opening_and_telling_it_is_told_at_the_next_look(watch: Watch, pager: object) -> None:
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    watch.pager = None  # the process that opened it told nobody
    await watch()
    assert len(await open_alerts(watch.records)) == 1
    watch.pager = pager
    done = await watch(NOON + QUARTER)
    assert [one.news for one in done.told] == ["opened"]


async def test_killed_while_telling_it_is_never_told_twice_and_said_to_be_unknown(watch: Watch, pager: object) -> None:
    class KilledError(BaseException):
        pass

    async def dies(_message: str, _content: object) -> Delivery:
        raise KilledError

    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    kept, pager.send = pager.send, dies  # type: ignore[attr-defined]
    with pytest.raises(KilledError):
        await watch()
    pager.send = kept  # type: ignore[attr-defined]
    assert (await watch(NOON + QUARTER)).told == ()
    assert pager.got == []  # type: ignore[attr-defined]
    (unknown,) = await entries(watch.records, NOON + timedelta(hours=1), "unknown")
    assert unknown.system == "watch"
    view = await show_watch(watch.records, "local", RULES, {"webhook": pager}, NOON)  # type: ignore[dict-item]
    assert view.alerts[0].told == {"webhook": "claimed"}


async def test_what_the_channel_surely_refused_is_told_again(watch: Watch, pager: object) -> None:
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    pager.says = Delivery("failed", "HTTP 404")  # type: ignore[attr-defined]
    assert (await watch()).told[0].state == "failed"
    pager.says = Delivery("sent")  # type: ignore[attr-defined]
    assert (await watch(NOON + QUARTER)).told[0].state == "sent"
    assert (await watch(NOON + 2 * QUARTER)).told == ()


async def test_whoever_has_it_is_not_told_again_and_nobody_takes_it_from_them(watch: Watch) -> None:
    watch.pager = None
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    (alert,) = (await watch()).alerts
    first, second = await asyncio.gather(
        acknowledge(watch.records, alert.alert_id, "ann", "", NOON),
        acknowledge(watch.records, alert.alert_id, "bob", "", NOON),
        return_exceptions=True,
    )
    assert sum(isinstance(one, ConflictError) for one in (first, second)) == 1
    await watch(NOON + QUARTER)
    (still,) = await open_alerts(watch.records)
    assert still.acked_by in ("ann", "bob")
    with pytest.raises(BadInputError, match="no alert 00000000 is open"):
        await acknowledge(watch.records, "00000000", "ann", "", NOON)


async def test_a_silence_holds_back_what_is_told_when_it_ends(watch: Watch, pager: object) -> None:
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    end = NOON + timedelta(hours=1)
    made = await add_silence(watch.records, "errors", "", end, "ann", "we know", RULES, NOON)
    assert len((await watch()).alerts) == 1
    assert pager.got == []  # type: ignore[attr-defined]
    await end_silence(watch.records, made.silence_id)
    await watch(NOON + QUARTER)
    assert len(pager.got) == 1  # type: ignore[attr-defined]
    with pytest.raises(BadInputError, match="no rule is called erors"):
        await add_silence(watch.records, "erors", "", end, "ann", "x", RULES, NOON)
    with pytest.raises(BadInputError, match="within 90 days"):
        await add_silence(watch.records, "all", "", NOON, "ann", "x", RULES, NOON)


async def test_in_maintenance_nobody_is_told(watch: Watch, pager: object) -> None:
    window = {"days": ["wed"], "begins": "12:00", "ends": "13:00", "why": "patched"}
    watch.rules = Rules.model_validate(RULES.model_dump() | {"maintenance": [window]})
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    await watch()
    assert pager.got == []  # type: ignore[attr-defined]
    await watch(NOON + timedelta(minutes=40))
    assert len(pager.got) == 1  # type: ignore[attr-defined]


async def test_a_clock_that_goes_back_closes_and_counts_nothing(watch: Watch, pager: object) -> None:
    watch.source.told = [*weeks(NOON, figures()), reading(NOON, figures(100, errors=20))]
    (alert,) = (await watch()).alerts
    for _ in range(6):
        done = await watch(NOON - timedelta(hours=3))
    assert [one.alert_id for one in done.alerts] == [alert.alert_id]
    assert done.looked.counted == 0
    assert "clock went back" in done.looked.notes[0]
    assert len(pager.got) == 1  # type: ignore[attr-defined]
    wrong = await watch(NOON - timedelta(days=400))
    assert "is to come" in wrong.looked.notes[0]


async def test_what_cannot_be_looked_at_is_an_alert_and_holds_up_nothing(watch: Watch, place: Place) -> None:
    away, well = Source(away="the queue is away", name="upset"), Source(told=weeks(NOON, figures(), 48))
    watch.eyes = replace(watch.eyes, sources=(away, well))
    done = await watch()
    assert done.looked.counted == 48
    assert [(one.rule, one.about, one.says) for one in done.alerts] == [("unseen", "upset", "the queue is away")]
    assert place


async def test_gauges(watch: Watch) -> None:
    watch.source.said = {"queue_age_s": 4_000.0, "dead_letters": 0.0}
    (alert,) = (await watch()).alerts
    assert (alert.rule, alert.says) == ("queue", "queue age s: 4,000, and 1,800 is the most")


async def test_runs_that_failed_did_not_start_or_found_nothing(watch: Watch) -> None:
    def ended(name: str, kind: str, *hours: int) -> tuple[EndedRun, ...]:
        return tuple(EndedRun(kind, name, "the disk is full", NOON - timedelta(hours=one)) for one in hours)

    async def runs(now: datetime) -> Sequence[DeploymentRuns]:
        due = (now - timedelta(minutes=50), now - timedelta(minutes=5))
        return (
            DeploymentRuns("winback/nightly", "pool", ended("NothingNew", "COMPLETED", 9, 33, 57), due),
            DeploymentRuns("upsell/drain", "pool", ended("StoreFailed", "FAILED", 1), due[:1]),
            DeploymentRuns("upsell/features", "pool", (*ended("C", "COMPLETED", 1), *ended("F", "FAILED", 2)), due[1:]),
            DeploymentRuns("revenue/on-demand", "pool", ended("Failed", "FAILED", 30)),
        )

    watch.eyes = replace(watch.eyes, runs=runs)
    found = {one.rule: (one.about, one.says) for one in (await watch()).alerts}
    assert found["run-failed"] == ("upsell/drain", "StoreFailed at 11:30: the disk is full")
    assert found["run-late"][0] == "pool pool"
    assert found["run-late"][1].startswith("2 runs wait, the first since 11:40: upsell/drain, winback/nightly")
    assert found["no-file"][0] == "winback/nightly"
    assert len(found) == 3
