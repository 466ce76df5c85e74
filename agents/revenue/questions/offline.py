"""What `offline` does with a question: a request to the metrics or to a connected source; then its answer."""

import re

from pydantic_core import from_json

from agents.revenue.questions.plan import UnreadError, plan
from agents.revenue.questions.saying import nothing, said
from agents.revenue.questions.words import words_of
from schemas.messages import Conversation, ToolResult, ToolUse
from schemas.revenue.asking import DataAnswer, DataInput, SourceRequest
from schemas.revenue.metric import MetricRequest

_QUOTED = re.compile(r"[\"\u201c']([^\"\u201d']{2,100})[\"\u201d']")
_ABOUT = re.compile(
    r"\b(?:about|mention|mentions|mentioned|mentioning|contain|contains|containing) ([\w -]{2,60}?)(?=[?.!,]|$)"
)
_DAYS = re.compile(r"\b(?:last|past) ([0-9]{1,3}) days\b")
_NEAR = 5


def answer_alone(inputs: DataInput) -> DataAnswer:
    """Without tools nothing can be said but what is near."""
    return _not_known(inputs, "without a warehouse there is no figure")


def answer(inputs: DataInput, conversation: Conversation) -> DataAnswer | tuple[ToolUse, ...]:
    """The tool to use first; then the answer from what it gave."""
    if conversation.after:
        used = [use for message in conversation.after for use in message.tool_uses]
        results = [result for message in conversation.after for result in message.tool_results]
        if used and results:
            return _from(used[-1], results[-1])
    if withheld := _withheld(inputs):
        return DataAnswer(status="not_permitted", answer=f"That is not permitted: {withheld} may not be asked for.")
    if (source := _source(inputs)) is not None:
        return (source,)
    try:
        request = plan(inputs)
    except UnreadError as error:
        return _not_known(inputs, str(error))
    if conversation.must_answer or not any(tool.name == "metrics" for tool in conversation.tools):
        return answer_alone(inputs)
    return (ToolUse(id="use_1", name="metrics", input=request.model_dump(mode="json", exclude_defaults=True)),)


def _withheld(inputs: DataInput) -> str:
    """The column of a restricted class that is asked for, if one is."""
    asked = set(words_of(inputs.question).said)
    for column in inputs.withheld:
        parts = words_of(column).said
        if set(parts) <= asked or parts[-1] in asked & {"email", "phone", "address", "password"}:
            return column.replace("_", " ")
    return ""


def _source(inputs: DataInput) -> ToolUse | None:
    """A connected service that the question names."""
    text = inputs.question.lower()
    name = next((one for one in inputs.sources if re.search(rf"\b{one}\b", text)), None)
    if name is None:
        return None
    quoted = _QUOTED.search(inputs.question) or _ABOUT.search(text)
    days = _DAYS.search(text)
    wanted = SourceRequest(
        contains=None if quoted is None else quoted[1].strip(),
        days=30 if days is None else max(1, min(400, int(days[1]))),
    )
    return ToolUse(id="use_1", name=name, input=wanted.model_dump(mode="json", exclude_none=True))


def _from(use: ToolUse, result: ToolResult) -> DataAnswer:
    if result.failed:
        return DataAnswer(status="failed", answer=f"{use.name} gave no answer: {result.text[:300]}")
    given = from_json(result.text, allow_partial=True)
    kind, why = given["answer"], str(given.get("error") or "")[:300]
    if kind == "not_permitted":
        return DataAnswer(status="not_permitted", answer=f"That is not permitted: {why}")
    if kind == "failed":
        return DataAnswer(status="failed", answer=f"{use.name} failed: {why}")
    if use.name != "metrics":
        return _of_source(use, given)
    request = MetricRequest.model_validate(use.input)
    if kind == "no_rows":
        return DataAnswer(status="no_rows", answer=nothing(request))
    text = said(request, given["columns"], given["results"], given["total_rows"])
    return DataAnswer(status="answered", answer=text[:1500], rests_on=(given["id"],))


def _of_source(use: ToolUse, given: dict[str, object]) -> DataAnswer:
    if given["answer"] == "no_rows":
        return DataAnswer(status="no_rows", answer=f"{use.name} has nothing that matches.")
    text = f"{given['total_rows']} rows of {use.name} match; they stand below, the newest first."
    return DataAnswer(status="answered", answer=text, rests_on=(str(given["id"]),))


def _not_known(inputs: DataInput, why: str) -> DataAnswer:
    near = ", ".join(one.name.replace("_", " ") for one in inputs.metrics[:_NEAR])
    text = f"I cannot answer this from the metrics: {why}." + (f" Near are {near}." if near else "")
    return DataAnswer(status="not_known", answer=text[:1500])
