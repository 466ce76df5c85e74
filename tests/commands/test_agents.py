"""`revive agents` as people type it."""

import asyncio
import json
import os
import re
import subprocess
from pathlib import Path

from conftest import REVIVE, Revive
from fakes.in_production import ANALYSIS, CAMPAIGN

from blocks.registry.open_registry import registry_in


def test_a_version_from_registration_to_history(revive: Revive, tmp_path: Path) -> None:
    listed = json.loads(revive("agents", "list", "--json").out)["versions"]
    production = next(one for one in listed if (one["agent"], one["version"]) == ("campaign", CAMPAIGN))
    assert (production["status"], production["percent"]) == ("production", 100)
    said = revive("agents", "list").out
    assert "every agent is answered by offline here" in said
    assert re.search(rf"churn-analysis +│ {re.escape(ANALYSIS)}", said)  # at 80 columns, as in a pipe
    assert not (tmp_path / "revive").exists()
    done = revive("agents", "register", "campaign", "1.0.0", "--by", "ann [bold]")
    assert (done.code, done.err) == (0, "")
    assert "campaign 1.0.0 is registered as a draft" in done.out
    assert "ann [bold]" in revive("agents", "history", "campaign").out  # text, not markup
    diff = revive("agents", "diff", "campaign@1.0.0", "campaign@1.1.0").out
    assert "--- system of campaign@1.0.0" in diff
    assert "-How to approach this category: {{ guidance }}" in diff


def test_an_error_is_one_line_and_one_document(revive: Revive) -> None:
    done = revive("agents", "show", "upsell", "--json")
    assert done.code == 2
    assert re.fullmatch(r"revive: no agent is called upsell; there are .*churn-analysis, campaign, judge\n", done.err)
    assert json.loads(done.out)["exit_code"] == 2


def test_two_who_begin_a_registry_at_once(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [*REVIVE, "agents", "register", "campaign", "1.0.0", "--by", name],
            cwd=tmp_path, env=os.environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for name in ("ann", "bob")
    ]  # fmt: skip
    ends = [(*process.communicate(timeout=60), process.returncode) for process in processes]
    assert [code for _, _, code in ends] == [0, 0], ends
    assert sorted("nothing was changed" in out for out, _, _ in ends) == [False, True]
    events = asyncio.run(registry_in(tmp_path / "revive" / "registry.db").history("campaign"))
    assert [event.seq for event in events] == [2, 1]


def test_a_version_goes_through_a_file(revive: Revive, tmp_path: Path) -> None:
    assert revive("agents", "export", "campaign@1.0.0", "v.yaml").out.startswith("campaign 1.0.0 (")
    checked = json.loads(revive("agents", "check", "v.yaml", "--json").out)
    assert not (tmp_path / "revive").exists()
    done = revive("agents", "import", "v.yaml", "--by", "ann")
    assert (done.code, f"campaign 1.0.0 is registered as a draft ({checked['content_hash']})" in done.out) == (0, True)
    (tmp_path / "v.yaml").write_text((tmp_path / "v.yaml").read_text().replace("temperature: 0", "temperature: 1"))
    refused = revive("agents", "check", "v.yaml")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "content_hash: it says" in refused.err
