"""A budget in the store: durable before calls draw on it, so that no number of kills can exceed it."""

from collections.abc import AsyncIterator
from typing import Protocol

from pydantic import ValidationError

from agents.core.budget import Budget
from blocks.artifacts import ArtifactStore
from schemas.budget import BudgetState
from schemas.errors import BadInputError


class BudgetKeys(Protocol):
    """Where a budget is kept: an upload's, a shard's or an evaluation's."""

    budget: str
    shards: str  # the folder of shards that have budgets of their own


class Book:
    """Keeps the budget of one run. Without a limit nothing is kept, and nothing is written."""

    def __init__(self, store: ArtifactStore, keys: BudgetKeys, budget: Budget, earlier_usd: float = 0.0) -> None:
        self._store = store
        self._keys = keys
        self._budget = budget
        self._earlier_usd = earlier_usd

    @property
    def maybe_paid_usd(self) -> float:
        """The cost of calls that were cut or killed, in this and all earlier runs."""
        return self._earlier_usd + self._budget.uncertain

    async def open(self, recorded_usd: float | None = None, *, renewed: bool = False) -> None:
        """Count what was spent since the budget began: what is recorded, and what earlier runs may have paid beside it.

        `recorded_usd` is None if there are no records to add up: what the budget itself knew of them counts.
        `renewed` begins a new budget of the same amount. What shards of an earlier run have left is taken over.
        """
        kept = await self._read(self._keys.budget)
        shards = {key: await self._read(key) async for key in self._of_shards()}
        lost_usd = sum(state.maybe_paid_usd for state in shards.values() if state)
        state = kept or BudgetState(earlier_usd=self._earlier_usd)
        if renewed:
            state = BudgetState(earlier_usd=state.earlier_usd + state.maybe_paid_usd + lost_usd)
            lost_usd = 0.0
        if recorded_usd is None:
            recorded_usd = state.recorded_usd
        budget, self._earlier_usd = self._budget, state.earlier_usd
        budget.spent = max(recorded_usd + state.lost_usd, state.ceiling_usd) + lost_usd
        budget.uncertain = budget.spent - recorded_usd
        budget.ceiling, budget.keep = state.ceiling_usd, self._keep
        if shards or (renewed and kept):
            await self._keep(budget.spent)
        for key in shards:
            await self._store.delete(key)

    async def close(self) -> None:
        """Give back what was not used, once nothing is under way any more."""
        if self._budget.keep is not None and (self._budget.spent or self._budget.ceiling):
            await self._keep(self._budget.spent)
            self._budget.ceiling = self._budget.spent

    async def end(self) -> None:
        """End the budget with the work that it was for; the next run begins a new one."""
        await self._store.delete(self._keys.budget)
        self._budget.keep = None

    async def _keep(self, ceiling_usd: float) -> None:
        budget = self._budget
        state = BudgetState(
            earlier_usd=self._earlier_usd,
            recorded_usd=max(0.0, budget.spent - budget.uncertain),
            lost_usd=budget.uncertain,
            open_usd=max(0.0, ceiling_usd - budget.spent),
        )
        await self._store.put(self._keys.budget, state.model_dump_json().encode())

    async def _of_shards(self) -> AsyncIterator[str]:
        async for key, _ in self._store.keys(self._keys.shards):
            if key.endswith("/budget.json") and key != self._keys.budget:
                yield key

    async def _read(self, key: str) -> BudgetState | None:
        content = await self._store.get(key)
        if content is None:
            return None
        try:
            return BudgetState.model_validate_json(content)
        except ValidationError:
            raise BadInputError(
                f"{self._store.location(key)} is not a budget that Revive wrote; remove it, and only what is recorded "
                "counts as spent"
            ) from None
