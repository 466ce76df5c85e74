"""Emails of an unsure analysis wait for a person; who is angry or threatens is held; what comes out says so."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Revive
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back

from schemas.bulk import Status
from schemas.errors import BadInputError
from schemas.winback.run import WinbackParams
from tasks.winback.approve import approve
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")
ROWS = (
    "sure,ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "unsure,ben@b.example,Company B,growth,80,2026-03-01,Too expensive",
    "angry,cal@c.example,Company C,growth,70,2026-03-01,You are crooks and my lawyer will contact you",
    "firm,dan@d.example,Law Firm D,growth,60,2026-03-01,We are a law firm and templates were missing",
)


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u"


def sends() -> dict[str, Any]:
    return {one["customer_id"]: one["send"] for one in json.loads((home() / "campaigns.json").read_bytes())}


@pytest.fixture
async def upload(fake: FakeBedrock, tmp_path: Path) -> Status:  # noqa: ARG001 -- it answers
    """Four customers; the fake is always equally sure, so everybody's emails wait above that."""
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    return await win_back(WinbackParams(source=str(source), upload_id="u", min_confidence=100), gate=False)


async def test_who_waits_who_is_held_and_what_an_approval_does(upload: Status, fake: FakeBedrock) -> None:
    assert sends() == {"sure": "review", "unsure": "review", "angry": "hold", "firm": "review"}
    assert (upload.ready, upload.review, upload.held) == (0, 3, 1)
    assert upload.counts.startswith("0 ready to send, 3 to review (revive approve u), 1 on hold")
    elsewhere = upload.model_copy(update={"params": {"environment": "prod eu"}})
    assert "3 to review (revive approve u --environment 'prod eu')" in elsewhere.counts
    assert (home() / "emails.csv").read_text(encoding="utf-8").count("\n") == 1
    report = (home() / "report.html").read_text(encoding="utf-8")
    assert report.index("threatens with the law") < report.index("<h2>MRR at stake")
    paid = fake.stats.paid
    await approve("u", ("unsure",), 0, "ann", "local")
    assert sends() == {"sure": "review", "unsure": "ready", "angry": "hold", "firm": "review"}
    assert json.loads((home() / "approvals.json").read_bytes())["unsure"]["by"] == "ann"
    # What was asked, and the approval, outlive a resume.
    status = await win_back(WinbackParams(upload_id="u"), gate=False)
    assert (status.ready, status.review, status.held, fake.stats.paid) == (1, 2, 1, paid)
    await approve("u", (), 0, "ben", "local")
    assert sends() == {"sure": "ready", "unsure": "ready", "angry": "hold", "firm": "ready"}


@pytest.mark.usefixtures("upload")
async def test_what_cannot_be_approved() -> None:
    for wanted, said in (("angry", "is on hold"), ("nobody", "no result of customer nobody")):
        with pytest.raises(BadInputError, match=said):
            await approve("u", ("sure", wanted), 0, "ann", "local")
    assert set(sends().values()) == {"review", "hold"}
    assert (await approve("u", (), 100, "ann", "local")).startswith("0 customers approved")


@pytest.mark.usefixtures("upload")
async def test_a_lifted_hold_is_no_approval() -> None:
    await rule_on("u", "angry", "release", "", "local")
    await win_back(WinbackParams(upload_id="u"), gate=False)
    assert sends()["angry"] == "review"


@pytest.mark.usefixtures("upload")
async def test_an_approval_that_was_emptied_is_no_permission() -> None:
    await approve("u", ("sure",), 0, "ann", "local")
    (home() / "approvals.json").write_text("{}")
    with pytest.raises(BadInputError, match=r"approvals\.json is not what Revive wrote"):
        await approve("u", (), 0, "ann", "local")


def test_the_command_is_one_line_where_there_is_no_upload(revive: Revive) -> None:
    done = revive("approve", "u")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
