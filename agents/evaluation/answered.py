"""Whether enough was answered to conclude anything from an evaluation."""

from collections.abc import Sequence

from agents.core.causes import Causes, cause_in
from schemas.errors import TooManyFailuresError
from schemas.evaluation import Outcome, Run

# Below this share of answers, those that are left no longer stand for the chosen cases: the hard ones may be missing.
LEAST_ANSWERED = 0.9


def require_answers(outcomes: Sequence[Outcome], versions: Sequence[str]) -> None:
    """Raise `TooManyFailuresError` if nothing can be concluded at all; the message has the commonest cause.

    That is: no version gave a single answer, the provider refused every question of one of them, or no case was
    answered by all of them. A version whose answers all broke their schema is not meant: it is bad.
    """
    by_side = [[run for outcome in outcomes for run in outcome.sides[side]] for side in range(len(versions))]
    refused = [name for name, runs in zip(versions, by_side, strict=True) if all(run.refused for run in runs)]
    silent = all(run.output is None for runs in by_side for run in runs)
    if refused or silent:
        said = f"{' and '.join(refused or versions)} answered none of {len(outcomes)} cases"
    elif all(outcome.refused for outcome in outcomes):
        said = f"no case of {len(outcomes)} was answered by both versions"
    else:
        return
    raise TooManyFailuresError(f"{said}, most often: {commonest_failure(outcomes)}; {_what_now(by_side)}")


def _what_now(by_side: Sequence[Sequence[Run]]) -> str:
    """What a person can do; paid answers that broke the rules are not asked again by themselves."""
    if any(run.spent.calls and run.output is None for runs in by_side for run in runs):
        return (
            "nothing was concluded; paid answers that broke the rules are kept, so mend that and ask anew with --fresh "
            "(revive agents evaluate|compare)"
        )
    return "nothing was concluded or kept, mend that and run it again"


def too_few(outcomes: Sequence[Outcome], versions: Sequence[str]) -> str:
    """Why the answers are too few for a verdict, with the commonest cause; empty if they are enough.

    In a comparison, answers that were paid for but broke the rules count as missing, too: two versions cannot be
    compared if one of them mostly says nothing. A version that is evaluated alone fails by such answers.
    """
    for side, name in enumerate(versions):
        runs = [run for outcome in outcomes for run in outcome.sides[side]]
        given = sum(not run.refused if len(versions) == 1 else run.output is not None for run in runs)
        if given < LEAST_ANSWERED * len(runs):
            most = commonest_failure(outcomes, side)
            return (
                f"{name} answered {given} of {len(runs)} times, and it takes {LEAST_ANSWERED:.0%}; most often: {most}"
            )
    answered = sum(not outcome.refused for outcome in outcomes)
    if answered < LEAST_ANSWERED * len(outcomes):
        most = commonest_failure(outcomes)
        return f"only {answered} of {len(outcomes)} cases were answered throughout; most often: {most}"
    return ""


def commonest_failure(outcomes: Sequence[Outcome], side: int | None = None) -> str:
    """The commonest reason for a missing answer, and how many questions it concerns."""
    causes = Causes()
    for outcome in outcomes:
        for run in _runs(outcome, side):
            if run.output is None and run.failure:
                causes.add(cause_in(run.failure))
    cause, count = next(iter(causes.commonest.items()), ("", 0))
    return f"{cause} ({count} times)" if cause else "no cause was recorded"


def _runs(outcome: Outcome, side: int | None) -> tuple[Run, ...]:
    return sum(outcome.sides, ()) if side is None else outcome.sides[side]
