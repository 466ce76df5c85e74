"""`revive ask` and `revive support …`: questions, and the knowledge that they are answered from."""

from pathlib import Path
from typing import BinaryIO

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say
from commands.results import results
from commands.support.cases import cases
from commands.support.chat import chat
from commands.support.escalations import escalations
from commands.support.feedback import feedback_group
from commands.support.gaps import gaps
from commands.support.runs import run


@click.command(epilog=EPILOG, short_help="Ask a question, or a file of questions.")
@click.argument("question", required=False)
@click.option(
    "--batch", type=click.File("rb"), help="A file with one question per line, plain or JSON; - is standard input."
)
@click.option("--session", help="The session to continue.")
@click.option("--user", help="Whose session it is.")
@click.option("--interaction", help="An id of yours for the question, so that it is answered once if it is sent again.")
@environment_option
@json_option
@guarded
def ask(
    question: str | None,
    batch: BinaryIO | None,
    session: str | None,
    user: str | None,
    interaction: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Ask QUESTION; every question gets a reply within 8 seconds, and the reply says how it was decided.

    With --batch, each line of the file is a question, plain or JSON with `question` and optionally `session_id` and
    `user_id`; standard output gets one JSON line for each, in order.
    """
    from schemas.errors import BadInputError  # noqa: PLC0415 -- light start
    from tasks.support.asking import ask_lines, ask_once  # noqa: PLC0415 -- same

    if (question is None) == (batch is None):
        raise BadInputError('give a question, as in revive ask "…", or a file with --batch FILE')
    if batch is not None:
        if session is not None or interaction is not None:
            raise BadInputError("in a batch each line names its own ids; leave --session and --interaction out")
        print_json.done = True  # lines of replies are what standard output gets
        awaited(ask_lines(batch, environment, user, click.echo))
        return
    reply = awaited(ask_once(question or "", environment, session, user, interaction))
    if as_json:
        print_json(reply.model_dump(mode="json"))
        return
    say(reply.answer)
    for cited in reply.citations:
        say(f"  from: {cited.title} ({cited.source})")
    quality = "" if reply.quality is None else f", quality {reply.quality}"
    say(
        f"{reply.outcome}: {reply.reason or reply.intent or ''}{quality}; go on with --session {reply.session_id}",
        err=True,
    )


@click.command(epilog=EPILOG, short_help="Say what a customer thought of a reply.")
@click.argument("interaction")
@click.option("--rating", type=click.IntRange(1, 5), help="From 1, useless, to 5, solved.")
@click.option("--thumbs", type=click.Choice(["up", "down"]), help="Instead of a rating.")
@click.option("--comment", default="", help="In the customer's words.")
@environment_option
@json_option
@guarded
def feedback(
    interaction: str,
    rating: int | None,
    thumbs: str | None,
    comment: str,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Store a rating, thumbs or a comment on INTERACTION, the interaction_id of a reply."""
    from tasks.support.asking import say_of  # noqa: PLC0415 -- light start

    given = {"interaction_id": interaction, "rating": rating, "thumbs": thumbs, "comment": comment}
    kept = awaited(say_of(given, environment))
    if as_json:
        print_json(kept.model_dump(mode="json"))
    else:
        say(f"kept as {kept.feedback_id}")


@click.group(short_help="Questions of customers: files of them, and the knowledge that they are answered from.")
def support() -> None:
    """Files of questions, hand-overs to people, feedback, and the knowledge behind the answers."""


@support.group(short_help="The pages that answers come from.")
def knowledge() -> None:
    """The pages that answers come from: Markdown and HTML in prompts/support/knowledge, or another folder."""


_folder = click.option("--folder", type=click.Path(path_type=Path), help="Another folder of Markdown and HTML.")


@knowledge.command(epilog=EPILOG)
@_folder
@json_option
@guarded
def build(folder: Path | None, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Read the pages of a folder and make a snapshot of them, unless there is one already."""
    from tasks.support.knowing import built  # noqa: PLC0415 -- light start

    about = awaited(built(folder))
    if as_json:
        print_json(about.model_dump(mode="json"))
    else:
        say(f"{about.passages} passages in snapshot {about.id}, vectors of {about.embedder}")


@knowledge.command(epilog=EPILOG)
@click.argument("question")
@_folder
@json_option
@guarded
def search(question: str, folder: Path | None, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Show the passages that QUESTION would be answered from, best first."""
    from tasks.support.knowing import found_for  # noqa: PLC0415 -- light start

    found = awaited(found_for(question, folder))
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        say(f"{one.passage.id}  cosine {one.cosine:.2f}, words {one.bm25:.1f}\n  {one.passage.text[:160]}")
    if not found:
        say("no passage is relevant")


knowledge.add_command(gaps)
for command in (cases, escalations, feedback_group, run, results):
    support.add_command(command)

COMMANDS = (ask, chat, feedback, support)
