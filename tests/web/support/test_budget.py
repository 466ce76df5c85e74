"""The budget of a server that answers people."""

import json
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock, Faults
from fakes.door import door
from fakes.support_desk import learn_once

QUESTION = {"query": "How do I enlarge an EBS volume?"}


async def test_a_day_that_is_spent_ends_in_fallbacks_also_after_a_restart(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-lite-v1:0")
    monkeypatch.setenv("REVIVE_LIVE_BUDGET_USD", "0.0006")
    names = ("completeness", "structure", "accuracy", "tone", "groundedness")
    verdict = {"issues": [], "points": [{"criterion": name, "points": 90} for name in names]}
    said = {"action": "answer", "text": "Modify the volume.", "citations": ["p1"]}
    answers = {"SupportAnswer": json.dumps(said), "QualityVerdict": json.dumps(verdict)}
    fake = FakeBedrock(Faults(answer_by_tool=answers))
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await fake.start())
    outcomes = []
    for _ in range(2):
        async with door() as http:
            outcomes += [(await http.post("/query", json=QUESTION)).json() for _ in range(6)]
    await fake.stop()
    assert outcomes[0]["outcome"] == "answered"
    assert {one["reason"] for one in outcomes[-4:]} == {"BudgetStoppedError"}
    assert sum(one["cost_usd"] or 0 for one in outcomes) <= 0.0006
    assert fake.stats.paid < 12
