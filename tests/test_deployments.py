"""prefect.yaml as a user deploys it: the declared surface, and a run by a worker that gives what the command gives."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Bedrock, Revive
from fakes.project import ROOT, project_on
from prefect.flows import Flow, load_flow_from_entrypoint

Csv = Callable[[int], Path]
# What a run has to be given beside what the deployment says.
REQUIRED: dict[str, dict[str, Any]] = {
    "shard": {
        "upload_id": "u", "shard": 0, "shards": 1, "first_batch": 0, "batches": 1, "total": 1, "concurrency": 1,
    },
    "evaluate": {"agent": "campaign", "version": "1.1.0"},
    "compare": {"agent": "campaign", "candidate": "1.1.0"},
    "release": {"agent": "campaign", "version": "1.2.0"},
}  # fmt: skip


def test_declared_deployments() -> None:
    declared = yaml.safe_load((ROOT / "prefect.yaml").read_text())
    assert declared["pull"] == []
    surface = {
        f"{deployment['name']} of {deployment['entrypoint']}": (
            deployment["work_pool"]["name"],
            [(schedule["slug"], schedule["cron"]) for schedule in deployment.get("schedules", [])],
        )
        for deployment in declared["deployments"]
    }
    assert surface == {
        "nightly of flows.winback.winback": ("revive-local", [("nightly", "0 3 * * *")]),
        "on-demand of flows.winback.winback": ("revive-local", []),
        "daily of flows.outcomes.outcomes_import": ("revive-local", []),
        "shard of flows.winback.winback_shard": ("revive-local", []),
        "drain of flows.upsell.upsell": ("revive-local", [("drain", "*/5 * * * *")]),
        "features of flows.upsell_features.upsell_features": ("revive-local", [("features", "30 2 * * *")]),
        "on-demand of flows.upsell.upsell": ("revive-local", []),
        "shard of flows.upsell.upsell_shard": ("revive-local", []),
        "answer-queries of flows.support.answer_queries": ("revive-local", []),
        "observe of flows.support_observing.observe_live_answers": ("revive-local", [("observe", "*/15 * * * *")]),
        "on-demand of flows.support.answer_queries": ("revive-local", []),
        "shard of flows.support.support_shard": ("revive-local", []),
        "hourly of flows.support_feedback.analyze_feedback": ("revive-local", [("hourly", "10 * * * *")]),
        "tell of flows.support_feedback.tell_escalations": ("revive-local", [("tell", "*/5 * * * *")]),
        "a1-daily of flows.revenue.revenue": ("revive-local", [("a1-daily", "0 5 * * 1-5")]),
        "a2-weekly of flows.revenue.revenue": ("revive-local", [("a2-weekly", "0 6 * * 1")]),
        "a3-weekly of flows.revenue.revenue": ("revive-local", [("a3-weekly", "15 6 * * 1")]),
        "a4-weekly of flows.revenue.revenue": ("revive-local", [("a4-weekly", "30 5 * * 1")]),
        "a5-daily of flows.revenue.revenue": ("revive-local", [("a5-daily", "0 4 * * *")]),
        "a6-weekly of flows.revenue.revenue": ("revive-local", [("a6-weekly", "30 6 * * 1")]),
        "send-actions of flows.revenue_actions.send_actions": ("revive-local", [("send-actions", "10 * * * *")]),
        "on-demand of flows.revenue.revenue": ("revive-local", []),
        "shard of flows.revenue.revenue_shard": ("revive-local", []),
        "evaluate of flows.evaluation.evaluate_agent": ("revive-local", []),
        "compare of flows.evaluation.compare_agents": ("revive-local", []),
        "weekly of flows.retention.retention": ("revive-local", []),
        "lost of flows.lost_runs.lost_runs": ("revive-local", [("lost", "*/5 * * * *")]),
        "release of flows.release.deploy_agent_version": ("revive-local", []),
        "advance of flows.release.advance_releases": ("revive-local", [("advance", "*/15 * * * *")]),
        "watch of flows.watch.watch_agents": ("revive-local", [("watch", "*/15 * * * *")]),
    }
    schedules = [one for deployment in declared["deployments"] for one in deployment.get("schedules", [])]
    assert not any("active" in schedule for schedule in schedules)  # it would undo what a person switched
    for deployment in declared["deployments"]:
        flow: Flow[..., Any] = load_flow_from_entrypoint(deployment["entrypoint"])
        given = {"params": REQUIRED.get(deployment["name"], {})} if "params" in flow.parameters.properties else {}
        flow.validate_parameters(given | deployment.get("parameters", {}))


@pytest.mark.wire
def test_worker_runs_what_the_command_runs(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path, prefect_api: str
) -> None:
    source = str(customers_csv(6))
    project = project_on(prefect_api)
    project.deploy()
    assert "Revive Environment" in project.prefect("block", "register", "-m", "blocks.environment")
    with project.worker(tmp_path / "worker.log", REVIVE_SOURCE_ROOTS=str(tmp_path)):
        for field in ("source", "sender", "suppress"):
            params = {"source": source, "upload_id": field} | {field: "/etc/passwd"}
            run = project.wait(project.start("winback/on-demand", params), "FAILED", "CRASHED", "COMPLETED")
            assert "/etc/passwd is outside of what a deployment may read" in run["state"]["message"]

        bedrock.faults(fail_if="Company")
        failing = project.start("winback/on-demand", {"source": source, "upload_id": "d"})
        run = project.wait(failing, "FAILED", "CRASHED", "COMPLETED")
        assert run["state"]["name"] == "TooManyFailures"
        assert "10%" in run["state"]["message"]

        bedrock.faults(fail_if="")
        paid = bedrock.paid
        # What "Retry" in the UI does.
        project.prefect("flow-run", "retry", failing)
        project.wait(failing, "COMPLETED")
        assert bedrock.paid == paid + 12

        paid = bedrock.paid
        sharded: dict[str, object] = {"source": source, "upload_id": "s", "shards": 2, "frequency_cap_days": 0}
        project.wait(project.start("winback/on-demand", sharded), "COMPLETED", "FAILED", "CRASHED")
        assert bedrock.paid == paid + 12
    by_worker = json.loads((tmp_path / "revive/results/d/status.json").read_text())
    by_shards = json.loads((tmp_path / "revive/results/s/status.json").read_text())
    by_command = json.loads(revive("winback", source, "--upload-id", "c", "--frequency-cap", "0", "--json").out)
    for name in ("customers", "analyses", "campaigns", "rejects", "data_quality"):
        expected_bytes = Path(by_command["artifacts"][name]).read_bytes()
        assert Path(by_worker["artifacts"][name]).read_bytes() == expected_bytes
        assert Path(by_shards["artifacts"][name]).read_bytes() == expected_bytes
    assert by_worker["status"] == by_shards["status"] == by_command["status"] == "complete"
    assert by_shards["cost_usd"] == pytest.approx(by_command["cost_usd"], abs=2e-6)  # each shard rounds its own


@pytest.mark.wire
def test_the_form_refuses_what_the_command_refuses(prefect_api: str) -> None:
    flow: Flow[..., Any] = load_flow_from_entrypoint("flows.winback.winback")
    assert prefect_api
    with pytest.raises(Exception, match="concurrency"):
        flow.validate_parameters({"params": {"source": "x", "concurrency": 0}})
    schema = flow.parameters.model_dump()
    model = schema["definitions"]["WinbackParams"]["properties"]
    assert all("description" in field for field in model.values())


@pytest.mark.wire
def test_an_environment_block_moves_everything(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path, prefect_api: str
) -> None:
    assert prefect_api
    elsewhere = tmp_path / "elsewhere"
    save = (
        "import sys\n"
        "from blocks.environment import Environment\n"
        "from prefect_aws import AwsCredentials\n"
        "credentials = AwsCredentials(aws_access_key_id='AKIAFROMTHEBLOCK0000',"
        " aws_secret_access_key='planted-secret-of-the-block', region_name='eu-west-1')\n"
        "Environment(artifacts_url=sys.argv[1], model='bedrock:amazon.nova-lite-v1:0', requests_per_minute=1000,"
        " aws_credentials=credentials).save('blue', overwrite=True)\n"
    )
    subprocess.run([sys.executable, "-c", save, elsewhere.as_uri()], check=True)
    bedrock.faults(record=True)
    done = revive("winback", str(customers_csv(3)), "--environment", "blue", "--json")
    assert done.code == 0, done.err
    result = json.loads(done.out)
    assert Path(result["artifacts"]["campaigns"]).is_relative_to(elsewhere)
    assert bedrock.paid == 6
    assert not (tmp_path / "revive" / "results").exists()
    for path in elsewhere.rglob("*.json"):
        assert "planted-secret" not in path.read_text()
    shown = revive("results", result["upload_id"], "--environment", "blue", "--json")
    assert json.loads(shown.out)["completed"] == 3
    missing = revive("winback", str(customers_csv(3)), "--environment", "no-such")
    assert missing.code == 2
    assert "no environment 'no-such'" in missing.err
