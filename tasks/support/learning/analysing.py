"""The analysis of a window. Nothing after the window's end is read, so the result is the same whenever it is made."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from agents.retrieval.embedder import Embedder
from agents.support.themes import FEWEST, grouped
from schemas.support.analysis import FeedbackAnalysis, FeedbackWindow, Quote, Theme
from tasks.support.learning.exchange import Exchange, in_window
from tasks.support.learning.groups import flags, groups, overall
from tasks.support.learning.matters import RETURNED, matters
from tasks.support.learning.recommending import recommendations
from tasks.support.learning.signals import note_signals

LOOK_BACK = RETURNED + timedelta(hours=24)  # a matter of the window may have begun before it
_QUOTES, _LONGEST = 5, 300


async def analysed(exchanges: Sequence[Exchange], window: FeedbackWindow, embedder: Embedder) -> FeedbackAnalysis:
    """The figures. The signals are put into the exchanges."""
    await note_signals(exchanges, window.until, embedder)
    inside = in_window(exchanges, window.since, window.until)
    decided = [one for one in matters(exchanges, window.until) if one.last.at >= window.since]
    whole, found = overall(inside, decided), groups(inside, decided)
    complaints = [one for one in inside if one.counts and one.judgement == "negative"]
    themes = await themes_of(complaints, _complaint, embedder, FEWEST)
    gaps = await themes_of([one for one in inside if is_gap(one)], _question, embedder, 1)
    flagged = flags(found)
    return FeedbackAnalysis(
        window=window,
        answers=sum(one.counts for one in inside),
        sessions=len({one.session_id for one in inside if one.counts}),
        overall=whole,
        groups=found,
        outcomes=dict(sorted(Counter(one.turn.reply.outcome for one in inside).items())),
        themes=themes,
        unclustered=len(complaints) - sum(theme.complaints for theme in themes),
        flags=flagged,
        gaps=gaps,
        recommendations=recommendations(whole, groups(inside, decided, by_version=False), themes, flagged, gaps),
    )


def is_gap(one: Exchange) -> bool:
    """Whether nothing was known."""
    return one.counts and one.turn.reply.reason == "not_known"


async def themes_of(
    exchanges: Sequence[Exchange], said: Callable[[Exchange], str], embedder: Embedder, fewest: int
) -> tuple[Theme, ...]:
    """Exchanges grouped by what is said in them."""
    texts = [said(one) for one in exchanges]
    found = []
    for group in await grouped(texts, embedder, fewest):
        members = [exchanges[at] for at in group.members]
        found.append(
            Theme(
                label=group.label,
                complaints=len(members),
                sessions=len({one.session_id for one in members}),
                intents=tuple(sorted({one.intent for one in members if one.intent is not None})),
                quotes=tuple(
                    Quote(interaction_id=exchanges[at].interaction_id, text=texts[at][:_LONGEST])
                    for at in group.members[:_QUOTES]
                ),
            )
        )
    return tuple(found)


def _complaint(one: Exchange) -> str:
    return one.comment or one.turn.question


def _question(one: Exchange) -> str:
    return one.turn.question
