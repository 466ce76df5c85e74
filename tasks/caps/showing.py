"""What is drawn from the caps today."""

from datetime import UTC, datetime

from schemas.caps import CapRules, CapShown, CapSpend
from schemas.environment import EnvironmentSpec
from tasks.caps.drawing import day_of, spent_on
from tasks.caps.opening import open_spending
from tasks.caps.rules import load_caps


async def caps_today(environment: EnvironmentSpec) -> list[CapShown]:
    """Each cap that an environment names, and each from which something is drawn; customers only once refused."""
    rules = load_caps(environment.name)
    async with open_spending(environment) as records:
        spent = await spent_on(records, day_of(datetime.now(UTC).timestamp()))
    return _shown(rules, spent)


def _shown(rules: CapRules, spent: dict[str, CapSpend]) -> list[CapShown]:
    named = ["day"] if rules.day_usd is not None else []
    named += [f"agent/{agent}" for agent, cap in rules.agents.items() if cap is not None]
    drawn = [scope for scope, one in spent.items() if one.refused_at or not scope.startswith("customer/")]
    return [
        CapShown(scope=scope, cap_usd=_cap(rules, scope), **(spent.get(scope) or CapSpend(drawn_usd=0.0)).model_dump())
        for scope in dict.fromkeys((*named, *drawn))
    ]


def _cap(rules: CapRules, scope: str) -> float | None:
    kind, _, name = scope.partition("/")
    if kind == "day":
        return rules.day_usd
    return rules.of_agent(name) if kind == "agent" else rules.customer_usd
