"""Win-back's chain: what is asked next is a function of what is there, and asking changes nothing."""

from datetime import date
from typing import Any

import pytest

from agents.core.failures import AgentFailedError
from agents.core.kit import PROMPTS
from agents.core.prompt import render
from agents.core.step import Chosen, Step
from agents.models.offline import OfflineModel
from agents.versions.versions import Versions
from agents.winback.campaign import load_guidance
from schemas.agent import ModelRequest, Usage
from schemas.customer import Customer
from schemas.hold import Ruling
from schemas.paid import PaidStep
from schemas.winback.run import CustomerRecord
from tasks.outreach.restrictions import Restrictions
from tasks.winback.context import WinbackContext
from tasks.winback.do_not_send import DoNotSend
from tasks.winback.system import WINBACK

VERSIONS = {agent.name: Chosen(Versions().choose(agent.name, "c-1"), OfflineModel.name) for agent in WINBACK.agents}
RECENTLY = Restrictions(contacted={"a": "2026-11-20"}, entries=lambda _: frozenset("a"))


def customer(reason: str = "It is too expensive for our small team.") -> Customer:
    return Customer(
        customer_id="c-1", email="ann@acme.example", company_name="Acme", subscription_tier="growth", mrr=49,
        churn_date=date(2026, 1, 31), cancellation_reason=reason,
    )  # fmt: skip


def context(**known: Any) -> WinbackContext:
    return WinbackContext(load_guidance(PROMPTS), do_not_send=DoNotSend(**known))


async def answer(record: CustomerRecord, step: Step[CustomerRecord]) -> None:
    version = VERSIONS[step.agent.name].version
    request = ModelRequest(
        agent=step.agent.name, inputs=step.inputs, system=render(version.system, step.inputs),
        user=render(version.user, step.inputs), output_name=version.output, output_schema=version.output_schema,
        settings=version.settings,
    )  # fmt: skip
    output = step.agent.output.model_validate((await OfflineModel().call(request)).output)
    step.keep(
        record, output,
        PaidStep(
            fingerprint=step.fingerprint, version=version.version, model=OfflineModel.name, usage=Usage(),
            cost_usd=0.0, latency_s=0.0, attempts=1,
        ),
    )  # fmt: skip


async def walk(record: CustomerRecord, there: WinbackContext) -> list[str]:
    """Which agents are asked until nothing is left."""
    asked = []
    while (step := WINBACK.next_step(record, there, VERSIONS)) is not None:
        asked.append(step.agent.name)
        await answer(record, step)
        WINBACK.settle(record, there)
    return asked


async def test_asking_what_is_next_changes_nothing_and_says_the_same_again() -> None:
    there, record = context(), WINBACK.begin(customer(), context())
    before = record.model_dump_json()
    one, other = (WINBACK.next_step(record, there, VERSIONS) for _ in range(2))
    assert one is not None
    assert other is not None
    assert (one.fingerprint, one.inputs, one.steps_after) == (other.fingerprint, other.inputs, 1)
    assert record.model_dump_json() == before


async def test_an_analysis_then_the_emails_then_nothing() -> None:
    there, record = context(), WINBACK.begin(customer(), context())
    assert await walk(record, there) == ["churn-analysis", "campaign"]
    assert record.ready
    assert [agent for agent, _ in WINBACK.steps(record)] == ["churn-analysis", "campaign"]
    assert await walk(record, there) == []


@pytest.mark.parametrize(
    ("reason", "known", "asked", "code"),
    [
        ("We closed our business for good.", {}, ["churn-analysis"], "business_closed"),
        ("Too dear.", {"holdout": 1.0}, ["churn-analysis"], "holdout"),
        ("Too dear.", {"rulings": {"c-1": Ruling(action="hold", at="2026-11-28")}}, ["churn-analysis"], "manual"),
        ("Too dear.", {"restrictions": RECENTLY}, [], "contacted"),
    ],
)  # fmt: skip
async def test_who_is_held_gets_no_emails(reason: str, known: dict[str, Any], asked: list[str], code: str) -> None:
    there = context(**known)
    record = WINBACK.begin(customer(reason), there)
    assert await walk(record, there) == asked
    assert record.hold is not None
    assert record.hold.code == code
    assert record.complete


async def test_who_is_held_out_stays_so_whatever_comes_later() -> None:
    record = WINBACK.begin(customer(), context(holdout=1.0))
    listed = Restrictions(suppressed=frozenset({"a"}), entries=lambda _: frozenset({"a"}))
    for later in (context(holdout=1.0, restrictions=RECENTLY), context(holdout=1.0, restrictions=listed)):
        assert not WINBACK.settle(record, later)
    lifted = {"c-1": Ruling(action="release", at="2026-11-28")}
    assert WINBACK.settle(record, context(holdout=1.0, restrictions=listed, rulings=lifted))
    assert record.hold is not None
    assert record.hold.code == "suppressed"


async def test_who_is_let_go_is_written_to_from_the_analysis_that_was_paid_for() -> None:
    held = context(rulings={"c-1": Ruling(action="hold", at="2026-11-28")})
    record = WINBACK.begin(customer(), held)
    await walk(record, held)
    assert WINBACK.settle(record, context())
    assert await walk(record, context()) == ["campaign"]
    assert not WINBACK.settle(record, context())


async def test_another_reason_asks_for_both_anew() -> None:
    there, record = context(), WINBACK.begin(customer(), context())
    await walk(record, there)
    record.customer = customer("The export to Excel never worked.")
    assert await walk(record, there) == ["churn-analysis", "campaign"]


async def test_a_failure_names_its_step() -> None:
    record = WINBACK.begin(customer(), context())
    step = WINBACK.next_step(record, context(), VERSIONS)
    assert step is not None
    step.failed(record, AgentFailedError("it broke the rules", guardrail=True))
    assert record.error is not None
    assert (record.error.step, record.error.message, record.error.guardrail) == (
        "churn-analysis", "it broke the rules", True,
    )  # fmt: skip


async def test_what_a_finished_upload_rests_on_changes_with_each_of_them() -> None:
    there = [
        context(),
        context(rulings={"c-1": Ruling(action="hold", at="2026-11-28")}),
        context(restrictions=Restrictions(suppressed=frozenset({"a"}), entries=frozenset)),
        context(restrictions=Restrictions(contacted={"a": "2026-11-20"}, entries=frozenset)),
    ]
    assert len({tuple(WINBACK.rests_on(one)) for one in there}) == len(there)
