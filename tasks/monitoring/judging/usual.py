"""What is usual for an agent: the 28 whole days that ended a day ago, as yesterday may be part of what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from agents.statistics.burning import unrest_of
from agents.statistics.population import Before, days_before
from agents.statistics.restless_days import Days, usual_days
from schemas.latency import Histogram
from schemas.monitoring.figures import Count, Figures, total
from tasks.monitoring.history import History, Stream, day_number

DAYS = 28
_ENOUGH = 200  # runs; of fewer it is not known what is usual
_SLOWEST = 0.95
Bad = Callable[[Figures], tuple[int, int]]  # bad ones, of how many


@dataclass(slots=True)
class Usual:
    """The usual figures of one agent, as of one day. How much windows of each length vary is computed once."""

    days: list[Figures]
    hours: dict[int, Figures]
    sum: Figures = field(init=False)
    stage: str = field(init=False)  # the one whose latency is what somebody waits for
    slow_above: int | None = field(init=False)  # the bucket of the p95
    _unrest: dict[tuple[str, int], float] = field(default_factory=dict)
    _hourly: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)
    _of_days: dict[tuple[Count, Count], Days | None] = field(default_factory=dict)
    _before: dict[str, Before] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sum up."""
        self.sum = total(self.days)
        stages = self.sum.stages
        self.stage = "all" if "all" in stages else next(iter(stages), "")
        self.slow_above = _bucket_at(self.sum.latency(self.stage), _SLOWEST)

    @property
    def is_known(self) -> bool:
        """Whether there is enough to say what is usual."""
        return self.sum.count("runs") >= _ENOUGH

    def unrest(self, name: str, back: int, bad: Bad, usual: float) -> float:
        """How many times the variance of chance windows of this length have."""
        if (name, back) not in self._unrest:
            if name not in self._hourly:
                self._hourly[name] = {hour: bad(figures) for hour, figures in self.hours.items()}
            hourly = self._hourly[name]
            windows = [_window(hourly, end, back) for end in hourly]
            self._unrest[name, back] = unrest_of(windows, usual)
        return self._unrest[name, back]

    def before(self, feature: str, least: int) -> Before:
        """The days before of one feature of the inputs, by the name of its spread."""
        if feature not in self._before:
            days = [day.spreads[feature] for day in self.days if feature in day.spreads]
            self._before[feature] = days_before(days, least=least)
        return self._before[feature]

    def of_days(self, part: Count, of: Count) -> Days | None:
        """How a share usually is, day by day: one count over another."""
        if (part, of) not in self._of_days:
            self._of_days[part, of] = usual_days([(round(day.count(of)), day.count(part)) for day in self.days])
        return self._of_days[part, of]


def _window(hourly: dict[int, tuple[int, int]], end: int, back: int) -> tuple[int, int]:
    known = [hourly[one] for one in range(end - back, end + 1) if one in hourly]
    return sum(bad for bad, _ in known), sum(of for _, of in known)


@dataclass(slots=True)
class UsualOf:
    """What is usual of each agent of a history; what was worked out today is not worked out again."""

    _known: dict[tuple[Stream, int], Usual] = field(default_factory=dict)

    def __call__(self, history: History, stream: Stream, now: datetime) -> Usual:
        """Of one agent."""
        today = day_number(now)
        if (stream, today) not in self._known:
            first, last = today - 1 - DAYS, today - 2
            days = history.days.get(stream, {})
            hours = history.hours.get(stream, {})
            self._known = {key: usual for key, usual in self._known.items() if key[1] == today}
            self._known[stream, today] = Usual(
                [days[one] for one in range(first, last + 1) if one in days],
                {one: hours[one] for one in range(first * 24, (last + 1) * 24) if one in hours},
            )
        return self._known[stream, today]


def _bucket_at(histogram: Histogram, share: float) -> int | None:
    """The bucket that this share of the answers stays within."""
    seen, wanted = 0, share * sum(histogram.values())
    for number in sorted(histogram):
        seen += histogram[number]
        if seen >= wanted:
            return number
    return None
