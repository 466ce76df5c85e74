"""Emails written anew as a person asks: one paid call, in the upload's ledger and budget, whatever dies meanwhile."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Bedrock, Revive, started
from fakes.dying_store import KilledError, dying_after
from fakes.killed_runs import win_back

from schemas.bulk import Status
from schemas.errors import BadInputError, BudgetStoppedError, ProviderError, TooManyFailuresError
from schemas.winback.run import WinbackParams
from tasks.winback.edit import edit
from tasks.winback.regenerate import regenerate
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")
ROWS = (
    "ann,ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "ben,ben@b.example,Company B,growth,80,2026-03-01,Too expensive",
)
WORDS = "Ask what they use now, and nothing else."


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u"


def campaigns() -> dict[str, Any]:
    return {one["customer_id"]: one for one in json.loads((home() / "campaigns.json").read_bytes())}


def record(customer_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home() / f"customers/{customer_id}.json").read_bytes())
    return found


def instructions() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home() / "instructions.json").read_bytes())
    return found


def stored() -> Status:
    return Status.model_validate_json((home() / "status.json").read_bytes())


def resume() -> Any:
    return win_back(WinbackParams(upload_id="u"), gate=False)


async def run_first(tmp_path: Path, max_cost_usd: float | None) -> None:
    """Two customers with emails that may be sent."""
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    asked = WinbackParams(source=str(source), upload_id="u", min_confidence=0, max_cost_usd=max_cost_usd)
    await win_back(asked, gate=False)


@pytest.fixture
async def upload(bedrock: Bedrock, tmp_path: Path) -> Bedrock:
    """An upload whose budget has room for more."""
    await run_first(tmp_path, 1.0)
    bedrock.faults(record=True)
    return bedrock


async def test_the_command_pays_once_records_who_and_when_and_no_resume_pays_again(
    upload: Bedrock, revive: Revive
) -> None:
    before, cost, paid = record("ann"), stored().cost_usd, upload.paid
    await edit("u", "ann", 2, {"subject": "A subject of ours"}, "ann", "local")
    done = revive("regenerate", "u", "ann", "--instruction", f"  {WORDS}\n", "--by", "Dana", "--json")
    assert (done.code, done.err, upload.paid) == (0, "", paid + 1)
    assert json.loads(done.out)["status"] == "regenerated"
    assert WORDS in json.dumps(upload.requests[-1])
    now = record("ann")
    said = now["campaign"]["instruction"]
    assert (said["by"], said["text"], said["at"][:2]) == ("Dana", WORDS, "20")
    assert now["campaign"]["at"] >= before["campaign"]["at"]  # in whole seconds
    assert now["campaign"]["cost_usd"] > 0
    assert (now["spent"]["calls"], now["analysis"]) == (before["spent"]["calls"] + 1, before["analysis"])
    assert stored().cost_usd == pytest.approx((cost or 0) + now["campaign"]["cost_usd"], abs=2e-6)
    for _ in range(2):
        assert campaigns()["ann"]["instruction"] == said
        assert "instruction" not in campaigns()["ben"]
        report = (home() / "report.html").read_text(encoding="utf-8")
        assert f"as <bdi>Dana</bdi> asked on {said['at'][:10]}: {WORDS}" in report
        status = await resume()
        assert (status.ready, upload.paid) == (2, paid + 1)
    assert status.cost_usd == pytest.approx(sum(record(one)["spent"]["cost_usd"] for one in ("ann", "ben")), abs=2e-6)
    # The same words once more ask nothing new.
    assert "nothing was paid" in await regenerate("u", "ann", WORDS, "Dana", "local")
    assert upload.paid == paid + 1


@pytest.mark.parametrize("words", ["", " \n", "x" * 501])
async def test_an_instruction_of_no_words_or_too_many(words: str) -> None:
    with pytest.raises(BadInputError, match=r"--instruction: text: String should have at"):
        await regenerate("u", "ann", words, "Dana", "local")


async def test_who_cannot_be_written_to_anew(upload: Bedrock) -> None:
    await rule_on("u", "ben", "hold", "", "local")
    paid = upload.paid
    for customer, said in (("ben", "is on hold"), ("nobody", "has no customer nobody")):
        with pytest.raises(BadInputError, match=said):
            await regenerate("u", customer, WORDS, "Dana", "local")
    with pytest.raises(BadInputError, match="there is no upload other"):
        await regenerate("other", "ann", WORDS, "Dana", "local")
    assert (upload.paid, (home() / "instructions.json").exists()) == (paid, False)


async def test_a_customer_whose_analysis_is_out_of_date_is_refused(
    upload: Bedrock, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = upload.paid
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-pro-v1:0")
    with pytest.raises(BadInputError, match="ann would be analysed anew before its emails: revive resume u first"):
        await regenerate("u", "ann", WORDS, "Dana", "local")
    assert (upload.paid, (home() / "instructions.json").exists()) == (paid, False)


@pytest.mark.usefixtures("upload")
async def test_an_upload_that_was_cut_off_is_resumed_first() -> None:
    cut = stored().model_copy(update={"status": "processing"})
    (home() / "status.json").write_text(cut.model_dump_json())
    with pytest.raises(BadInputError, match="was cut off: revive resume u first"):
        await regenerate("u", "ann", WORDS, "Dana", "local")


async def test_answers_that_break_a_rule_change_nothing_but_what_was_paid(upload: Bedrock) -> None:
    await regenerate("u", "ann", WORDS, "Dana", "local")
    before, cost, paid = campaigns()["ann"], stored().cost_usd, upload.paid
    upload.faults(garbage=1.0)
    with pytest.raises(TooManyFailuresError, match=r"emails of ann stay as they were: 3 answers broke the rules"):
        await regenerate("u", "ann", "Give them 50% off.", "Ben", "local")
    upload.faults(garbage=0.0)
    assert (upload.paid, instructions()["ann"]["text"]) == (paid + 3, WORDS)
    assert (stored().cost_usd or 0) > (cost or 0)
    status = await resume()
    assert (upload.paid, status.ready, status.failed, campaigns()["ann"]) == (paid + 3, 2, 0, before)


async def test_a_model_that_is_away_takes_the_instruction_back(
    upload: Bedrock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIVE_RETRY_FOR_S", "0.1")
    upload.faults(down=True)
    with pytest.raises(ProviderError, match="emails of ann stay as they were"):
        await regenerate("u", "ann", WORDS, "Dana", "local")
    assert instructions() == {}


async def test_the_upload_s_budget_holds_and_may_be_raised(upload: Bedrock) -> None:
    paid = upload.paid
    spent = stored().cost_usd or 0
    with pytest.raises(BudgetStoppedError):
        await regenerate("u", "ann", WORDS, "Dana", "local", max_cost_usd=spent + 0.000001)
    assert (upload.paid, instructions()) == (paid, {})
    await regenerate("u", "ann", WORDS, "Dana", "local", max_cost_usd=spent + 0.1)
    assert upload.paid == paid + 1


async def test_killed_in_the_call_it_may_be_paid_and_a_resume_writes_them_once(upload: Bedrock, tmp_path: Path) -> None:
    paid = upload.paid
    upload.faults(latency=30.0)
    with started("regenerate", "u", "ann", "--instruction", WORDS, "--by", "Dana", cwd=tmp_path) as command:
        upload.wait_for_paid(paid + 1)
        command.kill()
        command.wait()
    assert instructions()["ann"]["text"] == WORDS
    assert "instruction" not in record("ann")["campaign"]
    upload.faults(latency=0.0)
    status = await resume()
    assert (upload.paid, campaigns()["ann"]["instruction"]["by"]) == (paid + 2, "Dana")
    assert status.maybe_paid_usd > 0
    assert (status.cost_usd or 0) + status.maybe_paid_usd >= upload.spent_usd
    await resume()
    assert upload.paid == paid + 2


@pytest.mark.wire
async def test_killed_at_any_write_it_is_neither_lost_nor_paid_twice(
    bedrock: Bedrock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a budget: the calls of a process wait for its writes, and this one lives on.
    await run_first(tmp_path, None)
    paid, writes, killed = bedrock.paid, 0, True
    while killed:
        words = f"Ask for the reason, in {writes} other ways of saying it"
        asked = bedrock.paid
        try:
            with dying_after(writes, monkeypatch):
                await regenerate("u", "ann", words, "Dana", "local")
            killed = False
        except KilledError:
            pass
        known = instructions().get("ann", {}).get("text") if (home() / "instructions.json").exists() else None
        saved = record("ann")["campaign"].get("instruction", {}).get("text") == words
        status = await resume()
        now = record("ann")["campaign"].get("instruction", {}).get("text")
        assert now == known
        assert (status.ready, status.failed) == (2, 0)
        # Once, and once more where the answer had come and could not be kept.
        assert bedrock.paid - asked <= (1 if saved or known != words else 2)
        writes += 1
    assert bedrock.paid > paid
    assert writes > 5


async def test_rules_do_not_claim_to_have_followed_an_instruction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIVE_MODEL", "offline")
    await run_first(tmp_path, None)
    before = campaigns()
    with pytest.raises(BadInputError, match="offline writes by rules and reads no instruction"):
        await regenerate("u", "ann", WORDS, "Dana", "local")
    assert campaigns() == before
    assert not (home() / "instructions.json").exists()
