"""`revive support cases review …`: badly rated answers that may become golden cases."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from tasks.support.learning.candidates import Candidate


@click.group(short_help="Golden cases from what customers rated badly.")
def cases() -> None:
    """What support's agents are evaluated on."""


@cases.group(short_help="Review badly rated answers: as golden cases, or not.", invoke_without_command=True)
@click.pass_context
def review(context: click.Context) -> None:
    """Badly rated answers that `revive support feedback analyze` found, for a person to decide about.

    Without a command, it lists those that wait in `local`.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_them, state="new", environment="local", as_json=False)


@review.command("list", epilog=EPILOG)
@click.option("--state", type=click.Choice(["new", "taken", "rejected"]), default="new", show_default=True)
@environment_option
@json_option
@guarded
def list_them(state: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """List those that nobody has decided about yet, oldest first."""
    from tasks.support.learning.reviewing import to_review  # noqa: PLC0415 -- light start

    found = awaited(to_review(environment, state))  # type: ignore[arg-type]  # one of the choices
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        say(_line(one))
    if not found:
        say("nothing to review")


@review.command(epilog=EPILOG)
@click.argument("candidate_id")
@environment_option
@json_option
@guarded
def show(candidate_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Show CANDIDATE_ID with its answer and the passages that it was given."""
    from tasks.support.learning.reviewing import with_passages  # noqa: PLC0415 -- light start

    one, found = awaited(with_passages(candidate_id, environment))
    if as_json:
        print_json({**one.model_dump(mode="json"), "passages": [each.model_dump(mode="json") for each in found]})
        return
    say(f"{_line(one)}\n\nAnswer of {one.agent_version}:\n{one.answer}\n")
    for number, each in enumerate(found, start=1):
        say(f"Passage {number}, {each.title}: {each.text[:600]}\n")


@review.command(epilog=EPILOG)
@click.argument("candidate_id")
@click.option(
    "--action",
    type=click.Choice(["answer", "clarify", "hand_over", "refuse"]),
    required=True,
    help="What the agent should have done.",
)
@click.option("--cites", type=click.IntRange(1, 20), multiple=True, help="A passage that it must cite, from 1.")
@click.option("--mention", multiple=True, help="What it must mention; | separates alternatives.")
@click.option("--not-mention", multiple=True, help="What it must not mention.")
@click.option("--why", default="", help="Why the case exists.  [default: what the customer said]")
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("support-answer-cases.yaml"),
    show_default=True,
    help="The file of cases to add it to.",
)
@by_option
@environment_option
@json_option
@guarded
def take(
    candidate_id: str,
    action: str,
    cites: tuple[int, ...],
    mention: tuple[str, ...],
    not_mention: tuple[str, ...],
    why: str,
    path: Path,
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Make CANDIDATE_ID a golden case; try it with revive agents evaluate support-answer@… --cases FILE."""
    from blocks.settings import login_name  # noqa: PLC0415 -- light start
    from tasks.support.learning.reviewing import take_in  # noqa: PLC0415 -- same

    expected = {"action": action, "cites": cites, "must_mention": mention, "must_not_mention": not_mention}
    one, case_id = awaited(take_in(candidate_id, environment, path, expected, by or login_name(), why))
    if as_json:
        print_json({**one.model_dump(mode="json"), "case_id": case_id, "file": str(path)})
    else:
        say(f"case {case_id} is in {path}")


@review.command(epilog=EPILOG)
@click.argument("candidate_id")
@click.option("--reason", required=True, help="Why it is not a golden case.")
@by_option
@environment_option
@json_option
@guarded
def reject(candidate_id: str, reason: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Reject CANDIDATE_ID as a golden case; it is not proposed again."""
    from blocks.settings import login_name  # noqa: PLC0415 -- light start
    from tasks.support.learning import reviewing  # noqa: PLC0415 -- same

    one = awaited(reviewing.reject(candidate_id, environment, by or login_name(), reason))
    if as_json:
        print_json(one.model_dump(mode="json"))
    else:
        say(_line(one))


def _line(one: "Candidate") -> str:
    rated = "" if one.rating is None else f"{one.rating} of 5  "
    decided = "" if one.state == "new" else f"  {one.state} by {one.reviewed_by}: {one.reason}"
    return f"{one.candidate_id}  {rated}{one.intent or ''}  {one.question[:100]}{decided}\n  {one.comment[:200]}"
