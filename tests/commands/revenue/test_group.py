"""Revenue as somebody types it."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Revive

from tasks.revenue.demo.generate import generate


def by_rank(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    order = ("high", "medium", "low")
    return sorted(found, key=lambda one: (order.index(one["severity"]), -one["revenue_at_stake"]))


def test_a_plain_run_is_one_document_and_starts_no_server(revive: Revive, tmp_path: Path) -> None:
    generate(9, tmp_path / "data", 150)
    done = revive(
        "revenue", "run", "a4", "--warehouse", str(tmp_path / "data"), "--plain", "--max", "4", "--act", "--json"
    )
    assert done.code == 0, done.err
    said = json.loads(done.out)
    assert {"session_id", "analysis", "status", "findings", "dropped", "partial", "cost"} <= said.keys()
    assert (said["analysis"], said["status"], said["partial"], len(said["findings"])) == ("A4", "complete", False, 4)
    assert {"subject", "account_id", "kind", "severity", "revenue_at_stake", "evidence"} <= said["findings"][0].keys()
    assert said["act"]["outcome"] == "dry_run"
    assert Path(said["report"]).is_file()
    assert not (tmp_path / "revive" / "logs").exists()
    listed = revive("revenue", "findings", "list", "--json")
    assert listed.code == 0, listed.err
    found = json.loads(listed.out)
    assert [one["finding_id"] for one in found] == [one["finding_id"] for one in by_rank(found)]
    assert {one["subject"]["id"] for one in found} == {one["subject"]["id"] for one in said["findings"]}
    wrong = revive("revenue", "findings", "wrong", found[0]["finding_id"], "--by", "ana", "--note", "a test account")
    assert (wrong.code, "wrong" in wrong.out) == (0, True), wrong.err
    status = json.loads((Path(said["report"]).parent / "status.json").read_text())
    assert (status["status"], status["total"]) == ("stored", 4)  # resume has it explained, retention finds it
    written = json.loads(revive("revenue", "export-log", "--out", str(tmp_path / "log"), "--json").out)["rows"]
    assert (written["executions"], written["findings"], written["insights"]) == (1, 4, 4)
    checked = revive("revenue", "check", "--warehouse", str(tmp_path / "data"))
    assert (checked.code, checked.out.count("works")) == (0, 4), checked.out + checked.err
    missing = revive("revenue", "run", "A1", "--warehouse", str(tmp_path / "none"))
    assert (missing.code, missing.err.count("\n")) == (2, 1)


@pytest.mark.wire
def test_a_run_explains_what_it_finds_and_can_be_read_again(revive: Revive, tmp_path: Path) -> None:
    made = revive("demo", "warehouse", "--seed", "9", "--out", str(tmp_path / "data"), "--json")
    assert json.loads(made.out)["accounts"] == 200
    done = revive("revenue", "run", "A1", "--warehouse", str(tmp_path / "data"), "--json")
    assert done.code == 0, done.err
    said = json.loads(done.out)
    assert all(one["explanation"]["urgency"] for one in said["findings"])
    again = json.loads(revive("revenue", "report", said["session_id"], "--json").out)
    assert again["findings"] == said["findings"]
    assert "complete" in revive("results", said["session_id"]).out
    nobody = json.loads(revive("revenue", "actions", "list", "--json").out)
    assert nobody == []


def test_a_question_shows_its_sql_and_says_where_it_is_not_known(revive: Revive, tmp_path: Path) -> None:
    generate(9, tmp_path / "data", 150)
    done = revive("revenue", "ask", "top 3 accounts by ARR", "--warehouse", str(tmp_path / "data"))
    assert (done.code, "ORDER BY arr_usd DESC" in done.out) == (0, True), done.err
    assert "from named metrics" in done.err
    said = json.loads(revive("revenue", "ask", "our NPS?", "--warehouse", str(tmp_path / "data"), "--json").out)
    assert (said["status"], said["queries"]) == ("not_known", [])
    missing = revive("revenue", "import", "gong", "--out", str(tmp_path / "out"))
    assert (missing.code, "gong is not connected here" in missing.err, missing.err.count("\n")) == (2, True, 1)
