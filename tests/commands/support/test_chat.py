"""`revive chat`, through a pipe and at a terminal, as a process of its own."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "commands.main", "chat"]


def test_a_pipe_of_questions_is_a_conversation_that_can_be_gone_on_with() -> None:
    asked = "How do I enlarge an EBS volume?\nand XFS?\n"
    first = subprocess.run(COMMAND, input=asked, capture_output=True, text=True, cwd=ROOT, timeout=120, check=True)
    assert "xfs_growfs" in first.stdout
    assert "from: " in first.stdout
    assert "> " not in first.stdout, "nobody is asked to type"
    session = re.search(r"--session (\S+)", first.stderr)
    assert session is not None
    again = subprocess.run(
        [*COMMAND, "--session", session[1]], input="", capture_output=True, text=True, cwd=ROOT, timeout=120, check=True
    )
    assert "> and XFS?" in again.stdout, "what was said before is shown"
    other = subprocess.run(
        [*COMMAND, "--session", session[1], "--user", "bob"], input="x\n", capture_output=True, text=True, cwd=ROOT,
        timeout=120, check=False,
    )  # fmt: skip
    assert other.returncode == 2
    assert "another user's" in other.stderr


class Terminal:
    """What a process writes to its terminal, read up to a text and from there on."""

    def __init__(self, primary: int) -> None:
        self.primary = primary
        self.rest = ""

    def read_until(self, wanted: str) -> str:
        until = time.monotonic() + 120
        while wanted not in self.rest:
            assert time.monotonic() < until, self.rest
            if select.select([self.primary], [], [], 1)[0]:
                self.rest += os.read(self.primary, 4096).decode(errors="replace")
        said, _, self.rest = self.rest.partition(wanted)
        return said


def _hear_ctrl_c() -> None:
    """Whoever starts the tests in the background of a script ignores it, and so would the command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.wire
def test_ctrl_c_at_the_terminal_ends_it_in_order() -> None:
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        COMMAND, stdin=secondary, stdout=secondary, stderr=secondary, cwd=ROOT, start_new_session=True, close_fds=True,
        preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 -- no thread of ours holds a lock here
    )  # fmt: skip
    os.close(secondary)
    terminal = Terminal(primary)
    try:
        terminal.read_until("> ")
        os.write(primary, b"How do I enlarge an EBS volume?\n")
        terminal.read_until("from: ")
        terminal.read_until("> ")
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in terminal.read_until("go on with")
        assert process.wait(timeout=60) == 130
    finally:
        process.kill()
        process.wait()
        os.close(primary)
