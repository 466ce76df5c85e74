"""Evaluation: answers, scores and results."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.agent import Draft
from schemas.case import Case
from schemas.paid import Latency, Spend, ToolTurns

Verdict = Literal["better", "worse", "inconclusive"]
PASSED, JUDGE = "passed", "judge"


class Answer(BaseModel):
    """One paid answer, stored as soon as it arrives, so that no run pays for it again."""

    fingerprint: str  # of what was asked; equal means that paying again could not give a different task
    agent: str
    version: str
    model: str  # who answered
    turn: int  # which repetition of the question this is, from 0
    customer_id: str = Field(description="Whose answer it is, so that it can be erased.")
    output: Any = Field(default=None, description="The typed output; None until an answer is valid.")
    failure: str = Field(default="", description="Why there will be no output.")
    refused: bool = Field(default=False, description="Whether the provider refused to answer; never stored.")
    drafts: tuple[Draft, ...] = ()  # paid answers that broke a rule
    tools: ToolTurns | None = Field(
        default=None, exclude_if=lambda turns: turns is None, description="What it asked of tools, and what they gave."
    )
    spent: Spend = Spend()  # on this answer, drafts and turns with tools included
    latency_s: float = Field(default=0.0, description="Seconds of the valid answer.")
    attempts: int = 0  # answers that it took, rejected ones included
    at: str = ""  # when it was paid, ISO 8601 in UTC

    @property
    def settled(self) -> bool:
        """Whether nothing more needs to be asked. A refusal that cost nothing settles nothing."""
        return self.output is not None or (bool(self.failure) and self.paid)

    @property
    def paid(self) -> bool:
        """Whether a model answered at all, even if the answer broke the rules."""
        return self.spent.calls > 0


class Score(BaseModel):
    """One evaluator's score of one answer, from 0 to 1; `detail` says why it is not 1."""

    model_config = ConfigDict(frozen=True)

    evaluator: str
    value: float = Field(ge=0, le=1)
    detail: str = ""


class Run(BaseModel):
    """One answer with its scores."""

    turn: int  # which repetition of the case this is, from 0
    passed: bool  # whether every score that is not for information only is 1
    output: Any = None  # the typed output; None if there is none
    failure: str = ""  # why there is none
    refused: bool = Field(
        default=False, description="The provider refused to answer, which says nothing about the version."
    )
    scores: tuple[Score, ...] = ()  # one per evaluator
    spent: Spend = Spend()  # on this answer, drafts included
    attempts: int = 0  # answers that it took, rejected ones included
    latency_s: float = 0.0  # of the valid answer


class Outcome(BaseModel):
    """One case with its runs, by side."""

    case: Case
    sides: tuple[tuple[Run, ...], ...]

    def passed(self, side: int) -> bool:
        """Whether every run of this side passed (pass^k)."""
        return all(run.passed for run in self.sides[side])

    @property
    def refused(self) -> bool:
        """Whether any side lacks an answer because the provider refused: the sides cannot be compared on this case."""
        return any(run.refused for runs in self.sides for run in runs)

    def only(self, side: int) -> bool:
        """Whether this side passes and the other, which has answers too, does not."""
        return not self.refused and self.passed(side) and not self.passed(1 - side)

    @property
    def changed(self) -> bool:
        """Whether one side passes and the other does not."""
        return len(self.sides) > 1 and (self.only(0) or self.only(1))


class Mean(BaseModel):
    """A mean with its confidence interval (95%, bootstrap clustered by customer). `n` counts answers."""

    model_config = ConfigDict(frozen=True)

    mean: float
    low: float
    high: float
    n: int


class Side(BaseModel):
    """One version in an evaluation."""

    version: str
    content_hash: str
    model: str  # who answered for it
    cases: int  # asked
    passed: int = Field(description="Cases that passed every time (pass^k).")
    means: dict[str, Mean] = Field(description="Per evaluator; `passed` is the share of answers that pass (pass^1).")
    failed: int = Field(description="Questions without a valid answer.")
    refused: int = Field(default=0, description="Of `failed`: the provider refused to answer.")
    repaired: int = Field(description="Answers that were valid only after the model was asked again.")
    spent: Spend  # on its answers, whichever run paid them
    usd_per_answer: float | None  # None if no price is known
    latency_s: Latency  # of the answers that held


