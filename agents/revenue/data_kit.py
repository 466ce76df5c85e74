"""The kit of `revenue-data`: its cases, what is said of its answers, its rules for `offline`."""

from collections.abc import Iterator

from pydantic_core import from_json

from agents.core.dialogue import Dialogue
from agents.core.kit import AgentKit, Evaluated, Evaluator
from agents.revenue.data_agent import AGENT, BOUNDS, TOOLS, fits
from agents.revenue.questions.offline import answer, answer_alone
from agents.scoring.evaluators import MENTIONS
from agents.scoring.expected import mention_score, score_of
from agents.scoring.marks import Fault, mark
from schemas.evaluation import Score
from schemas.judge import Marks
from schemas.messages import ToolGave
from schemas.revenue.asking import DataAnswer, DataInput, DimensionView, MetricView, Outcome, TableView
from schemas.revenue.data_case import DataCase, DataExpectation

GROUNDED = Evaluator("grounded", "Figures of the results that it rests on")
STATUS = Evaluator("status", "Says what kind of answer it is")
RUBRIC = """\
The task was to answer a question about revenue from what tools gave: named metrics, rows of a query, rows of a service.
- correctness: it answers what was asked, with the right figure, period and unit.
- groundedness: every figure stands in a result. One invention: at most 3.
- usefulness: whoever asked knows what the figure is of; a no says what could be asked instead.
- style: short and plain.
"""


def _trials(_fields: tuple[str, ...]) -> tuple[DataInput, DataInput]:
    full = DataInput(
        question="How many deals were lost last month?", as_of="2026-10-10",
        metrics=(MetricView(name="deals_lost", about="Deals lost.", called=("lose deal",), by=("segment",)),),
        dimensions=(DimensionView(name="segment", called=("segment",), values=("enterprise",)),),
        tables=(TableView(name="opportunities", about="A row a deal.", columns={"opportunity_id": "VARCHAR"}),),
        joins=("opportunities.account_id = accounts.account_id",), sources=("slack",), withheld=("contact_email",),
    )  # fmt: skip
    return full, DataInput(question="?", as_of="2026-10-10")


def _question(case: DataCase, _fields: tuple[str, ...]) -> DataInput:
    return case.given.inputs


def _lacks(case: DataCase) -> str:
    return "" if case.given.question.strip() else "question: nothing is asked"


def _dialogue(case: DataCase) -> Dialogue:
    given = case.given
    tools = tuple(tool for tool in TOOLS if tool.name in {"metrics", "sql", *given.told.get("sources", ())})
    return Dialogue(given.history, tools, given.tool_results, BOUNDS)


def _outcomes(gave: tuple[ToolGave, ...]) -> dict[str, Outcome]:
    """What a case's tools gave, by the ids in their texts; a case that gives plain text has results without one."""
    found = [from_json(one.text) for one in gave if one.text.startswith("{")]
    return {
        str(one["id"]): Outcome(id=str(one["id"]), answer=one["answer"], text=str(one)) for one in found if "id" in one
    }


def _scores(case: DataCase, inputs: DataInput, output: DataAnswer) -> Iterator[Score]:
    yield from mention_score(case.expect, output.answer)
    if case.expect.status:
        right = output.status in case.expect.status
        yield score_of("status", [] if right else [f"is {output.status}, not {' or '.join(case.expect.status)}"])
    wrong = fits(inputs, output, _outcomes(case.given.tool_results)) if output.status == "answered" else None
    yield score_of("grounded", [] if wrong is None else [wrong])


def _judge(_inputs: DataInput, output: DataAnswer) -> Marks:
    """By what can be counted."""
    answered = output.status in {"answered", "no_rows"}
    poor = [] if answered else [Fault(5, "it gives no figure")]
    return Marks(
        correctness=mark(iter(poor), "it answers"),
        groundedness=mark(iter(()), "it names what it rests on"),
        usefulness=mark(iter(poor), "it gives a figure"),
        style=mark(iter(()), "it is brief"),
    )


_EVALUATED: Evaluated[DataInput, DataAnswer, DataCase] = Evaluated(
    case=DataCase,
    expectations=frozenset(DataExpectation.model_fields),
    evaluators=(MENTIONS, STATUS, GROUNDED),
    question=_question,
    lacks=_lacks,
    scores=_scores,
    judge_offline=_judge,
    rubric=RUBRIC,
    dialogue=_dialogue,
)
KIT: AgentKit[DataInput, DataAnswer] = AgentKit(
    AGENT, answer_alone, _trials, "revenue/revenue-data", evaluated=_EVALUATED, offline_with_tools=answer
)
