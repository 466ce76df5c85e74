"""`revive` commands as processes of their own that need not import everything anew: each is a fork of one that has.

`python -m fakes.forked_command SOCKET` imports what nearly every command needs, and then waits. A command gets its own
folder, environment, output and signals, and ends as any process does. What is imported reads no setting, and starts no
thread; what does (Prefect, numpy) is imported by the command itself.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_NEEDED = (
    "aiobotocore.session",
    "commands.agents",
    "commands.privacy",
    "commands.run_system",
    "commands.uploads",
    "tasks.winback.chain",
    "tasks.winback.estimate",
    "tasks.winback.system",
)
_LONGEST = 1 << 20  # bytes of a request


@dataclass(frozen=True)
class Commands:
    """Where commands are started."""

    socket: Path

    def run(self, arguments: tuple[str, ...], cwd: Path, timeout: float) -> tuple[int, str, str]:
        """(exit code, stdout, stderr); raises `subprocess.TimeoutExpired`, and kills what took too long."""
        said = json.dumps({"arguments": arguments, "cwd": str(cwd), "environment": dict(os.environ)}).encode()
        with TemporaryFile() as out, TemporaryFile() as err, socket.socket(socket.AF_UNIX) as asked:
            asked.connect(str(self.socket))
            asked.settimeout(timeout)
            socket.send_fds(asked, [said + b"\n"], [out.fileno(), err.fileno()])
            with asked.makefile("r") as answers:
                pid = int(answers.readline())
                try:
                    code = int(answers.readline())
                except TimeoutError:
                    os.kill(pid, signal.SIGKILL)
                    raise subprocess.TimeoutExpired(["revive", *arguments], timeout) from None
            out.seek(0)
            err.seek(0)
            return code, out.read().decode(), err.read().decode()


@contextmanager
def commands(folder: Path) -> Iterator[Commands]:
    """The process that they are forked from, until the block ends."""
    place = folder / "s"
    command = [sys.executable, "-m", "fakes.forked_command", str(place)]
    paths = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": paths}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield Commands(place)
        finally:
            process.kill()


def _serve(place: str) -> None:
    for name in _NEEDED:
        importlib.import_module(name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen(16)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            asked, _ = listening.accept()
            if os.fork() == 0:  # one that waits for the command, so that the next can be taken
                listening.close()
                _answer(asked)
                return
            asked.close()


def _answer(asked: socket.socket) -> None:
    said, outputs, _, _ = socket.recv_fds(asked, _LONGEST, 2)
    while not said.endswith(b"\n"):
        said += asked.recv(_LONGEST)
    pid = os.fork()
    if pid == 0:
        asked.close()
        _become(json.loads(said), outputs)
    asked.sendall(f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    asked.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(request: dict[str, object], outputs: list[int]) -> None:
    """Be the command from here on; the interpreter ends with it."""
    os.environ.clear()
    os.environ.update(dict(request["environment"]))  # type: ignore[call-overload]  # as it was sent
    os.chdir(str(request["cwd"]))
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, target in enumerate((nothing, *outputs)):
        os.dup2(target, number)
        os.close(target)
    sys.argv = ["revive", *request["arguments"]]  # type: ignore[misc]  # same
    runpy.run_module("commands.main", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve(sys.argv[1])
