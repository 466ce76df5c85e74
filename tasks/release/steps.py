"""The Prefect tasks of the flows `deploy-agent-version` and `advance-releases`."""

from dataclasses import replace

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.transactions import AsyncTransaction, get_transaction

from schemas.errors import AlreadyRunningError, ConflictError, GateFailedError, InterruptedRunError, ReviveError
from schemas.registry import Event, ReleaseState
from schemas.release import Decision, ReleaseGate, ReleaseParams
from tasks.catalogue import version_diff
from tasks.registry.register import known_agent, person, register
from tasks.release import gate_and_replay, moves
from tasks.release.approval import Approval
from tasks.release.question import AskedRelease
from tasks.release.release_desk import current_desk, state_of
from tasks.release.release_list import release_events
from tasks.release.release_ui import show_rollout
from tasks.release.rollout import advance
from tasks.release.vouching import barred

_CLAIMED, _WHY, _LEFT = "claimed", "why", "left to somebody else"
_FAILED = "the evaluation failed"


def token() -> str:
    """A token that identifies the release of this flow run; the same if the run is retried or resumed."""
    return str(flow_run.id or "")[-8:]


@task(name="claim", cache_policy=NO_CACHE)
async def claim(params: ReleaseParams, token: str) -> ReleaseState:
    """Register the version and make it the candidate. If the rest of the transaction fails, it is withdrawn.

    If it is to replace another candidate, it is evaluated first: that release goes on until this one passes its gate.
    """
    releasing = current_desk()
    desk = releasing.desk
    await register(releasing.records, known_agent(params.agent), params.version, desk.by, desk.now())
    form_of = desk, params.agent, params.version, token
    if params.replace:
        state = await moves.replace(*form_of, _gate, params.max_cost_usd)
    else:
        state = await moves.start(*form_of, params.max_cost_usd)
    transaction = get_transaction()
    if transaction is not None and state.release_id == moves.release_id(params.agent, params.version, token):
        transaction.set(_CLAIMED, state)
    return state


@claim.on_rollback  # type: ignore[arg-type]  # an async transaction awaits its hooks; Prefect's types know only the other
async def _withdraw(transaction: AsyncTransaction) -> None:
    """End the release; nobody was served yet. A killed process runs no hook: the next one continues the evaluation."""
    claimed: ReleaseState | None = transaction.get(_CLAIMED, None)
    if claimed is not None and claimed.release_id is not None and not transaction.get(_LEFT, default=False):
        why = transaction.get(_WHY, "its evaluation did not come to an end")
        await moves.withdraw(current_desk().desk, claimed.agent, claimed.release_id, why)


@task(name="evaluate", cache_policy=NO_CACHE)
async def evaluate_candidate(agent: str, version: str) -> ReleaseState:
    """Evaluate the candidate against production, and go on to approval or to the first share, or end the release."""
    releasing = current_desk()
    state = await state_of(releasing.desk, agent)
    if state.candidate != version:
        return state
    try:
        return await moves.settle_gate(releasing.desk, agent, _gate)
    except (AlreadyRunningError, ConflictError):
        _tell_whole(_LEFT, value=True)
        raise
    except ReviveError as error:
        _tell_whole(_WHY, value=f"{_FAILED}: {error}")
        raise


async def _gate(state: ReleaseState) -> ReleaseGate:
    return await gate_and_replay.gate(state, current_desk().environment)


def _tell_whole(name: str, *, value: object) -> None:
    """Store a value for the hooks of the transaction that encloses this task's own."""
    transaction = get_transaction()
    whole = transaction.get_parent() if transaction else None
    if whole is not None:
        whole.set(name, value)


async def form_of(state: ReleaseState, refused: str = "") -> AskedRelease:
    """What the approval form of a release asks; `refused` is why the last answer did not count."""
    releasing = current_desk()
    events = await release_events(releasing.desk.registry, state.agent, state.release_id)
    by = next((event.by for event in events if event.what == "started"), state.by)
    before, after = (state.agent, state.production), (state.agent, state.candidate or "")
    return AskedRelease(state, releasing.environment, by, await version_diff(releasing.records, before, after), refused)


@task(name="settle-approval", cache_policy=NO_CACHE)
async def settle_approval(form_of: ReleaseState, answer: Approval) -> tuple[ReleaseState, str]:
    """Carry out what a person said in the form; nothing if a command has settled it in the meantime.

    Returns the state, and why nothing was done if that person may not approve: somebody else still can.
    """
    desk = replace(current_desk().desk, by=person(answer.your_name))
    state = await state_of(desk, form_of.agent)
    if (state.release_id, state.stage) != (form_of.release_id, "approval"):
        return state, ""
    if answer.decision == "reject":
        state = await moves.reject(desk, form_of.release_id or "", answer.comment)
        await show_rollout(desk, state, form_of.release_id)
        return state, ""
    if why := await barred(desk, state):
        get_run_logger().warning("not approved: %s", why)
        return state, why
    return await moves.approve(desk, form_of.release_id or "", answer.comment), ""


async def show_release(agent: str) -> None:
    """Show in the UI where the last release of an agent is."""
    desk = current_desk().desk
    state = await state_of(desk, agent)
    await show_rollout(desk, state, state.release_id)


@task(name="advance", task_run_name="advance-{agent}", cache_policy=NO_CACHE)
async def advance_release(agent: str) -> Decision:
    """Decide on the release of one agent, commit it, and show the rollout in the UI."""
    releasing = current_desk()
    desk, store = releasing.desk, releasing.records.store
    state = await state_of(desk, agent)
    decision = await advance(
        desk, state, lambda state: gate_and_replay.replay(state, releasing.environment, desk.policy, store)
    )
    await show_rollout(desk, await state_of(desk, agent), state.release_id or "", decision)
    return decision


async def go_on_with_all() -> tuple[dict[str, str], dict[str, str]]:
    """Continue every release under way; returns by agent what was done, and what failed.

    A failure does not hold up the others.
    """
    done: dict[str, str] = {}
    failed: dict[str, str] = {}
    for state in await current_desk().desk.registry.release_states():
        if state.candidate is None:
            continue
        try:
            done[state.agent] = await _go_on(state)
        except (AlreadyRunningError, ConflictError) as error:
            done[state.agent] = f"left to somebody else: {error}"
        except ReviveError as error:
            failed[state.agent] = str(error)
    return done, failed


async def _go_on(state: ReleaseState) -> str:
    if state.stage == "evaluating":  # its process is gone; a live one would hold the evaluation's lease
        state = await _evaluate_for(state)
    if state.stage != "ramping":
        return f"{state.release_id} waits for approval" if state.stage == "approval" else "ended at the gate"
    decision = await advance_release(state.agent)
    return f"{decision.action}: {decision.why}"


async def _evaluate_for(state: ReleaseState) -> ReleaseState:
    """Continue an evaluation; if it fails, the release is over, as it would have been in its own process."""
    try:
        return await evaluate_candidate(state.agent, state.candidate or "")
    except (AlreadyRunningError, ConflictError, InterruptedRunError):
        raise
    except ReviveError as error:
        await moves.withdraw(current_desk().desk, state.agent, state.release_id or "", f"{_FAILED}: {error}")
        raise


async def last_word(agent: str) -> Event:
    """The last event of the agent's last release; raises `GateFailedError` if that is a failed gate."""
    last = (await release_events(current_desk().desk.registry, agent, None))[-1]
    if last.what == "gate_failed":
        report = last.figures.get("report")
        raise GateFailedError(f"{last.release_id}: {last.note}{f' (report: {report})' if report else ''}")
    return last
