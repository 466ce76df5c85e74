"""One message about one service that fits a customer (seed: upsell messages, the generator)."""

from agents.core.agent import Agent
from agents.upsell.rules import violations
from schemas.upsell.message import MessageInput, UpsellMessage


def _check(inputs: MessageInput, output: UpsellMessage) -> str | None:
    return "; ".join(violations(inputs, output)) or None


AGENT = Agent("upsell-message", MessageInput, UpsellMessage, _check)
