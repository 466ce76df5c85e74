"""Revenue as the machinery sees it: findings in, each explained, ranked and put into the report."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup

from agents.core.failures import AgentFailedError
from agents.core.fingerprint import fingerprint
from agents.core.step import Resolved, Step
from agents.revenue.data_agent import AGENT as DATA_AGENT
from agents.revenue.explain import AGENT
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Estimate, Status
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.paid import Failure, PaidStep
from schemas.revenue.asking import DataAnswer
from schemas.revenue.case import FindingGiven, RevenueCase
from schemas.revenue.explanation import Explanation
from schemas.revenue.run import ExplanationStep, FindingRecord, FindingSubjectRow, RevenueParams
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.page import facts
from tasks.bulk.place import Place
from tasks.bulk.results_page import show_page
from tasks.bulk.run import Run
from tasks.bulk.sinks import JsonArray, write_records
from tasks.bulk.system import Rows
from tasks.revenue.anonymise import seen_by_model
from tasks.revenue.explained import write_explained
from tasks.revenue.intake import take_in_findings
from tasks.revenue.kept import KeptElsewhere
from tasks.revenue.log.writing import log_run
from tasks.revenue.sessions import report_key, result_key, result_of

_ASKED = ("question", "tool_results")


@dataclass(frozen=True, slots=True)
class RevenueContext:
    """What all findings of a session share."""

    session: str
    said: str  # context for the readers of the findings


@dataclass(slots=True)
class NoDuplicates:
    """Findings are not people: none repeats another."""

    found: dict[str, str] = field(default_factory=dict)

    def add(self, subject: Mapping[str, Any]) -> None:
        """Take one."""
        _ = subject


class Revenue(KeptElsewhere):
    """The system revenue (seed: RevOps). See `tasks.bulk.system` for what each function promises."""

    name = "revenue"
    agents = (AGENT, DATA_AGENT)  # the last one only answers questions; no finding is given to it
    params = RevenueParams
    filters = "--target or --max"
    id_field = "finding_id"
    address_field = "finding.owner"
    gated = False

    def owns(self, upload: Status) -> bool:
        """Its sessions say so."""
        return upload.system == self.name

    def read_subject(self, line: bytes) -> FindingSubjectRow:
        """A finding as it was taken in."""
        return FindingSubjectRow.model_validate_json(line)

    def read_record(self, content: bytes) -> FindingRecord:
        """The ledger's entry of a finding."""
        return FindingRecord.model_validate_json(content)

    async def subjects(self, place: Place, params: RevenueParams) -> Status:
        """The findings of an analysis, computed now, or of a session that is there."""
        return await take_in_findings(place, params)

    async def estimate(self, place: Place, params: RevenueParams) -> Estimate:  # noqa: ARG002 -- as the protocol has it
        """Computing findings is free, and only afterwards is it known how many there are to explain."""
        raise BadInputError("revenue has no dry run: --plain asks no model, and shows what there is to explain")

    def subject_id(self, subject: FindingSubjectRow) -> str:
        """The finding's id."""
        return subject.finding_id

    def customer_of(self, record: FindingRecord) -> str | None:
        """The account, where the finding is about one."""
        return record.row.finding.account_id

    def replace_subject(self, record: FindingRecord, subject: FindingSubjectRow) -> None:
        """What a finding says comes from the session."""
        record.row = subject

    async def context(self, place: Place, params: RevenueParams, upload: Status) -> RevenueContext:  # noqa: ARG002 -- same
        """The session, and what was said for all of it."""
        return RevenueContext(upload.upload_id, params.context)

    def wants(self, subject: Mapping[str, Any], params: RevenueParams) -> bool:  # noqa: ARG002 -- same
        """Every finding is explained; `--max` has cut them before."""
        return True

    def same_as(self) -> NoDuplicates:
        """Findings are not people."""
        return NoDuplicates()

    def knowing(self, context: RevenueContext, same_as: Mapping[str, str]) -> RevenueContext:  # noqa: ARG002 -- same
        """Nothing is held because of another."""
        return context

    def begin(self, subject: FindingSubjectRow, context: RevenueContext) -> FindingRecord:  # noqa: ARG002 -- same
        """A record without an explanation."""
        return FindingRecord(finding_id=subject.finding_id, row=subject)

    def settle(self, record: FindingRecord, context: RevenueContext) -> bool:  # noqa: ARG002 -- same
        """Nothing changes without a question."""
        return False

    def next_step(
        self, record: FindingRecord, context: RevenueContext, versions: Resolved
    ) -> Step[FindingRecord] | None:
        """The explanation, from what a model may see of the finding."""
        chosen = versions[AGENT.name]
        inputs = seen_by_model(record.row, context.session, context.said)
        asked = fingerprint(inputs.model_dump_json(), chosen.version.content_hash, chosen.model)
        if record.explanation is not None and record.explanation.fingerprint == asked:
            return None
        return Step(AGENT, 0, inputs, asked, 0, _keep, _failed)

    def steps(self, record: FindingRecord) -> Iterator[tuple[str, PaidStep]]:
        """The explanation."""
        if record.explanation is not None:
            yield AGENT.name, record.explanation

    def quality(self, record: FindingRecord, agent: str, context: RevenueContext) -> float | None:  # noqa: ARG002 -- same
        """Nobody says yet whether a finding came true."""
        return None

    def rests_on(self, context: RevenueContext) -> Iterator[str]:
        """What was said for all findings."""
        yield context.said

    def artifacts(self, keys: Upload) -> dict[str, str]:
        """What a session comes to."""
        session = keys.results.rpartition("/")[2]
        return {
            "report": report_key(session),
            "result": result_key(session),
            "explanations": f"{keys.results}/explanations.json",
        }

    def load(self) -> None:
        """Nothing heavy."""

    async def export(self, run: Run, observer: Observer, now: datetime) -> None:
        """Explanations, then result and report with them; the log learns what was said."""
        where = self.artifacts(run.keys)["explanations"]
        await write_records(run, observer, {where: lambda writer: JsonArray(writer, _element)})
        status = run.status
        result = await write_explained(run.place, status.upload_id, run.ledger, status.batches, status.cost_usd)
        assert isinstance(run.params, RevenueParams)
        await log_run(run.place.environment, run.params.request, result, now)

    async def figures(self, store: ArtifactStore, upload_id: str) -> tuple[Rows, ...]:
        """Findings by kind, and what is at stake."""
        result = await result_of(store, upload_id)
        kinds: dict[str, int] = {}
        for one in result.findings:
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
        stake = sum(one.revenue_at_stake for one in result.findings)
        return (
            [*((kind.replace("_", " "), str(many)) for kind, many in kinds.items()), ("at stake", f"${stake:,.0f}")],
        )

    async def present(self, run: Run) -> None:
        """The counts, and where everything is."""
        await show_page(run)

    def by_subject(self, keys: Upload) -> tuple[str, ...]:  # noqa: ARG002 -- same
        """Nothing is kept by the ids of findings."""
        return ()

    async def forget(
        self,
        place: Place,
        upload: Status,
        ledger: Ledger[FindingSubjectRow, FindingRecord],
        now: datetime,  # noqa: ARG002
    ) -> list[str]:
        """Explanations and report again, without the findings that went."""
        where = self.artifacts(Upload(upload.upload_id, self.name))
        # Of a session that nobody explained yet there are no records: `reword` has left the person out of its result.
        if upload.batches == 0 or not await place.store.exists(where["result"]):
            return []
        left = [one async for one in ledger.all_records(range(upload.batches))]
        said = [element for one in left if (element := _element(one)) is not None]
        await place.store.put(where["explanations"], json.dumps(said).encode())
        await write_explained(
            place, upload.upload_id, ledger, upload.batches, upload.cost_usd, only={one.finding_id for one in left}
        )
        return list(where.values())

    def case_of(self, record: FindingRecord, agent: str, context: RevenueContext) -> RevenueCase | None:  # noqa: ARG002
        """A past finding, as the model saw it."""
        if not record.complete:
            return None
        seen = seen_by_model(record.row, context.session, context.said)
        given = FindingGiven(finding_id=record.finding_id, finding=seen.finding, context=seen.context)
        return RevenueCase(id=record.finding_id, given=given)

    def show_case(self, case: Case) -> Markup:
        """The finding; or the question, with what tools give."""
        given = case.given.model_dump(mode="json")
        return facts(given["finding"] if "finding" in given else {name: given[name] for name in _ASKED})

    def show_answer(self, agent: str, output: Any) -> Markup:
        """The explanation; or the answer to a question."""
        if agent == DATA_AGENT.name:
            return facts(DataAnswer.model_validate(output, from_attributes=True).model_dump(mode="json"))
        return facts(Explanation.model_validate(output, from_attributes=True).model_dump(mode="json"))


def _keep(record: FindingRecord, output: Explanation, paid: PaidStep) -> None:
    record.explanation = ExplanationStep(output=output, **dict(paid))


def _failed(record: FindingRecord, failure: AgentFailedError) -> None:
    record.error = Failure(step=AGENT.name, message=str(failure), guardrail=failure.guardrail)


def _element(record: FindingRecord) -> dict[str, Any] | None:
    if record.explanation is None:
        return None
    return {"finding_id": record.finding_id, "explanation": record.explanation.output.model_dump(mode="json")}


REVENUE = Revenue()
