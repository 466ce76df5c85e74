"""A version that keeps no rule is called worse, with models at the other end of the wire; past events become cases."""

import shutil
from functools import partial
from pathlib import Path

import pytest
import yaml
from fakes.evaluations import compare, evaluate, home
from fakes.upsell_models import SPOILED, MessageModels
from fakes.upsell_runs import entries, event, upsell, write_events

from agents.core.kit import PROMPTS
from agents.versions.versions import Versions
from schemas.upsell.run import UpsellParams
from tasks.evaluation import opening
from tasks.evaluation.evaluate import compare_versions, evaluate_version

MODEL = "bedrock:amazon.nova-pro-v1:0"


@pytest.fixture
async def models(monkeypatch: pytest.MonkeyPatch) -> MessageModels:
    fake = MessageModels()
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await fake.start())
    monkeypatch.setenv("REVIVE_MODEL", MODEL)
    return fake


async def test_the_comparison_calls_a_spoiled_version_worse(
    models: MessageModels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = Path(shutil.copytree(PROMPTS, tmp_path / "prompts"))
    file = prompts / "upsell" / "upsell-message" / "1.0.0.yaml"
    version = yaml.safe_load(file.read_text("utf-8"))
    spoiled = version | {"version": "1.0.1", "system": f"{version['system']}\n{SPOILED}"}
    file.with_name("1.0.1.yaml").write_text(yaml.safe_dump(spoiled), encoding="utf-8")
    shutil.copy(file.with_suffix(".schema.json"), file.with_name("1.0.1.schema.json"))
    monkeypatch.setattr(opening, "Versions", partial(Versions, prompts))
    asked = compare(None, agent="upsell-message", candidate="1.0.1", baseline="1.0.0", tags=("numbers",))
    found = await compare_versions(asked, "local")
    candidate, baseline = found.sides
    assert (found.verdict, found.gate.passed) == ("worse", False)
    assert (baseline.passed, baseline.failed) == (baseline.cases, 0)
    assert candidate.passed < candidate.cases / 4
    await models.stop()


@pytest.mark.parametrize(("agent", "least"), [("upsell-message", 1.0), ("upsell-judge", 0.9)])
async def test_both_pass_their_golden_cases_without_a_model(agent: str, least: float) -> None:
    found = await evaluate_version(evaluate(None, agent=agent, version="1.0.0", min_pass_rate=least), "local")
    (side,) = found.sides
    assert found.gate.passed
    assert side.cases >= 40
    measured = [(one.labels, one.yes, one.kappa > 0.8, one.kappa_low > 0.6) for one in found.agreements]
    assert measured == ([(83, 34, True, True)] if agent == "upsell-judge" else [])


@pytest.mark.parametrize("agent", ["upsell-message", "upsell-judge"])
async def test_past_events_are_cases_in_which_nobody_is_recognised(agent: str, tmp_path: Path) -> None:
    notes = "Ann Fairweather opened, call (919) 555-0142. Droppings in the garage. Kyle comes again."
    visit = {"type": "Rodent Control", "date": "2026-11-18", "satisfaction_score": 5, "notes": notes}
    events = [event(number, service={**visit, "technician": "Kyle"}) for number in range(3)]
    for one in events:
        one["customer"] |= {"last_name": "Fairweather", "address": {"street": "12 Elm Court", "city": "Durham"}}
    status = await upsell(UpsellParams(source=write_events(tmp_path / "events.jsonl", *events)))
    asked = evaluate(None, agent=agent, version="1.0.0", upload_id=status.upload_id)
    found = await evaluate_version(asked, "local")
    assert (found.sides[0].cases, found.sides[0].failed) == (3, 0)
    said = "".join(path.read_text("utf-8") for path in home().glob("evaluations/**/*.json*"))
    said += "".join(path.read_text("utf-8") for path in home().glob("**/cases.jsonl"))
    assert "Droppings in the garage" in said
    assert [
        name for name in ("Fairweather", "Ann ", "555", "Kyle", "Elm Court", "Durham", "ann1@") if name in said
    ] == []


@pytest.mark.parametrize(
    ("refusals", "attempts", "decision"),
    [(0, 1, "approved"), (1, 2, "approved"), (2, 3, "approved"), (3, 3, "declined")],
)
async def test_what_the_judge_says_reaches_the_writer(
    refusals: int, attempts: int, decision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = MessageModels(refusals=refusals)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await models.start())
    monkeypatch.setenv("REVIVE_MODEL", MODEL)
    status = await upsell(UpsellParams(source=write_events(tmp_path / "events.jsonl", event(1))))
    (entry,) = (await entries(status)).values()
    assert (entry["decision"], entry["attempts"]) == (decision, attempts)
    assert models.critiques == attempts - 1
    await models.stop()
