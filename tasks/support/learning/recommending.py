"""What to do next, ranked by how many customers of the window it would have helped."""

from collections.abc import Iterable, Iterator, Sequence

from schemas.support.analysis import Flag, Group, Recommendation, Theme

_FEWEST = 3  # fewer are chance, or one person


def recommendations(
    overall: Group | None,
    groups: Sequence[Group],
    themes: Iterable[Theme],
    flags: Iterable[Flag],
    gaps: Iterable[Theme],
) -> tuple[Recommendation, ...]:
    """All of them, the largest effect first. `groups` are by intent, whoever answered."""
    if overall is None:
        return ()
    found = [*_templates(overall, flags), *_gaps(gaps), *_themes(themes), *_intents(overall, groups), *_people(groups)]
    return tuple(sorted(found, key=lambda one: (-one.effect, one.kind, one.what)))


def _templates(overall: Group, flags: Iterable[Flag]) -> Iterator[Recommendation]:
    for flag in flags:
        others = overall.rated - flag.items
        usual = (overall.negative - flag.negative) / others if others else 0.0
        yield Recommendation(
            kind="template",
            effect=round(max(0.0, flag.negative - usual * flag.items), 1),
            what=f"Rewrite the template for {flag.intent or 'no intent'}, version {flag.agent_version}",
            why=f"{flag.negative} of {flag.items} ratings are bad; of the other answers {usual:.0%} are",
        )


def _gaps(gaps: Iterable[Theme]) -> Iterator[Recommendation]:
    for gap in gaps:
        yield Recommendation(
            kind="gap",
            effect=float(gap.sessions),
            what=f"Write a page about {gap.label}",
            why=f"{_counted(gap.complaints, 'question')} in {_counted(gap.sessions, 'conversation')} found nothing",
        )


def _themes(themes: Iterable[Theme]) -> Iterator[Recommendation]:
    for theme in themes:
        yield Recommendation(
            kind="theme",
            effect=float(theme.sessions),
            what=f"Look into complaints about {theme.label}",
            why=f"{theme.complaints} complaints in {_counted(theme.sessions, 'conversation')}",
        )


def _intents(overall: Group, groups: Sequence[Group]) -> Iterator[Recommendation]:
    """Where less is resolved than elsewhere, beyond what chance explains."""
    if overall.resolved is None:
        return
    for group in groups:
        own = group.resolved
        if own is None or own.n < _FEWEST or own.high >= overall.resolved.value:
            continue
        yield Recommendation(
            kind="intent",
            effect=round(own.n * (overall.resolved.value - own.value), 1),
            what=f"Answer questions about {group.intent or 'no intent'} better",
            why=f"{own.value:.0%} of {own.n} matters were resolved, {overall.resolved.value:.0%} of all",
        )


def _people(groups: Sequence[Group]) -> Iterator[Recommendation]:
    for group in groups:
        gave_up = group.implicit.get("escalated", 0)
        if gave_up >= _FEWEST:
            yield Recommendation(
                kind="escalation",
                effect=float(gave_up),
                what=f"See why customers ask for a person after answers about {group.intent or 'no intent'}",
                why=f"{gave_up} of {group.answers} answers were followed by a request for a person",
            )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
