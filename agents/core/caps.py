"""Hard caps on what agents may spend in a day, as running a call sees them. `tasks/caps` keeps them over processes."""

from typing import Protocol

from agents.core.failures import AgentFailedError


class CustomerCapError(AgentFailedError):
    """One customer has cost as much as a customer may in a day. Nothing was sent; others are served."""


class Charge(Protocol):
    """What one call has drawn from its caps."""

    def settle(self, spent_usd: float) -> None:
        """Replace the worst case with what the call cost."""


class Caps(Protocol):
    """The caps of an environment, for the calls about one customer."""

    def of(self, customer: str | None) -> "Caps":
        """The same for calls about this customer; None if a call is about nobody."""

    async def charge(self, agent: str, worst_usd: float | None) -> Charge:
        """Draw the worst case of a call that starts; None for a model without a known price.

        Raises `CapReachedError`, `CustomerCapError`, `BadInputError` if a price is needed, `StoreError`.
        """


class _Nothing:
    def settle(self, spent_usd: float) -> None:
        """Nobody counts."""


class Uncapped:
    """No cap holds."""

    def of(self, customer: str | None) -> "Uncapped":  # noqa: ARG002 -- as the protocol has it
        """The same for everybody."""
        return self

    async def charge(self, agent: str, worst_usd: float | None) -> Charge:  # noqa: ARG002 -- same
        """Nothing is drawn."""
        return _NOTHING


_NOTHING, UNCAPPED = _Nothing(), Uncapped()
