"""What a run that was started by a server says when it ends badly."""

from pathlib import Path

import pytest

from tasks.bulk.starting import Children


class Ended:
    """A process that has ended."""

    def __init__(self, returncode: int | None) -> None:
        self.returncode = returncode


@pytest.mark.parametrize(
    ("code", "log", "said"),
    [
        (1, 'revive: no\n{\n  "status": "error",\n  "message": "no server",\n  "exit_code": 1\n}\n', "no server"),
        (1, "Traceback …", "the run ended with exit code 1; u.log of the server's logs says more"),
        (2, None, "the run ended with exit code 2; u.log of the server's logs says more"),
        (0, '\n{\n  "message": "all good"\n}\n', ""),
        (None, "", ""),
    ],
)
def test_the_last_words_of_a_child(tmp_path: Path, code: int | None, log: str | None, said: str) -> None:
    if log is not None:
        (tmp_path / "u.log").write_text(log, encoding="utf-8")
    children = Children(tmp_path, {"u": Ended(code)})  # type: ignore[dict-item]  # only its code is asked
    assert children.last_words("u", "u") == said
    assert children.last_words("another", "another") == ""
