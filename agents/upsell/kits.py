"""The kits of upsell's agents."""

from typing import Any

from agents.core.kit import AgentKit, Evaluated
from agents.upsell import judge, message, message_scores, questions, rubrics, trials, verdict_scores
from schemas.judge import Marks
from schemas.upsell.case import UpsellCase
from schemas.upsell.message import CustomerFacts, MessageInput, MessageJudgeInput, UpsellMessage, Verdict

_FIELDS = tuple(CustomerFacts.model_fields)


def _write(inputs: MessageInput) -> UpsellMessage:
    from agents.upsell.offline.writer import write  # noqa: PLC0415 -- its rules, only where they answer

    return write(inputs)


def _judge(inputs: MessageJudgeInput) -> Verdict:
    from agents.upsell.offline.judging import judge as judged  # noqa: PLC0415 -- as above

    return judged(inputs)


def _judge_message(inputs: MessageInput, output: UpsellMessage) -> Marks:
    from agents.upsell.offline.judging import judge_message  # noqa: PLC0415 -- as above

    return judge_message(inputs, output)


def _judge_verdict(inputs: MessageJudgeInput, output: Verdict) -> Marks:
    from agents.upsell.offline.judging import judge_verdict  # noqa: PLC0415 -- as above

    return judge_verdict(inputs, output)


_MESSAGES: Evaluated[MessageInput, UpsellMessage, UpsellCase] = Evaluated(
    case=UpsellCase,
    expectations=frozenset(("item", "must_mention", "must_not_mention", "max_words")),
    evaluators=message_scores.EVALUATORS,
    question=questions.message_question,
    lacks=questions.lacks_nothing,
    scores=message_scores.message_scores,
    judge_offline=_judge_message,
    rubric=rubrics.MESSAGES,
)
_VERDICTS: Evaluated[MessageJudgeInput, Verdict, UpsellCase] = Evaluated(
    case=UpsellCase,
    expectations=frozenset(("approved", "points", "low")),
    evaluators=verdict_scores.EVALUATORS,
    question=questions.judge_question,
    lacks=questions.lacks_message,
    scores=verdict_scores.verdict_scores,
    judge_offline=_judge_verdict,
    rubric=rubrics.VERDICTS,
    verdicts=verdict_scores.verdicts,
)
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(message.AGENT, _write, trials.messages, "upsell/upsell-message", _FIELDS, _MESSAGES),
    AgentKit(judge.AGENT, _judge, trials.verdicts, "upsell/upsell-judge", _FIELDS, _VERDICTS),
)
