"""The moves of a release: each turns the state that was read into the writes of one commit."""

from datetime import datetime
from typing import Any

from schemas.errors import BadInputError
from schemas.registry import (
    Append,
    EvaluationSummary,
    Event,
    PutRelease,
    PutVersion,
    ReleaseState,
    Stage,
    VersionRecord,
    VersionStatus,
    What,
    Write,
    instant,
)
from schemas.release import Decision, Policy, ReleaseGate, Vouched

VOUCHED = "quality"  # a key in the state's `gate`

_OVER: dict[str, Any] = {
    "release_id": None,
    "candidate": None,
    "share": 0,
    "stage": "idle",
    "step": 0,
    "started_at": None,
    "started_by": None,
    "gate": {},
}


class Moves:
    """The moves that one person or process makes now."""

    def __init__(self, state: ReleaseState, by: str, now: datetime) -> None:
        self._state, self._by, self._at = state, by, instant(now)

    def claim(self, candidate: VersionRecord, release_id: str, asked: dict[str, Any]) -> list[Write]:
        """Make a version the candidate, at 0%. `asked`: what its evaluation needs to know, whoever runs it."""
        state = self._begun(candidate, release_id, stage="evaluating", gate=asked)
        return [state, self._event(state.state, "started", candidate.version)]

    def take_over(self, candidate: VersionRecord, release_id: str, gate: ReleaseGate, *, approval: bool) -> list[Write]:
        """Make a version that has passed its gate the candidate; this ends the release that was under way."""
        before, version = self._state, candidate.version
        state = self._begun(candidate, release_id, stage="approval" if approval else "ramping", gate=gate.figures)
        note = f"instead of {before.candidate}, which had {before.share}%" if before.candidate else ""
        events = [
            self._event(state.state, "restarted" if before.candidate else "started", version, note),
            self._event(state.state, "evaluated", version, figures=gate.summary.model_dump(mode="json")),
            self._event(state.state, "gate_passed", version, gate.why, gate.figures),
        ]
        if approval:
            events.append(self._event(state.state, "approval_asked", version))
        return [self._version(candidate, "evaluated", gate.summary), state, *events]

    def refuse(self, candidate: VersionRecord, gate: ReleaseGate) -> list[Write]:
        """Record that a version failed its gate; the release that is under way goes on unchanged."""
        unchanged = PutRelease(self._state, self._state.revision)
        failed = self._event(self._state, "gate_failed", candidate.version, gate.why, gate.figures)
        failed = Append(failed.event.model_copy(update={"release_id": None, "share": None}))  # not of that release
        return [self._version(candidate, "evaluated", gate.summary), unchanged, failed]

    def gate(self, candidate: VersionRecord, gate: ReleaseGate, *, approval: bool) -> list[Write]:
        """Record the evaluation and go on to approval or to the first share, or end the release if the gate failed."""
        version, figures = candidate.version, gate.figures
        if not gate.passed:
            state = self._to(**_OVER)
            tail = [self._event(self._state, "gate_failed", version, gate.why, figures)]
        else:
            state = self._to(stage="approval" if approval else "ramping", gate=figures)
            tail = [self._event(self._state, "gate_passed", version, gate.why, figures)]
        if gate.passed and approval:
            tail.append(self._event(self._state, "approval_asked", version))
        evaluated = self._event(self._state, "evaluated", version, figures=gate.summary.model_dump(mode="json"))
        return [self._version(candidate, "evaluated", gate.summary), state, evaluated, *tail]

    def vouch(self, vouched: Vouched) -> list[Write]:
        """Record that a person has read the candidate's answers and finds them good, for the rest of the release."""
        kept = {VOUCHED: vouched.model_dump(mode="json")}
        state = self._state.model_copy(update={"gate": self._state.gate | kept, "by": self._by})
        event = self._event(state, "approved", self._candidate, f"quality: {vouched.says}", kept)
        return [PutRelease(state, self._state.revision), event]

    def approve(self, candidate: VersionRecord, comment: str) -> list[Write]:
        """A person says yes: the candidate may get its first share."""
        state = self._to(stage="ramping")
        approved = self._event(state.state, "approved", candidate.version, comment)
        return [self._version(candidate, "approved"), state, approved]

    def reject(self, comment: str) -> list[Write]:
        """A person says no: the release is over, production stays."""
        return [self._to(**_OVER), self._event(self._state, "rejected", self._candidate, comment)]

    def advance(self, policy: Policy, decision: Decision) -> list[Write]:
        """Move to the policy's next share, or to the first if the candidate has none yet."""
        step = policy.after(self._state.share)
        assert step is not None, "after the last step a candidate is promoted"
        state = self._to(step=step, share=policy.steps[step])
        return [state, self._event(state.state, "advanced", self._candidate, decision.why, figures_of(decision))]

    def hold(self, decision: Decision) -> list[Write]:
        """Keep the share, and record why."""
        state = self._state.model_copy(update={"held_because": decision.why, "by": self._by})
        held = self._event(state, "held", self._candidate, decision.why, figures_of(decision))
        return [PutRelease(state, self._state.revision), held]

    def keep(self, figures: dict[str, Any], note: str) -> list[Write]:
        """Keep the share, and record a finding about the candidate so that it is not paid for again."""
        state = self._state.model_copy(update={"gate": self._state.gate | figures, "by": self._by})
        held = self._event(state, "held", self._candidate, note, figures)
        return [PutRelease(state, self._state.revision), held]

    def promote(self, candidate: VersionRecord, old: VersionRecord | None, decision: Decision) -> list[Write]:
        """The candidate becomes production and the old version retires, in one move of the pointer."""
        state = self._to(production=candidate.version, **_OVER)
        figures = figures_of(decision) | {"replaced": self._state.production}
        promoted = self._event(self._state, "promoted", candidate.version, decision.why, figures, share=100)
        retired = self._event(self._state, "retired", self._state.production, f"replaced by {candidate.version}")
        versions = [self._version(candidate, "production")]
        if old is not None:
            versions.append(self._version(old, "retired"))
        return [*versions, state, retired, promoted]

    def roll_back(self, candidate: VersionRecord | None, why: str, figures: dict[str, Any]) -> list[Write]:
        """The candidate serves nobody any more."""
        versions = [self._version(candidate, "retired")] if candidate else []
        rolled_back = self._event(self._state, "rolled_back", self._candidate, why, figures, share=0)
        return [*versions, self._to(**_OVER), rolled_back]

    def restore(self, now: VersionRecord | None, back: VersionRecord, why: str) -> list[Write]:
        """Put an earlier version back into production. Raises `BadInputError` if it is in production already."""
        if back.version == self._state.production:
            raise BadInputError(f"{back.agent} {back.version} is production already; nothing was changed")
        versions = [self._version(back, "production")]
        if now is not None:
            versions.append(self._version(now, "retired"))
        figures = {"production": back.version, "instead_of": self._state.production}
        note = f"production is {back.version} again: {why}"
        event = self._event(self._state, "rolled_back", self._state.production, note, figures, share=0)
        return [*versions, self._to(production=back.version, **_OVER), event]

    def _begun(self, candidate: VersionRecord, release_id: str, *, stage: Stage, gate: dict[str, Any]) -> PutRelease:
        return self._to(
            release_id=release_id,
            candidate=candidate.version,
            share=0,
            stage=stage,
            step=0,
            started_at=self._at,
            started_by=self._by,
            gate=gate,
        )

    @property
    def _candidate(self) -> str:
        assert self._state.candidate is not None, "this move is one of a release"
        return self._state.candidate

    def _to(self, **changes: Any) -> PutRelease:
        known = {"since": self._at, "by": self._by, "held_because": ""} | changes
        state = ReleaseState.model_validate(self._state.model_dump() | known)
        return PutRelease(state, self._state.revision)

    def _version(
        self, record: VersionRecord, status: VersionStatus, summary: EvaluationSummary | None = None
    ) -> PutVersion:
        changes: dict[str, Any] = {"status": status, "changed_at": self._at, "changed_by": self._by}
        if summary is not None:
            changes["evaluation"] = summary
        return PutVersion(record.model_copy(update=changes), record.revision)

    def _event(
        self,
        state: ReleaseState,
        what: What,
        version: str,
        note: str = "",
        figures: dict[str, Any] | None = None,
        share: int | None = None,
    ) -> Append:
        return Append(
            Event(
                agent=state.agent,
                at=self._at,
                by=self._by,
                what=what,
                version=version,
                release_id=state.release_id,
                share=state.share if share is None else share,
                note=note,
                figures=figures or {},
            )
        )


def figures_of(decision: Decision) -> dict[str, Any]:
    """What an event keeps of a decision."""
    candidate, production = decision.customers
    checks = [check.model_dump(mode="json") for check in decision.checks]
    return {"customers": {"candidate": candidate, "production": production}, "checks": checks}
