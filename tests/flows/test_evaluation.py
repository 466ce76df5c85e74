"""The flows `evaluate-agent` and `compare-agents` on a real Prefect server, and the commands beside them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Bedrock, Revive, ask_prefect

RUN = """
import asyncio, json, sys
from flows.evaluation import compare_agents, evaluate_agent
for name, params in json.loads(sys.argv[1]):
    flow = {"evaluate": evaluate_agent, "compare": compare_agents}[name]
    state = asyncio.run(flow(params, return_state=True))
    print(json.dumps([state.name, state.message, str(state.state_details.flow_run_id)]))
"""


def run_flows(*asked: tuple[str, dict[str, Any]], cwd: Path) -> list[tuple[str, str, str]]:
    """State, message and id of each flow run, one after the other in one process."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(asked)],
        cwd=cwd, env=os.environ, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    return [(state, message or "", flow_run) for state, message, flow_run in said]


@pytest.mark.wire
def test_the_flows_and_the_commands_say_the_same(
    bedrock: Bedrock, revive: Revive, tmp_path: Path, prefect_api: str, golden: Callable[[int], Path]
) -> None:
    asked = {"agent": "churn-analysis", "cases": str(golden(4)), "judge": False}
    evaluated, compared = run_flows(
        ("evaluate", {**asked, "version": "1.1.0", "min_pass_rate": 0.9}),
        ("compare", {**asked, "candidate": "1.0.0", "baseline": "1.1.0"}),
        cwd=tmp_path,
    )
    assert (evaluated[0], compared[0], bedrock.paid) == ("GateFailed", "Completed", 4 + 4)
    assert "2 of 4 cases pass (50.0%), 90.0% were asked for" in evaluated[1]
    runs = {"flow_runs": {"id": {"any_": [evaluated[2]]}}}
    tasks = ask_prefect("POST", f"{prefect_api}/task_runs/filter", runs)
    assert sorted(task["name"] for task in tasks if task["name"].startswith("cases")) == [
        f"cases-{number:05d}" for number in range(4)
    ]
    artifacts = ask_prefect("POST", f"{prefect_api}/artifacts/filter", runs)
    assert {artifact["key"] for artifact in artifacts} == {"evaluation", "evaluation-scores"}
    assert any("gate FAILED" in str(artifact["data"]) for artifact in artifacts)

    rate = ("--no-judge", "--min-pass-rate", "0.9", "--json")
    done = revive("agents", "evaluate", "churn-analysis@1.1.0", "--cases", asked["cases"], *rate)
    assert (done.code, bedrock.paid) == (5, 8)
    assert json.loads(done.out)["gate"]["passed"] is False
    assert "the gate failed" in done.err


def test_commands_refuse_what_makes_no_sense(revive: Revive) -> None:
    done = revive("agents", "compare", "campaign@1.1.0", "campaign@1.0.0", "--json")  # offline, prompts only
    assert (done.code, json.loads(done.out)["exit_code"]) == (2, 2)
    assert "which offline does not read" in done.err
    assert revive("agents", "label", "campaign", "cause-pricing", "11", "--by", "ann").code == 2
    assert "give CASE, SCORE and --by NAME, or --csv FILE" in revive("agents", "label", "campaign").err


@pytest.fixture
def golden(tmp_path: Path) -> Callable[[int], Path]:
    """So many cases, of which the fake answers every second one rightly."""

    def write(count: int) -> Path:
        lines = [
            f"  - {{id: case-{number}, customer: {{company_name: Acme {number}, churn_date: 2026-01-31}}, "
            f"expect: {{category: {('pricing', 'features')[number % 2]}}}}}"
            for number in range(count)
        ]
        path = tmp_path / "cases.yaml"
        path.write_text("\n".join(["cases:", *lines]) + "\n", encoding="utf-8")
        return path

    return write