class PairedRow(BaseModel):
    """One evaluator, paired: how the candidate differs from the baseline."""

    evaluator: str
    gating: bool  # whether it decides the verdict
    candidate: float  # the candidate's mean
    baseline: float  # the baseline's mean
    difference: float  # candidate - baseline
    low: float  # the interval's lower end
    high: float  # and its upper end
    level: float = Field(description="Confidence of the interval from low to high.")
    p_value: float  # how often chance alone makes as large a difference
    n: int  # pairs of answers
    clusters: int  # customers they belong to
    method: str  # how p-value and interval were made
    verdict: Verdict
    not_worse: bool = Field(description="Whether a loss of the margin can be ruled out.")
    cases_needed: int | None = None  # for a difference like this one to show; None if it shows, or never would


class LabelSource(BaseModel):
    """The labels of one person that a calibration uses."""

    by: str
    labels: int
    agreement: float


class Calibration(BaseModel):
    """The judge compared with people's labels of the same answers."""

    judge: str = Field(description="Version and model of the judge.")
    task: str  # the agent whose answers were labelled
    labels: int  # how many there are
    agreement: float = Field(description="Share of labels where the judge agrees on good enough or not.")
    kappa: float = Field(description="Cohen's kappa of that agreement.")
    weighted_kappa: float = Field(description="Quadratically weighted kappa of the points.")
    kappa_low: float  # the lower end of its 95% interval
    kappa_high: float  # and the upper end
    preference: float | None = Field(
        description="Share of labelled pairs in which the judge prefers the same answer as the labels."
    )
    flips: float | None = Field(description="Share of pairs where its preference depends on the order of the two.")
    pairs: int  # labelled pairs, of one case each
    unanswered: int = Field(default=0, description="Labels for which the judge gave no usable judgement.")
    sources: tuple[LabelSource, ...]  # whose labels they are
    can_gate: bool  # whether the judge may decide a gate
    why_not: str = ""  # and if not, why


class Agreement(BaseModel):
    """An agent that decides yes or no, compared with the labels of its own cases."""

    version: str
    labels: int  # cases with a label, and an answer
    yes: int  # of them, those whose label is yes
    agreement: float = Field(description="Share of labels with which it agrees.")
    kappa: float = Field(description="Cohen's kappa of that agreement.")
    kappa_low: float  # the lower end of its 95% interval
    kappa_high: float  # and the upper end


class EvaluationGate(BaseModel):
    """Whether a version may go on."""

    passed: bool
    asked: bool = Field(default=True, description="Whether there was any condition that it could fail.")
    why: tuple[str, ...]


class Evaluation(BaseModel):
    """`evaluation.json`: the figures of one version. The single cases are beside it, in cases.jsonl."""

    kind: Literal["evaluation", "comparison"] = "evaluation"
    evaluation_id: str
    agent: str
    at: str  # ISO 8601 in UTC
    source: str = Field(description="Where the cases came from.")
    upload_id: str | None = None  # whose past customers were the cases; None for golden cases
    cases: int  # how many were asked
    k: int  # how often each
    sides: tuple[Side, ...] = Field(description="The version, or the candidate and then the baseline.")
    judge: str = Field(default="", description="Version and model of the judge, empty where none was asked.")
    judge_failures: int = Field(default=0, description="Answers for which the judge gave no usable judgement.")
    calibrations: tuple[Calibration, ...] = ()  # the judge against people's labels, one per agent
    agreements: tuple[Agreement, ...] = Field(
        default=(), exclude_if=lambda said: not said, description="Of an agent that decides: with its cases' labels."
    )
    gate: EvaluationGate
    missing: str = Field(default="", description="Which answers are missing, if too many for a verdict.")
    paid_usd: float | None = Field(default=0.0, description="What this run paid, without what had been paid before.")
    artifacts: dict[str, str] = Field(default_factory=dict)  # by name: where to find them


class Comparison(Evaluation):
    """Two versions on the same cases."""

    kind: Literal["evaluation", "comparison"] = "comparison"
    rows: tuple[PairedRow, ...]  # one per evaluator
    verdict: Verdict  # of the candidate
    cases_needed: int | None = Field(
        default=None, description="How many cases it takes for a difference like this one to show."
    )
    gained: int = Field(description="Cases that only the candidate passes.")
    lost: int = Field(description="Cases that only the baseline passes.")
    margin: float  # the smallest difference that matters
    same_version: bool = Field(default=False, description="A version against itself: a check of the method.")
