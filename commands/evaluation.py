"""`revive agents evaluate | compare | label`: how good a version is, and whether another one is better."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commands.options import EPILOG, environment_option, guarded, json_option

if TYPE_CHECKING:
    from schemas.evaluation_params import CompareParams, EvaluateParams

_Params = TypeVar("_Params", "EvaluateParams", "CompareParams")
_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--cases", type=click.Path(), help="A folder or file of cases.  [default: those in prompts/]"),
    click.option("--tag", "tags", multiple=True, help="Only cases with this tag; may be repeated."),
    click.option("--upload", "upload_id", help="Use past customers of this upload instead of cases."),
    click.option("--sample", type=click.IntRange(1, 10_000), help="How many past customers.  [default: 100]"),
    click.option(
        "--k",
        type=click.IntRange(1, 20),
        help="How often to ask a case; it passes if every answer does.  [default: 1]",
    ),
    click.option(
        "--judge/--no-judge", default=None, help="Whether the judge scores the answers, too.  [default: judge]"
    ),
    click.option("--fresh", is_flag=True, default=None, help="Ask everything again, even what was paid for before."),
    click.option("--concurrency", type=click.IntRange(1, 1000), help="Model calls in flight.  [default: 8]"),
    click.option(
        "--max-cost-usd",
        type=click.FloatRange(min=0, min_open=True),
        help="Stop before spending more; it can be resumed.",
    ),
    environment_option,
    json_option,
)


def _common(command: _Command) -> _Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(epilog=EPILOG)
@click.argument("version", metavar="AGENT@VERSION")
@click.option("--min-pass-rate", type=click.FloatRange(0, 1), help="Exit with 5 if a smaller share of cases passes.")
@_common
@guarded
def evaluate(version: str, environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- click
    """Ask AGENT@VERSION every case, and say how good its answers are. No answer is paid for twice."""
    from commands.scores import run_evaluation  # noqa: PLC0415 -- light start
    from schemas.evaluation_params import EvaluateParams  # noqa: PLC0415 -- same
    from tasks.registry.register import reference  # noqa: PLC0415 -- same

    agent, name = reference(version)
    params = _params(EvaluateParams, options, agent=agent, version=name)
    run_evaluation(params, environment, as_json=as_json)


@click.command(epilog=EPILOG)
@click.argument("versions", metavar="[AGENT@BEFORE] AGENT@AFTER", nargs=-1, required=True)
@click.option(
    "--margin",
    type=click.FloatRange(0, 1, min_open=True),
    help="The smallest difference that matters.  [default: 0.05]",
)
@click.option(
    "--rule-out-loss", is_flag=True, default=None, help="Exit with 5 unless a loss of the margin can be ruled out."
)
@_common
@guarded
def compare(versions: tuple[str, ...], environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- same
    """Ask AFTER and BEFORE (default: production) the same cases: better, worse, or how many cases it takes to say.

    Exits with 5 if AFTER is worse.
    """
    from commands.scores import run_evaluation  # noqa: PLC0415 -- light start
    from schemas.evaluation_params import CompareParams  # noqa: PLC0415 -- same
    from tasks.registry.register import reference  # noqa: PLC0415 -- same

    if len(versions) > 2:  # noqa: PLR2004 -- before and after
        raise click.UsageError("two versions can be compared, not more")
    agent, candidate = reference(versions[-1])
    other, baseline = reference(versions[0]) if versions[1:] else (agent, None)
    if other != agent:
        raise click.UsageError(f"{versions[0]} and {versions[1]} are versions of two agents")
    params = _params(CompareParams, options, agent=agent, candidate=candidate, baseline=baseline)
    run_evaluation(params, environment, as_json=as_json)


@click.command(epilog=EPILOG, short_help="Say how good an answer is, so that the judge can be measured.")
@click.argument("agent")
@click.argument("case", required=False)
@click.argument("score", type=click.IntRange(1, 10), required=False)
@click.option("--by", help="The name of the person who labels.")
@click.option("--why", default="", help="Why not more, and why not less.")
@click.option("--version", help="Whose answer it is, if the evaluation has two versions.  [default: the candidate's]")
@click.option(
    "--evaluation", "evaluation_id", help="The evaluation that has the answer.  [default: the last one over cases]"
)
@click.option(
    "--csv",
    "path",
    type=click.Path(),
    help="A file of labels with columns case, score and by; version and why are optional.",
)
@environment_option
@json_option
@guarded
def label(agent: str, case: str | None, score: int | None, environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001
    """Give AGENT's answer to CASE a SCORE from 1 to 10; from 7 on it could be used as it is.

    Labels are what the judge is measured against. Read the answer in the report of the evaluation first.
    """
    from commands.scores import add_labels  # noqa: PLC0415 -- light start

    one = {name: options.pop(name) for name in ("by", "why", "version")} | {"case": case, "score": score}
    path, evaluation_id = options["path"], options["evaluation_id"]
    if (path is None) == (case is None or score is None or one["by"] is None):
        raise click.UsageError("give CASE, SCORE and --by NAME, or --csv FILE")
    said = {name: value for name, value in one.items() if value is not None} if path is None else path
    add_labels(agent, said, evaluation_id, environment, as_json=as_json)


def _params(kind: type[_Params], options: dict[str, Any], **named: str | None) -> _Params:
    from pydantic import ValidationError  # noqa: PLC0415 -- light start

    said = {name: value for name, value in {**options, **named}.items() if value not in (None, ())}
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        where = f"{first['loc'][0]}: " if first["loc"] else ""
        raise click.UsageError(f"{where}{first['msg'].removeprefix('Value error, ')}") from None
