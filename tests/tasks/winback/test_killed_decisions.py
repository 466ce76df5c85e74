"""A decision that is killed at any of its writes: the next command goes on, and nothing that was decided is lost."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, TESTS
from fakes.bedrock import FakeBedrock
from fakes.killed_decisions import SUBJECT
from fakes.small_uploads import small_upload

from tasks.winback.approve import approve
from tasks.winback.edit import edit

pytestmark = [pytest.mark.wire, pytest.mark.usefixtures("in_process")]
ROWS = (
    "ann,ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "ben,ben@b.example,Company B,growth,80,2026-03-01,Too expensive",
)


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u"


def kept(name: str) -> dict[str, Any]:
    path = home() / f"{name}.json"
    found: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
    return found


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((home() / "emails.csv").read_text(encoding="utf-8"), newline="")))


def killed_at_each_write(what: str) -> int:
    """Returns at how many writes the process was killed."""
    script = [sys.executable, "-m", "fakes.killed_decisions", what]
    paths = {"PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    decided: dict[str, Any] = {}
    for writes in range(100):
        done = subprocess.run([*script, str(writes)], env=os.environ | paths, check=False, capture_output=True)
        now = kept("approvals" if what == "approve" else "edits")
        assert decided.keys() <= now.keys(), "something that was decided is lost"
        decided = now
        if done.returncode == 0:
            return writes
        assert done.returncode == -9, done.stderr
    raise AssertionError("it never came to its end")


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> FakeBedrock:
    """Two customers whose emails wait for a person."""
    await small_upload(tmp_path, HEADER, ROWS, min_confidence=100)
    return fake


async def test_an_approval(upload: FakeBedrock) -> None:
    paid = upload.stats.paid
    assert killed_at_each_write("approve") > 3
    assert {row["customer_id"] for row in rows()} == {"ann"}
    await approve("u", ["ben"], 0, "ben", "local")
    assert {row["customer_id"] for row in rows()} == {"ann", "ben"}
    assert {name: one["by"] for name, one in kept("approvals").items()} == {"ann": "ann", "ben": "ben"}
    assert upload.stats.paid == paid


async def test_an_edit(upload: FakeBedrock) -> None:
    paid = upload.stats.paid
    await edit("u", "ben", 1, {"subject": SUBJECT}, "ben", "local")
    assert killed_at_each_write("edit") > 3
    await approve("u", [], 0, "ben", "local")
    subjects = {(row["customer_id"], row["email_number"]) for row in rows() if row["subject"] == SUBJECT}
    assert subjects == {("ann", "2"), ("ben", "1")}
    assert kept("edits")["ann"]["edits"][0]["by"] == "ann"
    assert upload.stats.paid == paid
