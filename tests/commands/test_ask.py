import json
import os
import subprocess
import sys
from pathlib import Path


def _ask(home: Path, *arguments: str, lines: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "commands.main", "ask", *arguments],
        input=lines,
        capture_output=True,
        env={**os.environ, "REVIVE_HOME": str(home)},
        timeout=120,
        check=False,
    )


def test_a_batch_gets_a_line_for_each_question_in_order_and_nothing_else(tmp_path: Path) -> None:
    lines = (
        b'How do I enlarge an EBS volume?\n{"question": "hello", "session_id": "s-1"}\n\n\xff\xfe\x00binary\nx'
        + b"y" * 100_000
    )
    done = _ask(tmp_path, "--batch", "-", "--json", lines=lines)
    assert done.returncode == 0, done.stderr
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply["outcome"] for reply in replies[:3]] == ["answered", "answered", "clarification"]
    assert replies[1]["session_id"] == "s-1"
    assert len(replies) == 5
    assert all(reply["answer"] for reply in replies)


def test_one_of_question_and_file_has_to_be_given(tmp_path: Path) -> None:
    done = _ask(tmp_path)
    assert done.returncode == 2
    assert b"--batch" in done.stderr
