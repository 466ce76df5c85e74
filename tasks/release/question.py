"""What a person reads before approving or rejecting a candidate, in Markdown."""

from dataclasses import dataclass

from schemas.catalogue import VersionDiff
from schemas.environment import elsewhere
from schemas.printable import printable
from schemas.registry import ReleaseState
from tasks.bulk.markdown import code, plain

_DIFF_LINES = 200
_FIGURES = {"verdict", "cases", "passed", "usd_per_answer", "scores", "report"}


@dataclass(frozen=True, slots=True)
class AskedRelease:
    """A release that waits for a person: where, who began it, and what its version changes."""

    state: ReleaseState
    environment: str
    by: str
    diff: VersionDiff
    refused: str = ""  # why the form that was filled in before did not count


def release_question(asked: AskedRelease) -> str:
    """What is to be decided and why, on which figures, and what would change."""
    state = asked.state
    why = plain(asked.diff.why).rstrip(".") or "no reason is given"
    return "\n".join(
        [
            f"## {state.agent} {state.candidate} instead of {state.production}, in {asked.environment}?",
            "",
            f"Asked for by {plain(asked.by)}: {why}. Release `{state.release_id}`.",
            "",
            *([f"**Asked again**: {plain(asked.refused)}.", ""] if asked.refused else []),
            *_figures(state),
            "### What changes",
            "",
            *_changes(asked.diff, elsewhere(asked.environment)),
        ]
    )


def _figures(state: ReleaseState) -> list[str]:
    gate = state.gate
    if not gate.keys() >= _FIGURES:
        return []
    ours, theirs = gate["passed"]["candidate"], gate["passed"]["production"]
    cost, before = (_dollars(gate["usd_per_answer"][side]) for side in ("candidate", "production"))
    changed = f" ({gate['won']} won, {gate['lost']} lost)" if gate.keys() >= {"won", "lost"} else ""
    passed = f"{ours} of {gate['cases']} cases pass, {theirs} in production{changed}"
    lines = [
        f"**{gate['verdict']}**: {passed}; {cost} an answer, {before} in production.",
        "",
        f"Report: {code(str(gate['report']))}.",
        "",
        f"| | {state.candidate} | {state.production} | difference | |",
        "|---|---|---|---|---|",
    ]
    for name, score in gate["scores"].items():
        sides = f"{score['candidate']:.1%} | {score['production']:.1%}"
        lines.append(f"| {name.replace('_', ' ')} | {sides} | {_interval(score)} | {score.get('verdict', '')} |")
    return [*lines, ""]


def _interval(score: dict[str, float]) -> str:
    if not score.keys() >= {"low", "high", "level"}:
        return ""
    return f"{100 * score['low']:+.1f} to {100 * score['high']:+.1f} points ({score['level']:.0%})"


def _changes(diff: VersionDiff, there: str) -> list[str]:
    """The changes as an indented block, which nothing in a prompt can end."""
    lines = [f"{path}: {change['before']} → {change['after']}" for path, change in diff.changes.items()]
    lines += [line for prompt in diff.prompts.values() for line in prompt]
    shown = [f"    {printable(' '.join(line.splitlines()))}" for line in lines[:_DIFF_LINES]]
    if len(lines) > _DIFF_LINES:
        rest = f"revive agents diff {diff.before} {diff.after}{there}"
        shown.append(f"    … and {len(lines) - _DIFF_LINES} lines more: {rest}")
    return shown or ["Nothing: both versions say the same."]


def _dollars(amount: float | None) -> str:
    return "unknown cost" if amount is None else f"${amount:.5f}"
