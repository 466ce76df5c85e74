"""The agent that answers a question from passages, and what no schema can say of its answers."""

from agents.core.agent import Agent
from schemas.support.answer import AnswerInput, SupportAnswer


def _check(inputs: AnswerInput, output: SupportAnswer) -> str | None:
    known = {passage.id for passage in inputs.passages}
    unknown = [cited for cited in output.citations if cited not in known]
    if unknown:
        return f"citations: there is no passage {', '.join(unknown)}; there are {', '.join(sorted(known)) or 'none'}"
    if output.action == "answer" and not output.citations:
        return "citations: an answer names the passages that it rests on; if none holds it, refuse"
    if output.action != "answer" and not output.reason:
        return f"reason: say why the action is {output.action}"
    return None


AGENT = Agent("support-answer", AnswerInput, SupportAnswer, _check)
