"""`revive chat`: a conversation at the terminal, or line by line through a pipe."""

import sys
from typing import TYPE_CHECKING

import click

from commands.options import EPILOG, environment_option, guarded
from commands.output import say

if TYPE_CHECKING:
    from asyncio import Runner

    from tasks.support.chatting import Chat

_LONGEST = 1 << 20  # characters that are read of a line


@click.command(epilog=EPILOG, short_help="Talk with support at the terminal.")
@click.option("--session", help="The session to continue; its last turns are shown.")
@click.option("--user", help="Whose session it is.")
@environment_option
@guarded
def chat(session: str | None, user: str | None, environment: str) -> None:
    """Ask question after question; answers come as they are made, and the conversation is kept.

    Ctrl-C stops an answer or, at the prompt, ends the conversation; so does Ctrl-D. Without a terminal, each line of
    standard input is a question.
    """
    import signal  # noqa: PLC0415 -- light start
    from asyncio import Runner  # noqa: PLC0415 -- same

    from schemas.errors import InterruptedRunError  # noqa: PLC0415 -- same
    from tasks.support.chatting import Chat  # noqa: PLC0415 -- same

    # Python's own handler lets Ctrl-C end one answer, where ours would end the process.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    talk = Chat(session, user)
    with Runner() as runner:
        try:
            for turn in runner.run(talk.open(environment)):
                say(f"> {turn.question or '(not kept)'}\n{turn.reply.answer}\n")
            _talk(talk, runner)
        except KeyboardInterrupt:
            raise InterruptedRunError("interrupted; the conversation is kept", signal.SIGINT) from None
        finally:
            runner.run(talk.close())
            if talk.session_id is not None:
                say(f"go on with: revive chat --session {talk.session_id}", err=True)


def _talk(talk: "Chat", runner: "Runner") -> None:
    """Answer question after question until the input ends."""
    typed = sys.stdin.isatty()
    while (line := _line(typed=typed)) is not None:
        if not line.strip() and typed:
            continue
        try:
            reply = runner.run(talk.ask(line, _say_part))
        except KeyboardInterrupt:
            say("\n(stopped; the whole answer will be in the conversation)", err=True)
            runner.run(talk.settle())
            if not typed:
                raise
            continue
        say("")
        for cited in reply.citations:
            say(f"  from: {cited.title} ({cited.source})")
        if reply.escalation is not None:
            say(f"  handed over to a person: {reply.escalation.reason}")


def _say_part(part: str) -> None:
    say(part, nl=False)
    sys.stdout.flush()


def _line(*, typed: bool) -> str | None:
    """The next question; None at the end."""
    if not typed:
        line = sys.stdin.readline(_LONGEST)
        return line.rstrip("\r\n") if line else None
    import readline  # noqa: F401, PLC0415 -- gives `input` a line editor; what was typed is not written to a file

    try:
        return input("> ")
    except EOFError:
        say("")
        return None
