"""A fake model provider as a process of its own."""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path

from fakes.faults import Faults
from fakes.service import FakeService, SomeFaults

TESTS = Path(__file__).resolve().parents[1]


@contextmanager
def run_module(module: str, flags: dict[str, object]) -> Iterator[str]:
    """Run a fake as a child process and give its address; `flags` are faults, `models`, `seed` and `port`."""
    command = [sys.executable, "-m", module]
    for name, value in flags.items():
        command += [f"--{name.replace('_', '-')}", value if isinstance(value, str) else json.dumps(value)]
    with subprocess.Popen(command, cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().strip()
            if not url:
                raise RuntimeError("the fake did not start, see its output")
            yield url
        finally:
            process.kill()


def _arguments(kind: type[Faults]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--models", default="", help="the model ids that exist, with commas; all do by default")
    for name, default in asdict(kind()).items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=str if isinstance(default, str) else json.loads, default=default
        )
    return parser.parse_args()


def _watch_stdin(on_close: Callable[[], object]) -> None:
    while os.read(0, 4096):
        pass
    on_close()


async def serve(service: Callable[..., FakeService[SomeFaults]], kind: type[SomeFaults]) -> None:
    """Be a process: say the address, serve until standard input closes."""
    arguments = _arguments(kind)
    faults = kind(**{known.name: getattr(arguments, known.name) for known in fields(kind)})
    models = [model for model in arguments.models.split(",") if model]
    fake = service(faults, models=models, seed=arguments.seed, port=arguments.port)
    loop, closed = asyncio.get_running_loop(), asyncio.Event()
    sys.stdout.write(await fake.start() + "\n")
    sys.stdout.flush()
    # Not the loop's own thread pool: it would wait for the read on Ctrl-C.
    threading.Thread(target=_watch_stdin, args=(lambda: loop.call_soon_threadsafe(closed.set),), daemon=True).start()
    await closed.wait()
    await fake.stop()
