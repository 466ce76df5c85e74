"""Charts as SVG that the server draws: colours follow the page, each has its words, and no style stands in it."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

WIDTH, HEIGHT = 640, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 12, 12, 26
_ROW = 34


class Point(NamedTuple):
    """A day (ISO) and what was measured on it."""

    day: str
    value: float


class Span(NamedTuple):
    """A share with its interval, 0 to 1."""

    label: str
    share: float
    low: float
    high: float


def line(points: Sequence[Point], title: str, unit: str) -> Markup:
    """Values over time, from 0 on; empty for fewer than two points. `title` is what a screen reader says."""
    if len(points) < 2:  # noqa: PLR2004 -- one point is no line
        return Markup("")
    top = _ceiling(max(one.value for one in points))
    places = [(_x(number, len(points)), _y(one.value, top)) for number, one in enumerate(points)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    first, last = points[0], points[-1]
    said = (
        f"{title}: {_short(first.value)} {unit} in the week of {first.day}, {_short(last.value)} in that of {last.day}"
    )
    parts = [
        _grid(top, unit),
        _text(_LEFT, HEIGHT - 8, first.day, "start"),
        _text(WIDTH - _RIGHT, HEIGHT - 8, last.day, "end"),
    ]
    parts.append(Markup('<path class="line" d="{}"/>').format(path))
    parts += [Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="2.5"/>').format(x, y) for x, y in places]
    return _svg(said, HEIGHT, parts)


def intervals(spans: Sequence[Span], title: str) -> Markup:
    """Shares with their intervals, a row each; empty without any."""
    if not spans:
        return Markup("")
    height = _ROW * len(spans) + _BOTTOM
    width = WIDTH - 2 * _LEFT - _RIGHT
    parts: list[Markup] = []
    for percent in (0, 25, 50, 75, 100):
        x = 2 * _LEFT + width * percent / 100
        parts.append(
            Markup('<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="4" y2="{1}"/>').format(x, height - _BOTTOM)
        )
        parts.append(_text(x, height - 8, f"{percent}%", "middle"))
    for number, one in enumerate(spans):
        y = _ROW * number + _ROW / 2
        low, high, at = (2 * _LEFT + width * value for value in (one.low, one.high, one.share))
        parts.append(_text(2 * _LEFT - 10, y + 4, one.label, "end"))
        parts.append(
            Markup('<line class="span" x1="{:.1f}" x2="{:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>').format(low, high, y=y)
        )
        parts.append(Markup('<circle class="mark" cx="{:.1f}" cy="{:.1f}" r="5"/>').format(at, y))
    said = "; ".join(f"{one.label} {one.share:.0%}, {one.low:.0%} to {one.high:.0%}" for one in spans)
    return _svg(f"{title}: {said}", height, parts)


def _svg(said: str, height: int, parts: Sequence[Markup]) -> Markup:
    opening = Markup('<svg class="chart" role="img" viewBox="0 0 {} {}" aria-label="{}">').format(WIDTH, height, said)
    return opening + Markup("").join(parts) + Markup("</svg>")


def _grid(top: float, unit: str) -> Markup:
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = _y(top * share, top)
        parts.append(
            Markup('<line class="grid" x1="{}" x2="{}" y1="{y:.1f}" y2="{y:.1f}"/>').format(_LEFT, WIDTH - _RIGHT, y=y)
        )
        parts.append(_text(_LEFT - 8, y + 4, _short(top * share), "end"))
    parts.append(_text(_LEFT + 4, _TOP + 12, unit, "start"))
    return Markup("").join(parts)


def _text(x: float, y: float, said: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, said)


def _x(number: int, of: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * number / (of - 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * max(0.0, value) / top


def _ceiling(value: float) -> float:
    """The next of 1, 2, 5, 10 … from which a scale is easy to read."""
    if value <= 0:
        return 1.0
    power = 10.0 ** (len(f"{int(value)}") - 1) if value >= 1 else 1.0
    return next(power * step for step in (1, 2, 5, 10) if value <= power * step)


def _short(value: float) -> str:
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"
