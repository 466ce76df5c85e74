"""The API of ECS, as far as Prefect's worker asks it; RunTask starts the container's command as a process here.

What a task comes to reaches the observer's queue as EventBridge puts it there.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
from conftest import TESTS

ROOT = TESTS.parent
TASK = "arn:aws:ecs:us-east-1:123456789012:task-definition/run:7"
CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/revive"
_DEFINITION = {
    "taskDefinitionArn": TASK,
    "family": "run",
    "networkMode": "awsvpc",
    "requiresCompatibilities": ["FARGATE"],
    "cpu": "1024",
    "memory": "4096",
    "status": "ACTIVE",
    "containerDefinitions": [{"name": "prefect", "image": "i@sha256:0", "essential": True}],
}

_EXITED = ("Essential container in task exited", "EssentialContainerExited")


@dataclass
class Ecs:
    """`starts` is False where no task ever gets as far as running."""

    variables: Mapping[str, str]  # of every container, as the task definition gives them
    queue: Any  # called with each event
    log: Path
    url: str = ""
    starts: bool = True
    is_open: bool = True  # afterwards nobody listens to what becomes of a task
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tasks: dict[str, dict[str, Any]] = field(default_factory=dict)
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    runs: dict[str, str] = field(default_factory=dict)  # by flow run: its last task
    ends: dict[str, tuple[str, str]] = field(default_factory=dict)  # why a task was stopped, if not by itself

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        arn = f"{CLUSTER.replace(':cluster/', ':task/')}/{uuid.uuid4().hex}"
        override = request["overrides"]["containerOverrides"][0]
        task = {"taskArn": arn, "clusterArn": CLUSTER, "taskDefinitionArn": TASK, "lastStatus": "PENDING"}
        self.tasks[arn] = {**task, "tags": request.get("tags", [])}
        if not self.starts:
            self.stopped(arn, None, "CannotPullContainerError: no such image", "TaskFailedToStart")
            return {"tasks": [task], "failures": []}
        said = {one["name"]: one["value"] for one in override.get("environment", ())}
        # As the image's ENTRYPOINT and PATH have it.
        command = [sys.executable, "-m", "deployments.aws.entry.main", *override["command"]]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, **self.variables, **said}
        with self.log.open("ab") as output:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        self.processes[arn], self.runs[said["PREFECT__FLOW_RUN_ID"]] = process, arn
        threading.Thread(target=self._wait, args=(arn, process), daemon=True).start()
        return {"tasks": [task], "failures": []}

    def interrupt(self, flow_run_id: str, number: int = signal.SIGTERM) -> None:
        """Spot takes the machine of this run's last task back, or (SIGKILL) the machine is lost."""
        arn = self.runs[flow_run_id]
        process = self.processes[arn]
        self.ends[arn] = ("Your Spot Task was interrupted.", "SpotInterruption")
        # A container's first process hears SIGTERM; nothing in a container outlives it.
        inside = psutil.Process(process.pid).children(recursive=True) if number == signal.SIGKILL else []
        process.send_signal(number)
        for one in inside:
            one.kill()

    def _wait(self, arn: str, process: "subprocess.Popen[bytes]") -> None:
        code = process.wait()
        if self.is_open:
            self.stopped(arn, code, *self.ends.get(arn, _EXITED))

    def stopped(self, arn: str, code: int | None, reason: str, stop_code: str) -> None:
        """Say that a task has ended, as ECS says it to EventBridge."""
        container = {"name": "prefect", "lastStatus": "STOPPED"} | ({} if code is None else {"exitCode": abs(code)})
        detail = {**self.tasks[arn], "lastStatus": "STOPPED", "stoppedReason": reason, "stopCode": stop_code}
        detail["containers"] = [] if code is None else [container]
        event = {"id": str(uuid.uuid4()), "detail-type": "ECS Task State Change", "source": "aws.ecs", "detail": detail}
        self.queue(json.dumps({**event, "time": "2026-11-29T00:00:00Z", "region": "us-east-1"}))


@contextmanager
def ecs(variables: Mapping[str, str], queue: Any, log: Path) -> Iterator[Ecs]:
    """The service, until the block ends; its tasks end with it."""
    one = Ecs(variables, queue, log)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            action = self.headers["x-amz-target"].partition(".")[2]
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            one.asked.append((action, request))
            answer: dict[str, Any] = {}
            if action == "RunTask":
                answer = one.run(request)
            elif action == "DescribeTaskDefinition":
                answer = {"taskDefinition": _DEFINITION}
            elif action == "DescribeTasks":
                answer = {"tasks": [one.tasks[arn] for arn in request["tasks"] if arn in one.tasks], "failures": []}
            body = json.dumps(answer).encode()
            self.send_response(200)
            self.send_header("content-type", "application/x-amz-json-1.1")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    one.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield one
    finally:
        one.is_open = False
        server.shutdown()
        server.server_close()
        for process in one.processes.values():
            if process.poll() is None:
                process.kill()
