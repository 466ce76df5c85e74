"""The kits of support's agents."""

from typing import Any

from agents.core.kit import AgentKit, Evaluated
from agents.scoring.evaluators import MENTIONS
from agents.support import answering, cases, quality, summarising, summary_cases
from schemas.judge import Marks
from schemas.support.answer import AnswerInput, PassageView, QualityInput, QualityVerdict, SupportAnswer
from schemas.support.case import AnswerCase, SummaryCase, VerdictCase
from schemas.support.summary import ConversationSummary, SaidBefore, SummaryInput

_SEES_CONVERSATIONS = "1.2.0"  # of the judge
_PASSAGE = PassageView(id="p1", title="Buckets", text="A bucket that holds objects cannot be deleted. Empty it first.")


def _answer(inputs: AnswerInput) -> SupportAnswer:
    from agents.support.offline.answer import answer  # noqa: PLC0415 -- its rules, only where they answer

    return answer(inputs)


def _judge(inputs: QualityInput) -> QualityVerdict:
    from agents.support.offline.quality import judge  # noqa: PLC0415 -- as above

    return judge(inputs)


def _summary(inputs: SummaryInput) -> ConversationSummary:
    from agents.support.offline.summary import summary  # noqa: PLC0415 -- as above

    return summary(inputs)


def _answers(_fields: tuple[str, ...]) -> tuple[AnswerInput, AnswerInput]:
    return (
        AnswerInput(
            question="How do I delete a bucket?",
            topic="files",
            passages=(_PASSAGE,),
            flagged=True,
            earlier="Delete it.",
            critique=("It does not say how.",),
        ),
        AnswerInput(question="?"),
    )


def _verdicts(_fields: tuple[str, ...]) -> tuple[QualityInput, QualityInput]:
    criteria = quality.read_criteria().criteria
    return (
        QualityInput(
            question="How do I delete a bucket?",
            answer="Empty it first.",
            citations=("p1",),
            passages=(_PASSAGE,),
            criteria=criteria,
        ),
        QualityInput(question="?", answer="I do not know.", criteria=criteria),
    )


def _conversations(_fields: tuple[str, ...]) -> tuple[SummaryInput, SummaryInput]:
    turn = SaidBefore(question="How do I delete a bucket?", answer="Empty it first.")
    return SummaryInput(earlier="Asked about files.", turns=(turn,)), SummaryInput()


def _judge_answer(inputs: AnswerInput, output: SupportAnswer) -> Marks:
    return cases.marks_of_answer(inputs, output, _judge)


_ANSWERS: Evaluated[AnswerInput, SupportAnswer, AnswerCase] = Evaluated(
    case=AnswerCase,
    expectations=frozenset(("action", "cites", "must_mention", "must_not_mention", "max_words")),
    evaluators=(MENTIONS, cases.ACTION, cases.CITES, cases.SAFE, cases.BRIEF),
    question=cases.answer_question,
    lacks=cases.lacks_question,
    scores=cases.answer_scores,
    judge_offline=_judge_answer,
    rubric=cases.ANSWER_RUBRIC,
    judge_from=_SEES_CONVERSATIONS,
    dialogue=cases.answer_dialogue,
)
_VERDICTS: Evaluated[QualityInput, QualityVerdict, VerdictCase] = Evaluated(
    case=VerdictCase,
    expectations=frozenset(("passes", "low", "high")),
    evaluators=(cases.VERDICT, cases.POINTS),
    question=cases.verdict_question,
    lacks=cases.lacks_answer,
    scores=cases.verdict_scores,
    judge_offline=cases.marks_of_verdict,
    rubric=cases.VERDICT_RUBRIC,
    judge_from=_SEES_CONVERSATIONS,
)
_SUMMARIES: Evaluated[SummaryInput, ConversationSummary, SummaryCase] = Evaluated(
    case=SummaryCase,
    expectations=frozenset(("must_mention", "must_not_mention", "max_words")),
    evaluators=(MENTIONS, *summary_cases.EVALUATORS),
    question=summary_cases.summary_question,
    lacks=summary_cases.lacks_turns,
    scores=summary_cases.summary_scores,
    judge_offline=summary_cases.marks_of_summary,
    rubric=summary_cases.RUBRIC,
)
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(answering.AGENT, _answer, _answers, "support/support-answer", evaluated=_ANSWERS),
    AgentKit(quality.AGENT, _judge, _verdicts, "support/support-quality", evaluated=_VERDICTS),
    AgentKit(summarising.AGENT, _summary, _conversations, "support/support-summary", evaluated=_SUMMARIES),
)
