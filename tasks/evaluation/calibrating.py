"""Measuring the judge: it is asked about answers that people have labelled, alone and in pairs."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from agents.core.kit import PROMPTS
from agents.evaluation.calibration import LEAST_LABELS, Labelled, Pair, calibrated
from agents.evaluation.references import load_references
from schemas.case import Case
from schemas.evaluation import Calibration
from tasks.evaluation.asking import together
from tasks.evaluation.judging import Bench
from tasks.evaluation.labels import read_labels
from tasks.evaluation.questions import labelled_question

_APART = 2  # points by which two labels must differ to say which answer is better


async def calibrate(bench: Bench, task: str) -> Calibration:
    """Judge every labelled answer. Once there are enough of a team's own labels, only those count."""
    shipped = load_references(PROMPTS, task)
    own = await read_labels(bench.desk.store, task)
    deciding = own if len(own) >= LEAST_LABELS else (*shipped, *own)
    alone = await together(_alone(bench, case) for case in deciding)
    both = list(_pairs((*shipped, *own)))
    pairs = await together(_pair(bench, one, other) for one, other in both)
    found = [labelled for labelled in alone if labelled is not None]
    model = (await bench.desk.runtime.models.get(bench.version.model)).name
    return calibrated(
        f"judge {bench.version.version}, {model}",
        task,
        found,
        [pair for pair in pairs if pair is not None],
        unanswered=len(deciding) - len(found),
        independent=deciding is own or not model.startswith("offline:"),
    )


async def _alone(bench: Bench, case: Case) -> Labelled | None:
    assert case.judged is not None, "labels are cases with a label"
    judgement = await bench.judgement(labelled_question(case), case.cluster)
    if judgement is None:
        return None
    return Labelled(case.cluster, case.judged.by, case.judged.score, judgement.first.overall)


def _pairs(cases: Iterable[Case]) -> Iterable[tuple[Case, Case]]:
    """The answers with the highest and the lowest label of each case, if the labels differ enough."""
    for _, answers in groupby(sorted(cases, key=_by_case), key=lambda case: case.cluster):
        ordered: Sequence[Case] = sorted(answers, key=_label)
        if _label(ordered[-1]) - _label(ordered[0]) >= _APART:
            yield ordered[-1], ordered[0]


def _by_case(case: Case) -> tuple[str, str]:
    return case.cluster, case.id


def _label(case: Case) -> int:
    return case.judged.score if case.judged else 0


async def _pair(bench: Bench, better: Case, worse: Case) -> Pair | None:
    one, other = labelled_question(better), labelled_question(worse)
    both = one.model_copy(update={"answers": (*one.answers, *other.answers)})
    turned = both.model_copy(update={"answers": (*other.answers, *one.answers)})
    first = await bench.judgement(both, better.cluster)
    second = await bench.judgement(turned, better.cluster)
    if first is None or second is None or first.second is None or second.second is None:
        return None
    return Pair((first.first.overall, first.second.overall), (second.second.overall, second.first.overall))
