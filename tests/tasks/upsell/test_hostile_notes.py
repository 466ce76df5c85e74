"""A note that gives orders changes no decision and no message: run against run, with models that obey what they see."""

from pathlib import Path

import pytest
import yaml
from conftest import TESTS
from fakes.upsell_models import ObeyingModels
from fakes.upsell_runs import entries, event, upsell, write_events

from agents.upsell.seen import seen
from schemas.upsell.run import UpsellParams

ORDERS: list[str | None] = yaml.safe_load((TESTS / "fixtures" / "upsell" / "orders.yaml").read_text("utf-8"))
SAID = ("decision", "reason", "item", "subject", "body", "score", "attempts")


@pytest.mark.wire
@pytest.mark.usefixtures("in_process")
async def test_orders_change_no_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models = ObeyingModels(ORDERS)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await models.start())
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-pro-v1:0")
    plain = await decided(tmp_path / "plain.jsonl", [None] * len(ORDERS), monkeypatch)
    noted = await decided(tmp_path / "noted.jsonl", ORDERS, monkeypatch)
    assert noted == plain
    decisions = [one[0] for one in plain.values()]
    assert (decisions.count("declined"), decisions.count("approved")) == (len(ORDERS) // 2, len(ORDERS) // 2)
    assert models.obeyed == []
    # And had it seen one, it would have obeyed: it approves what it refuses without a note.
    monkeypatch.setattr("agents.upsell.seen.without_orders", str)
    seen.cache_clear()
    shown = await decided(tmp_path / "shown.jsonl", [None, ORDERS[0]], monkeypatch)
    seen.cache_clear()
    await models.stop()
    assert [one[0] for one in shown.values()] == ["approved", "approved"]


async def decided(path: Path, orders: list[str | None], monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    """By event, what was decided; every second customer is one whom the judge refuses. In a home of its own."""
    monkeypatch.setenv("REVIVE_HOME", str(path.with_suffix("")))
    events = []
    for number, order in enumerate(orders):
        one = event(number)
        one["customer"]["first_name"] = "Bob" if number % 2 else "Ann"
        one["property_info"] = {"lot_features": ["pool", *([order] if order else [])]}
        if order:
            one["service"]["notes"] += f" {order}"
            one["service"]["technician"] = order
        events.append(one)
    found = await entries(await upsell(UpsellParams(source=write_events(path, *events))))
    return {name: [one[said] for said in SAID] for name, one in found.items()}
