"""What `revive agents evaluate | compare | label` do at the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from agents.evaluation.comparison import signed_points
from agents.evaluation.evaluators import labels_of
from commands.awaited import awaited
from commands.console import stderr, stdout
from commands.output import print_json, say
from schemas.errors import BadInputError
from schemas.evaluation import Comparison, Evaluation, Mean, PairedRow, Side
from schemas.evaluation_params import CompareParams, EvaluateParams
from tasks.bulk.place import open_place
from tasks.evaluation.closing import require_gate
from tasks.evaluation.evaluate import compare_versions, evaluate_version
from tasks.evaluation.labels import Label, keep_labels, parse_csv
from tasks.evaluation.opening import listener
from tasks.registry.register import known_agent


def run_evaluation(params: EvaluateParams | CompareParams, environment: str, *, as_json: bool) -> None:
    """Run an evaluation and print its outcome; raises `GateFailedError` if the gate failed."""
    with _progress(enabled=not as_json):
        found = awaited(_found(params, environment))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        _show(found)
    require_gate(found)


async def _found(params: EvaluateParams | CompareParams, environment: str) -> Evaluation:
    if isinstance(params, CompareParams):
        return await compare_versions(params, environment)
    return await evaluate_version(params, environment)


def add_labels(
    agent: str, given: dict[str, Any] | str, evaluation_id: str | None, environment: str, *, as_json: bool
) -> None:
    """Store one label, or those of a CSV file, and say so."""
    known_agent(agent)
    labels = parse_csv(_read(given), given) if isinstance(given, str) else [_label(given)]

    async def kept() -> list[str]:
        place = await open_place(environment)
        return await keep_labels(place.store, agent, labels, evaluation_id, datetime.now(UTC))

    said = awaited(kept())
    if as_json:
        print_json({"agent": agent, "labelled": said})
    else:
        say("\n".join(said))


def _label(given: dict[str, Any]) -> Label:
    try:
        return Label.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"--{first['loc'][0]}: {first['msg']}") from None


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInputError(f"cannot read {path}: {error.strerror}") from None


def _show(found: Evaluation) -> None:
    table = Table(title=Text(found.evaluation_id), title_justify="left")
    labels = labels_of(found.agent)
    if isinstance(found, Comparison):
        for name in ("", found.sides[0].version, found.sides[1].version, "difference", "interval", "p", "cases"):
            table.add_column(name, justify="left" if not name else "right")
        for row in found.rows:
            table.add_row(labels.get(row.evaluator, row.evaluator), *_row(row), style="bold" if row.gating else "")
    else:
        for name in ("", found.sides[0].version, "interval", "answers"):
            table.add_column(name, justify="left" if not name else "right")
        for name, mean in found.sides[0].means.items():
            table.add_row(labels.get(name, name), *_mean(mean))
    stdout.print(table)
    for line in _lines(found):
        stdout.print(line, soft_wrap=True, markup=False)


def _row(row: PairedRow) -> tuple[str, ...]:
    interval = f"{signed_points(row.low)} to {signed_points(row.high)}"
    shares = (f"{row.candidate:.1%}", f"{row.baseline:.1%}", signed_points(row.difference))
    return (*shares, interval, f"{row.p_value:.3f}", str(row.clusters))


def _mean(mean: Mean) -> tuple[str, ...]:
    return f"{mean.mean:.1%}", f"{mean.low:.0%} to {mean.high:.0%}", str(mean.n)


def _lines(found: Evaluation) -> Iterator[str]:
    for side in found.sides:
        yield f"{side.version:>10}  {_side(side)}"
    for one in found.agreements:
        interval = f"{one.kappa_low:.2f} to {one.kappa_high:.2f}"
        whose = f"the labels of {one.labels} cases, {one.yes} of them yes"
        yield f"{'labels':>10}  kappa {one.kappa:.2f} ({interval}) of {one.version} with {whose}"
    for calibration in found.calibrations:
        if not calibration.labels:
            yield f"{'judge':>10}  decides nothing on {calibration.task}: none of its answers is labelled"
            continue
        whose = ", ".join(f"{source.labels} by {source.by}" for source in calibration.sources)
        may = "may decide" if calibration.can_gate else f"decides nothing: {calibration.why_not}"
        yield f"{'judge':>10}  kappa {calibration.kappa:.2f} on {calibration.task} ({whose}); {may}"
    if isinstance(found, Comparison):
        needed = f"; it would take about {found.cases_needed:,} cases" if found.cases_needed else ""
        yield f"{'verdict':>10}  {found.verdict}: {found.gained} won, {found.lost} lost of {found.cases} cases{needed}"
    if found.gate.asked:
        yield f"{'gate':>10}  {'passed' if found.gate.passed else 'failed'}: {'; '.join(found.gate.why)}"
    yield f"{'report':>10}  {found.artifacts['report']}"


def _side(side: Side) -> str:
    cost = "cost unknown" if side.usd_per_answer is None else f"${side.usd_per_answer:.5f} an answer"
    return f"{side.passed} of {side.cases} cases pass, {cost}, p95 {side.latency_s.p95:.2f} s, {side.model}"


@contextmanager
def _progress(*, enabled: bool) -> Iterator[None]:
    """A progress bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=stderr, disable=not (enabled and stderr.is_terminal), transient=True) as bar:
        task = bar.add_task("cases", total=None)

        def move(done: int, total: int, spent: float) -> None:
            bar.update(task, description=f"cases  ${spent:,.2f}" if spent else "cases", total=total, completed=done)

        token = listener.set(move)
        try:
            yield
        finally:
            listener.reset(token)
